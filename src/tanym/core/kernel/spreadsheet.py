"""Texts in tables that spreadsheets open: none is taken for a formula."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def harmless(text: str) -> str:
    """The text as a cell; one that a spreadsheet would compute begins with an apostrophe (OWASP: CSV injection).

    Figures stay figures.
    """
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text
