"""Take a step of the procedure that needs no more than reasons: the table says who may and what follows."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.actions.propose_measure import PROPOSALS
from tanym.apps.accreditation.checking import check_and_keep, guard_facts
from tanym.apps.accreditation.effects import carry_out, decide
from tanym.apps.accreditation.handling import locked, of, repeated, take
from tanym.apps.accreditation.kinds import PROVIDER
from tanym.apps.accreditation.models import Application, Measure
from tanym.apps.accreditation.queries import proposed_measure
from tanym.apps.organisations.models import Organisation
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.advance import Advanced

ELSEWHERE = frozenset({"apply", "ask-for-papers"})
"""Steps that need more than reasons have actions of their own."""

CHECKED = frozenset({"findings-settled", "no-blocking-finding", "rule-met"})
DECIDING = {"recognise": "recognise", "refuse": "refuse", "ask-for-consent": "recognise", "deny": "refuse"}
"""Step → the result that it carries out, or puts before the ministry: another result than the prepared one is refused."""

FINAL = frozenset({"recognise", "refuse", "deny", "consent", "withhold-consent"})
"""Steps that take the decision: what was found of each criterion is frozen with it."""

RETURNING = frozenset({"return-to-preparation", "leave-as-it-is", "keep", "withhold-consent"})
"""Steps against what was proposed: they need reasons of their own."""


def take_step(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    step: str,
    reasons: str = "",
    revision: int | None = None,
) -> Application:
    """Take the step, carry out its effects, send its letters: one transaction, and one of two who decide at once wins.

    Raises `NotPermitted("case.not-yours" | "case.two-sides")`, `InvalidValue("accreditation.another-action")`,
    `Refused("case.not-now" | "changed-meanwhile" | "accreditation.other-result" | …)` and as `advance` and the register.
    """
    on = timezone.localdate(at)
    if step in ELSEWHERE or step in PROPOSALS:
        raise InvalidValue("accreditation.another-action", step=step)
    with transaction.atomic():
        kept = locked(application)
        if repeated(kept, actor=actor, act=step, revision=revision, sent=reasons):
            return kept
        # before the journal, as everybody does: who writes the journal must not wait for an organisation
        Organisation.objects.select_for_update(no_key=True).get(pk=kept.organisation_id)
        row = of(kept).procedure.row(kept.stage, step)
        measure = proposed_measure(kept)
        prepared = getattr(kept, "decision", None)
        wanted = DECIDING.get(step)
        if wanted and prepared and prepared.decided_at is None and prepared.result != wanted:
            raise Refused("accreditation.other-result")
        calls = {call.name for call in row.guards} if row else set()
        report = check_and_keep(kept, at, on) if calls & CHECKED else None
        given = [reasons.strip()] if reasons.strip() else None
        if step in RETURNING and given is None:
            given = [""]
        facts = guard_facts(kept, step, actor, on, report=report, reasons=given)
        moved = take(kept, actor=actor, at=at, step=step, facts=facts)
        if prepared and step in FINAL:
            if step == "withhold-consent":
                prepared.result, prepared.reasons = "refuse", reasons.strip()
            decide(kept, actor=actor, at=at)
        carry_out(kept, moved, actor=actor, at=at, measure=measure)
        _drop(kept, measure, step, actor, at)
        notices.announce(kept, moved, at=at, reasons=facts.reasons or (), due=_until(kept, moved))
        return kept


def _until(kept: Application, moved: Advanced) -> date | None:
    """The last day of the entry, where the case has no other term that the letter should name."""
    prepared = getattr(kept, "decision", None)
    return prepared.until if prepared and moved.effects and kept.procedure == PROVIDER else None


def _drop(kept: Application, measure: Measure | None, step: str, actor: Person, at: datetime) -> None:
    if measure is not None and step in ("leave-as-it-is", "keep"):
        measure.state, measure.decided_by, measure.decided_at = "dropped", actor, at
        measure.save()
