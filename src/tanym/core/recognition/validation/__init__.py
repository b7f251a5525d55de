"""Validation of non-formal and informal learning: its four phases, fit methods, parts that stay valid, what is missing."""
