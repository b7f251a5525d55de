"""Canonical bytes and digests of plain data (RFC 8785, SHA-256)."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """The RFC 8785 form of JSON-like data; dates must already be text. Raises `ValueError` where JSON has no form."""
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """Lower-case hexadecimal SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()
