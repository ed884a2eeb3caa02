"""What is missing, waits or stands twice in a library, found from its records."""
