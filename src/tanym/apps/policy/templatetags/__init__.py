"""The words of rules in templates."""
