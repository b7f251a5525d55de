"""Pages of standing decisions."""
