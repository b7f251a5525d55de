"""The words of codes in designs, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import lazystr

from tanym.apps.accounts.words import catalogue, say


def word(kind: str, code: str, language: str | None = None) -> str:
    """The word of a code (`sector`, `it`) for the reader; the code itself where nobody has written one."""
    name = f"word.{kind}.{'in-' if kind == 'language' else ''}{code}"
    return say(name, language) if name in catalogue() else code


class _Word:
    """A word that is chosen when it is shown, for the choices of forms."""

    def __init__(self, kind: str, code: str) -> None:
        self.kind, self.code = kind, code

    def __str__(self) -> str:
        return word(self.kind, self.code)


def choices(kind: str, codes: Iterable[str]) -> list[tuple[str, Any]]:
    """Choices of a form field: each code with its word."""
    return [(code, lazystr(_Word(kind, code))) for code in codes]


def codes(kind: str) -> list[str]:
    """Every code of a kind that has a word, in the order of the file."""
    prefix = f"word.{kind}."
    return [name.removeprefix(prefix) for name in catalogue().sentences if name.startswith(prefix)]
