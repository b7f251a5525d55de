"""What people type in validation."""
