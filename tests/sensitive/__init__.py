"""What must not be published: personal data in texts, and how well it is found."""
