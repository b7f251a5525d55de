"""The sentences of codes for the platform: those of the core and those of every room."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from tanym.rulepacks.words import Catalogue, core_words, read

ROOMS = Path(__file__).resolve().parents[1]


@cache
def catalogue() -> Catalogue:
    """Every code that the platform can answer with."""
    return core_words().joined(read(sorted(ROOMS.glob("*/messages.toml"))))


def say(code: str, language: str | None = None, **details: object) -> str:
    """The sentence of a code in the reader's language."""
    return catalogue().say(code, language or get_language() or "kk", **details)
