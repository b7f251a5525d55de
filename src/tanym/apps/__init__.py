"""What the platform does: one room a subject, in Django."""
