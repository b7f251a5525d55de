"""Merging: two accounts of one person become one; where anything is in doubt, they stay two."""
