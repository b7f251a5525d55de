"""Stored files, such as evidence, found by their digest."""
