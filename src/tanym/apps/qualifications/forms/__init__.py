"""Forms of designs: how each part of the document is asked for, read from it and written back."""
