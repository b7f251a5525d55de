"""What is done with background work."""
