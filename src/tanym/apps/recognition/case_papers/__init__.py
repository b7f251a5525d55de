"""A whole case on paper: its parts in words of one language, its files, and the proof of its history."""
