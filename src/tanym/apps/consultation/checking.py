"""What the rules on consultations say of this one: asked for its page at any time, kept when it is closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.consultation.models import Consultation, Contribution
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import ShownFinding, shown_findings
from tanym.core.consultation.period import days
from tanym.core.consultation.stakeholders import KEY
from tanym.core.kernel.errors import Refused

SUBJECT = "policy-item"
ABOUT = "consultation."


def facts(of: Consultation) -> dict[str, object]:
    """What the record shows of a consultation, as the vocabulary of `policy-item` names it."""
    said = list(
        of.contributions.filter(state=Contribution.State.PUBLISHED)
        .select_related("answer")
        .order_by("number")
    )
    responses: Mapping[str, list[dict[str, str]]] = {
        f"c-{one.number}": [{"answer": one.answer.outcome, "reasons": one.answer.reason}]
        for one in said
        if one.answer is not None
    }
    return {
        "consultation.opened_on": of.opens_on,
        "consultation.road_map_on": timezone.localdate(of.opened_at),
        "consultation.published": ["road-map", "dates"],
        "consultation.days": days(of.opens_on, of.ends_on),
        "consultation.contributions": [f"c-{one.number}" for one in said],
        "consultation.responses": responses,
        "consultation.categories": sorted({one.category for one in said}),
    }


def said_by_rules(of: Consultation, on: date) -> list[ShownFinding]:
    """The findings on a consultation for the reader, those about action plans left out."""
    report = check_now(SUBJECT, facts(of), on, of=_name(of))
    return [
        one
        for one in shown_findings(stack(on), report.findings)
        if any(fact.startswith(ABOUT) for fact in one.facts)
    ]


def obey(of: Consultation, *, at: datetime) -> str:
    """Check the consultation and keep the report; its digest. Raises `Refused("consultation.rule-not-met")`."""
    kept, report = check(at=at, on=timezone.localdate(at), subject=SUBJECT, facts=facts(of), of=_name(of))
    for finding in report.blocking:
        raise Refused("consultation.rule-not-met", rule=finding.rule)
    return kept.digest


def shortest(on: date) -> int | None:
    """The fewest days that the rules in force ask of a consultation; None where they don't."""
    value = stack(on).value("consultation.shortest")
    return value if isinstance(value, int) else None


def key_categories(on: date) -> Collection[str]:
    """The categories whose voice the rules in force ask for."""
    value = stack(on).value("participation.key-categories")
    return value if isinstance(value, frozenset) else KEY


def _name(of: Consultation) -> str:
    return f"consultation.consultation:{of.public_id}"
