"""What a secretariat does with a library: follow up, find what is missing, report."""
