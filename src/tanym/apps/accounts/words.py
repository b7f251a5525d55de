"""The sentences of codes for the platform: those of the core and those of every room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.dates import MONTHS_ALT
from django.utils.functional import lazystr
from django.utils.translation import get_language, override

from tanym.core.kernel.localized import choose
from tanym.rulepacks.words import Catalogue, core_words, read

ROOMS = Path(__file__).resolve().parents[1]
ENDONYMS: Mapping[str, str] = dict(settings.LANGUAGES)
"""The languages of the interface by the names that their speakers give them."""


@cache
def catalogue() -> Catalogue:
    """Every code that the platform can answer with."""
    return core_words().joined(read(sorted(ROOMS.glob("*/messages*.toml"))))


def say(code: str, language: str | None = None, /, **details: object) -> str:
    """The sentence of a code in the reader's language."""
    return catalogue().say(code, language or get_language() or "kk", **details)


class _Sentence:
    """The sentence of a code, chosen when it is shown."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return say(self.code)


def sentence(code: str) -> Any:
    """The sentence of a code in the language in which it is shown, for what is written down before: choices of forms."""
    return lazystr(_Sentence(code))


def worded(prefix: str, codes: Iterable[str]) -> list[tuple[str, Any]]:
    """Choices with the words of codes in the language in which they are shown."""
    return [(str(code), sentence(f"{prefix}.{code}")) for code in codes]


def codes_under(prefix: str) -> list[str]:
    """The codes that have words under a prefix (`word.sector`), in the order of the catalogue."""
    return [
        name.removeprefix(f"{prefix}.") for name in catalogue().sentences if name.startswith(f"{prefix}.")
    ]


def here(texts: Mapping[str, str]) -> str:
    """A text of several languages for this reader."""
    return choose(texts, get_language() or "kk")[0]


DAYS = {"kk": "{year} жылғы {day} {month}", "ru": "{day} {month} {year} года", "en": "{day} {month} {year}"}


def day(on: date, language: str | None = None) -> str:
    """A day in words: «2026 жылғы 14 маусым», «14 июня 2026 года», "14 June 2026"."""
    chosen = language or get_language() or "kk"
    with override(chosen):
        month = str(MONTHS_ALT[on.month])
    shown = month if chosen == "en" else month.lower()
    return DAYS.get(chosen, DAYS["en"]).format(year=on.year, day=on.day, month=shown)
