"""What people do in validation."""
