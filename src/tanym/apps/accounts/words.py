"""The sentences of codes for the platform: those of the core and those of every room."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from django.utils.dates import MONTHS_ALT
from django.utils.translation import get_language, override

from tanym.rulepacks.words import Catalogue, core_words, read

ROOMS = Path(__file__).resolve().parents[1]


@cache
def catalogue() -> Catalogue:
    """Every code that the platform can answer with."""
    return core_words().joined(read(sorted(ROOMS.glob("*/messages.toml"))))


def say(code: str, language: str | None = None, /, **details: object) -> str:
    """The sentence of a code in the reader's language."""
    return catalogue().say(code, language or get_language() or "kk", **details)


DAYS = {"kk": "{year} жылғы {day} {month}", "ru": "{day} {month} {year} года", "en": "{day} {month} {year}"}


def day(on: date, language: str | None = None) -> str:
    """A day in words: «2026 жылғы 14 маусым», «14 июня 2026 года», "14 June 2026"."""
    chosen = language or get_language() or "kk"
    with override(chosen):
        month = str(MONTHS_ALT[on.month])
    shown = month if chosen == "en" else month.lower()
    return DAYS.get(chosen, DAYS["en"]).format(year=on.year, day=on.day, month=shown)
