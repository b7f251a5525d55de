"""What people do with standing decisions."""
