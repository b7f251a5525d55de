"""One step of a case: the table decides, the state is written, history and letters follow; every action goes through here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import by_public_id
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.proceedings import Proceeding, code
from tanym.apps.clocks.proceedings import take as advanced
from tanym.apps.organisations.queries import memberships
from tanym.apps.recognition.assessing import leads
from tanym.apps.recognition.casefile import facts_for
from tanym.apps.recognition.held import follow
from tanym.apps.recognition.models import Appeal, Event, RecognitionCase
from tanym.apps.recognition.pending import refresh
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.procedures.advance import Advanced, judge, possible
from tanym.core.procedures.answers import Moment, Outcome
from tanym.core.procedures.guards import oracle
from tanym.core.procedures.people import parties_of
from tanym.core.procedures.state import CaseState, to_json
from tanym.core.procedures.table import Step


def parties(record: Record, person: Person, on: date) -> tuple[str, ...]:
    """For which parties of the procedure this person may act in this case on that day."""
    return parties_of(of(record).procedure, state_of(record), code(person), _role_parties(record, person, on))


def steps(record: Record, person: Person, on: date) -> tuple[Step, ...]:
    """The steps that this person may take now, guards aside."""
    return possible(of(record).procedure, state_of(record), parties(record, person, on))


def answers(record: Record, step: Step, person: Person, on: date) -> tuple[tuple[str, Outcome], ...]:
    """The guards of a step with their answers, before anybody acts."""
    at = Moment(state_of(record), step.do, code(person), on, of(record).calendar)
    told = oracle(facts_for(record, step.do))
    return tuple((call.name, answer.outcome) for call, answer in judge(step, at, told))


def take(
    record: Record, *, actor: Person | None, at: datetime, step: str, party: str = "", reasons: str = ""
) -> Advanced:
    """Take a step: the state is advanced and written with history and journal, in the caller's transaction.

    `party` is given for clocks and other procedures; for a person it follows from the table. Effects and letters are
    the caller's: they are named in what is returned. `reasons` are what the actor says. Raises as `advance`.
    """
    state, on = state_of(record), timezone.localdate(at)
    if actor is not None:
        party = _party_for(record, of(record), state, step, actor, on)
    try:
        moved = advanced(
            state,
            step=step,
            party=party,
            person=code(actor) if actor else None,
            on=on,
            facts=facts_for(record, step, reasons),
        )
    except Refused as refused:
        raise named(refused, case_of(record)) from None
    record.case, record.stage = to_json(moved.state), moved.state.stage
    touch(record, actor=actor, act=step)
    follow(record, at=at)
    case = case_of(record)
    Event.objects.create(
        case=case,
        procedure=moved.state.procedure,
        step=step,
        stage=record.stage,
        by=actor,
        party=party,
        reasons=reasons,
        at=at,
    )
    note(record, actor=actor, at=at, verb=step.replace("-", "_"), details={"stage": record.stage})
    return moved


def touch(record: Record, *, actor: Person | None, act: str) -> None:
    """Write a changed case and count the change; who changed what is kept to know a double click."""
    record.revision += 1
    record.last_act = {"by": code(actor) if actor else "", "act": act, "sent": getattr(record, "sent", "")}
    record.save()
    refresh(record)


def note(
    record: Record, *, actor: Person | None, at: datetime, verb: str, details: Mapping[str, Any] | None = None
) -> None:
    """Journal an act on a case or an appeal."""
    thing = "case" if isinstance(record, RecognitionCase) else "appeal"
    journal(
        actor=actor,
        at=at,
        action=f"recognition.{verb}",
        subject=f"recognition.{thing}:{record.public_id}",
        details=details,
    )


def locked(record: Record) -> Any:
    """The case or the appeal as it is now, under lock; the case before its appeal, as everybody takes them.

    What an appeal ends in is written into its case, after the journal: whoever had the appeal alone by then would wait for
    somebody who has the case and waits for the journal.
    """
    if isinstance(record, Appeal):
        RecognitionCase.objects.select_for_update(no_key=True).get(pk=record.of_id)
    return type(record).objects.select_for_update(no_key=True).get(pk=record.pk)


def repeated(record: Record, *, actor: Person, act: str, revision: int | None, sent: object = None) -> bool:
    """Whether this is the same act sent twice, word for word (`sent`): the second one changes nothing.

    Raises `Refused("changed-meanwhile")` for a revision that somebody else's change, another act, or other words have
    outdated: what was typed is shown again. None stands for a caller that has shown nobody a page.
    """
    record.sent = hashlib.sha256(repr(sent).encode()).hexdigest()[:20]  # `touch` keeps it
    if revision is None or revision == record.revision:
        return False
    this = {"by": code(actor), "act": act, "sent": record.sent}
    if revision == record.revision - 1 and record.last_act == this:
        return True
    raise Refused("changed-meanwhile")


def case_of(record: Record) -> RecognitionCase:
    """The case itself, or the one that the appeal is against."""
    return record if isinstance(record, RecognitionCase) else record.of


def require(rows: tuple[Step, ...], record: Record) -> None:
    """Raise `Refused("case.not-now")` where the stage is not for what somebody wants to do."""
    if not rows:
        raise Refused("case.not-now", stage=record.stage, step="")


def own(record: Record, party: str, actor: Person, at: datetime) -> None:
    """Raise `NotPermitted("case.not-yours")` unless the actor is this party of just this case."""
    if party not in parties(record, actor, timezone.localdate(at)):
        raise NotPermitted("case.not-yours", step="", party=party)


def lead(case: RecognitionCase, actor: Person) -> None:
    """Raise `NotPermitted("case.not-yours")` unless the actor is the assessor of the case, or the first of several."""
    if not leads(case, actor):
        raise NotPermitted("case.not-yours", step="", party="assessor")


def _party_for(
    record: Record, proceeding: Proceeding, state: CaseState, step: str, actor: Person, on: date
) -> str:
    """The party as which a person takes a step; where none fits, the one whose refusal says why."""
    row = proceeding.procedure.row(state.stage, step)
    if row is None:
        raise Refused("case.not-now", step=step, stage=state.stage)
    roles = _role_parties(record, actor, on)
    allowed = parties_of(proceeding.procedure, state, code(actor), roles)
    for name in row.by:
        if name in allowed:
            return name
    for name in row.by:
        if name in roles:
            return name  # of the party, but on another side: the engine says `case.two-sides`
    raise NotPermitted("case.not-yours", step=step, party=row.by[0])


def _role_parties(record: Record, person: Person, on: date) -> tuple[str, ...]:
    """A role at the organisation gives the party of its name, and the same one of an appeal."""
    held = memberships(person, on).filter(organisation=case_of(record).organisation)
    return tuple(name for m in held for name in (m.role, f"appeal-{m.role}"))


def named(refused: Refused, case: RecognitionCase) -> Refused:
    """The same refusal with outcomes named by their number in the discipline and people by name, not by code."""
    numbers = {outcome["id"]: str(n) for n, outcome in enumerate(case.target["outcomes"], 1)}
    details = dict(refused.details)
    if missing := str(details.get("missing") or ""):
        details["missing"] = ", ".join(numbers.get(part, part) for part in missing.split(", "))
    if outcome := str(details.get("outcome") or ""):
        details["outcome"] = numbers.get(outcome, outcome)
    if (person := details.get("person")) and (found := by_public_id(str(person))):
        details["person"] = found.name(get_language() or "kk")
    return Refused(refused.code, **details)
