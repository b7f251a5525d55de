"""Registers: entries, their changes, and how an entry stood on a day."""
