"""Template filters for designs: the words of codes, names of organisations, levels, money."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language

from tanym.apps.qualifications.entitlement import Entitlement, right_of
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import body_name
from tanym.apps.qualifications.words import word as word_of
from tanym.core.qualifications.design import Design, LearningOutcome, NeedEvidence
from tanym.core.qualifications.need import expired as expired_on

register = template.Library()

SYMBOLS = {"KZT": "₸", "EUR": "€"}


@register.filter
def word(code: str | None, kind: str) -> str:
    """The word of a code: `{{ "skill"|word:"kind" }}`."""
    return word_of(kind, code) if code else ""


@register.filter
def organisation(code: str | None) -> str:
    """The name of an organisation by its code; a body that is not in our register keeps its own words."""
    return body_name(code, get_language() or "kk") if code else ""


@register.filter
def right(award: Award) -> Entitlement:
    """What the registers say of the body of an award for the day of the award."""
    return right_of(award)


@register.filter
def money(amount: int | None, currency: str | None = "KZT") -> str:
    """A sum as the reader's language writes it: 48 000 ₸."""
    if amount is None:
        return ""
    english = get_language() == "en"
    digits = f"{amount:,}" if english else f"{amount:,}".replace(",", "\u00a0")
    return f"{digits}\u00a0{SYMBOLS.get(currency or 'KZT', currency or '')}"


@register.filter
def expired(evidence: NeedEvidence, on: date) -> bool:
    """Whether a piece of evidence of need has come to its own end before a day."""
    return expired_on(evidence, on)


@register.filter
def outcomes_of(evidence: NeedEvidence, design: Design) -> list[LearningOutcome]:
    """The outcomes of a design of which a piece of evidence speaks."""
    return [one for one in design.outcomes if one.id in evidence.outcomes]


@register.filter
def field(form: Any, name: str) -> Any:
    """A bound field of a form by a name that is only known while the page is made."""
    return form[name]


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """What a mapping holds under a key that is only known while the page is made; empty where there is nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def whole(hundredths: int | None) -> int:
    """A number of credits by which a language chooses its plural: half credits count as several."""
    if not hundredths:
        return 0
    return hundredths // 100 if hundredths % 100 == 0 else 2
