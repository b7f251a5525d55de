"""Endorsements: employers and sector councils say that a micro-qualification is needed; the evidence of the need."""
