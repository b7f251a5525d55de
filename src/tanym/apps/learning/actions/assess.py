"""Enter results of an assessment, outcome by outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.learning.models import Declaration, Enrolment, Result
from tanym.apps.learning.permissions import TABLE
from tanym.apps.learning.queries import cells, relation, results_of
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.permissions import about
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

IDENTITY = ("unsupervised", "supervised", "supervised-with-id")
"""How the person was identified, from the weakest way to the strongest."""
RELATIONS = ("none", "taught", "interest")


@dataclass(frozen=True, slots=True)
class Given:
    """One result as entered: whole per cent from 0 to 100, and the reasons for it."""

    assessment: str
    outcome: str
    percent: int
    reasons: str


def assess(
    *,
    actor: Person,
    at: datetime,
    enrolment: Enrolment,
    revision: int,
    relation_to_learner: str,
    results: Sequence[Given],
    identity: Mapping[str, str],
) -> Enrolment:
    """Keep the assessor's declaration and results; what was not entered yet may follow later.

    An assessor who taught the person or has another interest steps back: only the declaration is kept. The same
    results sent twice are kept once. Raises `NotPermitted` (`learning.own-enrolment`), `Refused`
    (`learning.concluded`, `learning.stepped-back`, `changed-meanwhile`), `InvalidValue` (`learning.result`,
    `learning.reasons`, `learning.identity`, `learning.declaration`).
    """
    permit(
        TABLE,
        "assess",
        actor,
        timezone.localdate(at),
        at=organisation(enrolment.version.content.get("bodies", {}).get("assessing", "")),
        about=about(enrolment.version),
    )
    if enrolment.person_id == actor.pk:
        raise NotPermitted("learning.own-enrolment")
    with transaction.atomic():
        found = (
            Enrolment.objects.select_for_update(of=("self",), no_key=True)
            .select_related("version")
            .get(pk=enrolment.pk)
        )
        if found.state != "enrolled":
            raise Refused("learning.concluded")
        _check(found, relation_to_learner, results, identity)
        news = _news(found, results, identity)
        declared = relation(found, actor)
        if not news and declared == relation_to_learner:
            return found
        if found.revision != revision:
            raise Refused("changed-meanwhile")
        if declared not in ("", "none"):
            raise Refused("learning.stepped-back")
        if declared != relation_to_learner:
            Declaration.objects.create(enrolment=found, assessor=actor, relation=relation_to_learner, at=at)
        steps_back = relation_to_learner != "none"
        kept = () if steps_back else news
        for given in kept:
            Result.objects.update_or_create(
                enrolment=found,
                attempt=found.attempt,
                assessment=given.assessment,
                outcome=given.outcome,
                defaults={
                    "percent": given.percent,
                    "reasons": given.reasons.strip(),
                    "identity": identity[given.assessment],
                    "assessor": actor,
                    "at": at,
                },
            )
        found.revision += 1
        found.save(update_fields=["revision"])
        journal(
            actor=actor,
            at=at,
            action="learning.step-back" if steps_back else "learning.assess",
            subject=found.source,
            details={
                "attempt": found.attempt,
                "relation": relation_to_learner,
                "results": [
                    {"outcome": g.outcome, "assessment": g.assessment, "percent": g.percent} for g in kept
                ],
            },
        )
        return found


def _check(
    found: Enrolment, relation_to_learner: str, results: Sequence[Given], identity: Mapping[str, str]
) -> None:
    if relation_to_learner not in RELATIONS:
        raise InvalidValue("learning.declaration")
    planned = {(cell.assessment.id, cell.outcome.id) for cell in cells(found)}
    for given in results:
        if (given.assessment, given.outcome) not in planned or not 0 <= given.percent <= 100:
            raise InvalidValue("learning.result", outcome=given.outcome)
        if not given.reasons.strip():
            raise InvalidValue("learning.reasons", outcome=given.outcome)
        if identity.get(given.assessment) not in IDENTITY:
            raise InvalidValue("learning.identity", assessment=given.assessment)


def _news(found: Enrolment, results: Sequence[Given], identity: Mapping[str, str]) -> tuple[Given, ...]:
    kept = results_of(found)
    return tuple(
        given for given in results if _differs(given, kept.get((given.assessment, given.outcome)), identity)
    )


def _differs(given: Given, kept: Result | None, identity: Mapping[str, str]) -> bool:
    return kept is None or (kept.percent, kept.reasons, kept.identity) != (
        given.percent,
        given.reasons.strip(),
        identity[given.assessment],
    )
