"""Telephone numbers in the international form (ITU-T E.164)."""

from __future__ import annotations

import re

from tanym.core.kernel.errors import InvalidValue


def phone(given: str) -> str:
    """A number as +77010000000; 8 701 … is read as Kazakhstan's own way of writing +7 701 ….

    Raises `InvalidValue("claim.phone")`.
    """
    plain = re.sub(r"[\s().\u00a0-]", "", given)
    if re.fullmatch(r"8[0-9]{10}", plain):
        plain = f"+7{plain[1:]}"
    plain = plain if plain.startswith("+") else f"+{plain}"
    if not re.fullmatch(r"\+[1-9][0-9]{9,14}", plain):
        raise InvalidValue("claim.phone")
    return plain
