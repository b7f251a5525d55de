"""Backpack: what a person brings in from elsewhere, verified and usable as evidence, and takes out again (Open Badges host)."""
