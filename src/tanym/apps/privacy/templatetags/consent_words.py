"""A consent to be read before it is given, in the page of another room; and what keeps things, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.words import say
from tanym.apps.organisations.models import Organisation
from tanym.apps.privacy.wording import worded

register = template.Library()


@register.inclusion_tag("privacy/_consent_text.html")
def consent_to(
    person: Any, organisation: Organisation, number: str, titles: Mapping[str, str]
) -> dict[str, Any]:
    """The words that the person would agree to today; nothing where the packs have none."""
    language = get_language() or "kk"
    said = worded(person, organisation, number, titles, timezone.localdate())
    if said is None:
        return {"heading": ""}
    return {"heading": said.heading[language], "lines": parted(said.lines[language])}


@register.filter
def parted(lines: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    """Lines of a consent as name and text: what stands before the first colon is the name."""
    return [(name, rest.strip()) for name, _, rest in (line.partition(":") for line in lines)]


@register.filter
def ground(code: str) -> str:
    """Why something is kept, and on which ground."""
    return say(f"privacy.ground.{code}")
