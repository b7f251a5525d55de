"""Forms of entries: how each kind of entry is asked for, read from what was typed and written back."""
