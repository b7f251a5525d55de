"""The revision of a thing: which state of it somebody had before them when they acted."""

from __future__ import annotations

from tanym.core.kernel.errors import InvalidValue

LONGEST = 9


def read_revision(text: str) -> int:
    """The revision that a form was shown with. Raises `InvalidValue("form.revision")` for what no form of ours sends."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        raise InvalidValue("form.revision")
    return int(text)
