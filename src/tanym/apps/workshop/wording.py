"""Changes in words for pages of the workshop."""

from __future__ import annotations

from collections.abc import Iterable

from tanym.core.rules import Stack
from tanym.core.rules.difference import Change
from tanym.rulepacks.differences import change_sentences


def sentences(changes: Iterable[Change], stack: Stack | None, language: str) -> tuple[str, ...]:
    """What changes, grouped, for a reader of a language; empty where no law of the day can be read at all."""
    return change_sentences(tuple(changes), stack, language) if stack is not None else ()
