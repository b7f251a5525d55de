"""The same core from the shell, with no database."""
