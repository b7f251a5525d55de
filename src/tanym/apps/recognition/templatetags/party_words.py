"""Template words about who acts in a case: a претендент towards studies is a кандидат in an exam."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from tanym.apps.recognition.pinning import Record, of

register = template.Library()


@register.simple_tag
def party(record: Record, name: str) -> Mapping[str, Any]:
    """What the procedure of the case calls this party, by language."""
    return of(record).procedure.parties[name].words
