"""The words of a consent in templates."""
