"""Micro-qualifications: the design, its facts, grades and awards."""
