"""Texts by language in forms: what is written is the text in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import get_language

from tanym.apps.accounts.words import ENDONYMS, day, say
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES, choose


def reader() -> str:
    """The language of the page."""
    return get_language() or LANGUAGES[0]


def merged(kept: Mapping[str, str], written: str) -> dict[str, str]:
    """The text with what was written in the language of the page; emptied, it goes from that language only."""
    texts = {**kept, reader(): written.strip()}
    return {language: text for language, text in texts.items() if text}


def also_written(field: forms.Field, kept: Mapping[str, str]) -> None:
    """Show beside an empty field what stands in another language; a text that stands there is not asked for again."""
    if reader() not in kept and any(kept.values()):
        text, language = choose(kept, reader())
        field.help_text = f"{ENDONYMS[language]}: {text}"
        field.required = False


def sentence_of(refused: InvalidValue) -> str:
    """The sentence of a refusal, with its days in words."""
    details = {name: day(one) if hasattr(one, "isoformat") else one for name, one in refused.details.items()}
    return say(refused.code, **details)
