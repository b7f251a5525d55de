"""Template words about evidence: what the verifier's policy says, why a rating is not "yes", what others answered."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.formats import number_format

from tanym.apps.audit import clock as timezone
from tanym.apps.portfolio.models import RegisterDocument
from tanym.apps.portfolio.queries import questions
from tanym.apps.portfolio.reading import shown
from tanym.apps.recognition.models import EvidenceItem
from tanym.apps.recognition.signatures import verdict as judged
from tanym.core.credentials.checks import Judgement

register = template.Library()


@register.filter
def verdict(item: EvidenceItem) -> Judgement | None:
    """What the one acceptance policy makes of the checks of a signed file; None where nothing was checked."""
    return judged(item.checked)


@register.filter
def reasons_of(item: EvidenceItem) -> list[tuple[str, str]]:
    """The assessor's reasons: (quality, text); a quality that is empty stands for all."""
    if item.rated_because and not item.reasons:
        return [("", item.rated_because)]
    return [(quality, text) for quality, text in item.reasons.items() if text]


@register.filter
def answers_about(item: EvidenceItem) -> list[dict[str, Any]]:
    """What was asked about the item of which this is a snapshot, and answered by a link."""
    if item.kept is None:
        return []
    now = timezone.now()
    return [shown(one, now) for one in questions(item.kept) if one.answered_at or one.open_to_answer(now)]


@register.filter
def registered(item: EvidenceItem) -> RegisterDocument | None:
    """The document of an official register that it is, as it stands now; None for anything else."""
    return item.kept.register if item.kept is not None else None


@register.filter
def hundredth(value: Fraction) -> str:
    """A fraction with two decimals, as the reader's language writes them: «0,62», "0.62"."""
    return number_format(Decimal(value.numerator) / Decimal(value.denominator), decimal_pos=2)
