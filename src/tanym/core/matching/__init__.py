"""Likeness of texts and of learning outcomes: advice, never a decision."""
