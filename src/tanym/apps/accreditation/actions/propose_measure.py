"""Propose to suspend, reinstate or withdraw an entry, with what happens to those who learn now."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.checking import check_and_keep, guard_facts
from tanym.apps.accreditation.effects import effect_on_learners
from tanym.apps.accreditation.handling import locked, of, repeated, take
from tanym.apps.accreditation.models import Application, Measure
from tanym.apps.accreditation.queries import grounds
from tanym.core.kernel.errors import InvalidValue

PROPOSALS = {
    "propose-suspension": "suspend",
    "propose-reinstatement": "reinstate",
    "propose-withdrawal": "withdraw",
    "ask-to-end": "withdraw",
    "open-revocation": "withdraw",
    "ask-to-revoke": "withdraw",
}
"""Step that proposes → what it proposes."""

LEARNERS = ("continue", "transfer", "stop")
"""What happens to those who learn now: they go on and are assessed elsewhere or later, move to another body, or stop."""


def propose_measure(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    step: str,
    reasons: str,
    learners: str = "continue",
    text: str = "",
    ground: str = "",
    revision: int | None = None,
) -> Measure:
    """The step that proposes; another person confirms it (`take_step`). The effect on running enrolments is stated.

    Raises `NotPermitted`, `InvalidValue("accreditation.another-action" | "accreditation.no-learners" |
    "accreditation.no-ground")`, `Refused("case.not-now" | "case.….reasons-given" | "changed-meanwhile")`.
    """
    on = timezone.localdate(at)
    if step not in PROPOSALS:
        raise InvalidValue("accreditation.another-action", step=step)
    with transaction.atomic():
        kept = locked(application)
        if repeated(kept, actor=actor, act=step, revision=revision, sent=(reasons, learners, text, ground)):
            return kept.measures.latest("pk")
        if learners not in LEARNERS:
            raise InvalidValue("accreditation.no-learners")
        named = grounds(kept)
        if step == "ask-to-revoke" and "own-request" in named:
            ground = "own-request"
        if named and ground not in named:
            raise InvalidValue("accreditation.no-ground")
        made = Measure.objects.create(
            application=kept,
            act=PROPOSALS[step],
            ground=ground if named else "",
            reasons=reasons.strip(),
            effect={"learners": learners, "text": text.strip(), **effect_on_learners(kept)},
            proposed_by=actor,
            proposed_at=at,
        )
        row = of(kept).procedure.row(kept.stage, step)
        asked = row is not None and any(call.name == "rule-met" for call in row.guards)
        report = check_and_keep(kept, at, on) if asked else None
        facts = guard_facts(kept, step, actor, on, report=report, reasons=[reasons])
        take(kept, actor=actor, at=at, step=step, facts=facts, details={"ground": made.ground})
        return made
