"""Canonical N-Quads without parsing: what many documents have in common is worked out once, the bytes stay the same."""
