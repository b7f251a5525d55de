"""Forms of recognition, by who fills them in."""
