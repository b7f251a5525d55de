"""What a step does beyond the case: the entry in the register, the old case of a renewal, letters to those who learn now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.checking import continued, interval_of
from tanym.apps.accreditation.handling import follow, kind_of, locked, of, state_of, subject_of, take, write
from tanym.apps.accreditation.models import Application, Decision, Measure
from tanym.apps.accreditation.queries import criteria, entry_of
from tanym.apps.learning.queries import running_at
from tanym.apps.organisations.actions.confirm import confirm
from tanym.apps.registers.actions.amend import amend
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.reinstate import reinstate
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.actions.withdraw import withdraw
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.periods import Period
from tanym.core.procedures.advance import Advanced
from tanym.core.procedures.clocks import Running

ACTS = {"suspend-entry": suspend, "reinstate-entry": reinstate, "withdraw-entry": withdraw}


def carry_out(
    application: Application, moved: Advanced, *, actor: Person, at: datetime, measure: Measure | None
) -> None:
    """Carry out the effects that a step names, in its transaction. Raises as the actions of the register."""
    for effect in moved.effects:
        if effect.name == "enter-in-register":
            _enter(application, actor=actor, at=at)
        elif effect.name in ACTS:
            _measure(application, effect.name, measure, actor=actor, at=at)


def decide(application: Application, *, actor: Person, at: datetime) -> Decision:
    """Freeze the decision: who took it, when, and what was found of each criterion."""
    prepared = application.decision
    judged = {one.about: one for one in application.judgements.all()}
    prepared.criteria = [
        {"code": name, "outcome": judged[name].outcome, "reasons": judged[name].reasons}
        for name in criteria(application)
        if name in judged
    ]
    prepared.decided_by, prepared.decided_at = actor, at
    prepared.save()
    return prepared


def effect_on_learners(application: Application) -> dict[str, Any]:
    """How many learn now at micro-qualifications of the body, and which: without persons."""
    return _counted(_codes(running_at(application.organisation.code)))


def _codes(running: Iterable[Any]) -> list[str]:
    return [one.version.micro_qualification.code for one in running]


def _counted(codes: Sequence[str]) -> dict[str, Any]:
    return {"running": len(codes), "micro_qualifications": sorted(set(codes))}


def _enter(application: Application, *, actor: Person, at: datetime) -> None:
    on, prepared, kind = timezone.localdate(at), application.decision, kind_of(application)
    interval = interval_of(application, on)
    if interval is None:
        raise Refused("clock.length-not-given", value=kind.valid_for, procedure=kind.procedure)
    since, until = interval
    old = application.follows
    first, second = _two(application, actor)
    said: dict[str, Any] = {
        "actor": first,
        "second": second,
        "at": at,
        "since": since,
        "until": until,
        "content": _content(application),
        "reason": _texts(prepared.reasons),
        "basis": _basis(application),
        "source": subject_of(application),
    }
    if application.renews:
        entry = entry_of(application)
        assert entry is not None
        ends = continued(application, on)
        amend(entry=entry, **said)
        if ends:
            _continue_term(application, ends)
    else:
        entry = enter(register=kind.register, organisation=application.organisation, **said)
    application.entry, application.renews = entry.public_id, False
    if old is not None and not old.ended:
        take(locked(old), actor=None, at=at, step="renew", party=f"procedure:{old.procedure}")
    application.save()
    follow(application, at=at)
    prepared.since, prepared.until = since, until
    prepared.save(update_fields=["since", "until"])
    if not application.organisation.confirmed:
        confirm(actor=actor, at=at, organisation=application.organisation, source=subject_of(application))


def _continue_term(application: Application, ends: date) -> None:
    """The term of a renewal counts from the day on which the entry would have ended."""
    state = state_of(application)
    period = of(application).stack.value(kind_of(application).valid_for)
    assert isinstance(period, Period)
    running = {**state.running, "valid": Running(ends, period.length, period.unit)}
    write(application, replace(state, running=running))


def _two(application: Application, actor: Person) -> tuple[Person, Person]:
    """Who acts and who stands behind it: the one who prepared, and the one who decided or consented."""
    prepared = application.decision
    consented = application.events.filter(step="consent").select_related("by").last()
    if consented is not None and consented.by is not None:
        return actor, consented.by
    return prepared.prepared_by, actor


def _content(application: Application) -> dict[str, Any]:
    conditions = list(application.conditions.all())
    contact = {x: line for x, line in application.organisation.contact.items() if x in LANGUAGES}
    content: dict[str, Any] = {"scope": {k: v for k, v in application.decision.scope.items() if v}}
    if contact:
        content["contact"] = contact
    if conditions:
        content["conditions"] = {
            x: "; ".join(f"{one.text.rstrip('.')} ({day(one.due_on, x)})" for one in conditions)
            for x in LANGUAGES
        }
    return content


def _basis(application: Application) -> dict[str, str]:
    minutes = application.decision.minutes
    code = "accreditation.basis.minutes" if minutes else "accreditation.basis.decision"
    return {x: say(code, x, case=application.number, minutes=minutes) for x in LANGUAGES}


def _texts(text: str) -> Mapping[str, str]:
    """What a person wrote in one language: shown to every reader as written."""
    return dict.fromkeys(LANGUAGES, text)


def _measure(
    application: Application, effect: str, measure: Measure | None, *, actor: Person, at: datetime
) -> None:
    entry = entry_of(application)
    if measure is None or entry is None:
        raise Refused("accreditation.nothing-proposed")
    running = running_at(application.organisation.code)
    measure.effect = {**measure.effect, **_counted(_codes(running))}
    ACTS[effect](
        actor=measure.proposed_by,
        second=actor,
        at=at,
        entry=entry,
        since=timezone.localdate(at),
        reason=_public_reason(measure),
        source=subject_of(application),
    )
    measure.state, measure.decided_by, measure.decided_at = "in-force", actor, at
    measure.save()
    for enrolment in running:
        notices.tell_learner(enrolment, measure, at=at)


def _public_reason(measure: Measure) -> dict[str, str]:
    """The reasons, and the effect on those who learn now, as the public reads them: numbers, no persons."""
    running, learners = measure.effect["running"], measure.effect.get("learners") or "continue"
    return {
        x: " ".join(
            part
            for part in (
                measure.reasons,
                say("accreditation.effect", x, running=running)
                + (" " + say(f"accreditation.learners.{learners}", x) if running else ""),
                measure.effect.get("text", ""),
            )
            if part
        )
        for x in LANGUAGES
    }
