"""Template filters of standards: codes in words, places of faults, values of differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tanym.apps.accounts.templatetags.words import text
from tanym.apps.accounts.words import ENDONYMS, say
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.periods import Period
from tanym.core.rules.types import ValueType
from tanym.core.standards.framework import FrameworkLevel
from tanym.rulepacks.sentences import amount

register = template.Library()


def _named(prefix: str) -> Callable[[object], str]:
    return lambda code: say(f"{prefix}.{code}") if code else ""


for _name, _prefix in (
    ("condition", "standard.condition"),
    ("evidence", "standards.evidence"),
    ("recognition", "standard.recognition"),
    ("function_kind", "standard.kind"),
    ("framework_kind", "standards.framework"),
    ("standing", "standards.standing"),
    ("way", "standards.way"),
    ("stage", "standards.stage"),
    ("act_name", "standards.act"),
    ("register_name", "standards.register"),
    ("part_kind", "standards.part"),
):
    register.filter(_name, _named(_prefix))


@register.filter
def endonym(language: str) -> str:
    """A language by its own name."""
    return ENDONYMS.get(language, language)


@register.filter
def in_words(period: str) -> str:
    """A period in words."""
    return amount(ValueType.PERIOD, Period.read(period), get_language() or "kk")


@register.filter
def descriptor(level: FrameworkLevel, column: str) -> Mapping[str, str]:
    """What a level asks in a column."""
    return level.descriptor(column)


@register.filter
def place(fault: Fault) -> str:
    """Where in a document a fault is, in words."""
    details = fault.details
    if details.get("row") and details.get("table"):
        return say("standard.place.table", **details)
    if details.get("paragraph"):
        return say("standard.place.paragraph", **details)
    return say("standard.place.whole") if not details.get("place") else str(details["place"])


@register.filter
def fault_words(fault: Fault) -> str:
    """What is wrong, in words."""
    return say(fault.code, **fault.details)


@register.filter
def value_words(value: Any) -> str | SafeString:
    """A value of a difference: a text by language, or a code in words where it has any."""
    if isinstance(value, Mapping):
        return text(value)
    for prefix in ("standard.recognition", "standard.kind"):
        said = say(f"{prefix}.{value}")
        if said != f"{prefix}.{value}":
            return said
    return format_html("{}", value)
