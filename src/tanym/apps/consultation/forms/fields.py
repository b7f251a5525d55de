"""Paragraphs as choices of a form."""

from __future__ import annotations

from collections.abc import Iterable

from tanym.apps.accounts.words import here
from tanym.apps.consultation.models import Paragraph


def named(paragraphs: Iterable[Paragraph]) -> list[tuple[str, str]]:
    """Paragraphs as choices: key, number and title."""
    return [(one.key, f"{one.number} {here(one.titles)}".strip()) for one in paragraphs]
