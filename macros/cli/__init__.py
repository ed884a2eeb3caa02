"""The `commonthread` command: one module per command, each thin over the layer that does the work."""
