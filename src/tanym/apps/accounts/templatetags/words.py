"""Template tags for words: sentences of codes, texts in several languages, the same page in another language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from tanym.apps.accounts import words
from tanym.core.kernel.localized import choose

register = template.Library()


@register.simple_tag
def say(code: str, **details: object) -> str:
    """The sentence of a code: `{% say "case.not-now" stage=stage %}`."""
    return words.say(code, **details)


@register.filter
def text(texts: Mapping[str, str] | None) -> str:
    """A text of several languages for this reader, marked with its own language where that differs."""
    language = get_language() or "kk"
    chosen, found = choose(texts or {}, language)
    return (
        chosen if found == language or not chosen else format_html('<span lang="{}">{}</span>', found, chosen)
    )


@register.filter
def plain(texts: Mapping[str, str] | None) -> str:
    """The same without markup, for attributes and titles."""
    return choose(texts or {}, get_language() or "kk")[0]


@register.filter
def web_address(given: str | None) -> str:
    """An address that somebody gave, as far as a link may lead there: http and https, nothing else."""
    try:
        parts = urlsplit(given or "")
    except ValueError:
        return ""
    return given or "" if parts.scheme in ("http", "https") and parts.hostname else ""


@register.simple_tag(takes_context=True)
def same_page(context: template.Context, language: str) -> str:
    """The address of this page in another language."""
    return translate_url(context["request"].get_full_path_info(), language)


@register.filter
def person_name(person: Any) -> str:
    """A person's name as this reader expects it."""
    return person.name(get_language() or "kk") if person else ""


@register.filter
def credits(hundredths: int | None) -> str:
    """Credits held in hundredths, as a number: 250 is 2.5."""
    if hundredths is None:
        return "—"
    shown = f"{(Decimal(hundredths) / 100).normalize():f}"
    return shown if (get_language() or "kk") == "en" else shown.replace(".", ",")


@register.filter
def clock_hours(minutes: int | None) -> str:
    """Minutes as clock hours: 1500 is 25."""
    return _hours(minutes, 60)


@register.filter
def academic_hours(minutes: int | None) -> str:
    """Minutes as academic hours of 50 minutes: 1500 is 30 (Order 152, p. 23)."""
    return _hours(minutes, 50)


def _hours(minutes: int | None, unit: int) -> str:
    if minutes is None:
        return "—"
    value = (Decimal(minutes) / unit).quantize(Decimal("0.1")).normalize()
    shown = f"{value:f}"
    return shown if (get_language() or "kk") == "en" else shown.replace(".", ",")


@register.filter
def day(on: date | datetime | str | None) -> str:
    """A day in words, as the reader's language writes it; also of an ISO date or moment as text."""
    found = _when(on)
    return words.day(found) if found else ""


@register.filter
def moment(at: datetime | str | None) -> str:
    """A day in words and the time of day."""
    found = _when(at)
    clock = f", {found:%H:%M}" if isinstance(found, datetime) else ""
    return f"{words.day(found)}{clock}" if found else ""


def _when(value: date | datetime | str | None) -> date | datetime | None:
    if isinstance(value, str):
        value = (datetime if "T" in value else date).fromisoformat(value) if value else None
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
