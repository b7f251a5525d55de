"""Validation of non-formal and informal learning: guidance, four phases, cohorts, a plan for what is missing."""
