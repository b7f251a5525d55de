"""Simulation: what would change if other rules were in force on a day; and what falls short once they are."""
