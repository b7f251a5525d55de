"""Who answers for an organisation when a consent is taken back."""

OFFICE = frozenset({"secretary", "officer", "registrar", "evaluator"})
"""Roles at the organisation that has the data."""
