"""One step of an application: the table decides, the state is written, history and journal follow; every action goes through here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.accreditation.kinds import KINDS, PARTIES, Kind
from tanym.apps.accreditation.models import Application, Event
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks import proceedings
from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held
from tanym.apps.clocks.proceedings import Proceeding, code
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.permissions import Table, may, permit
from tanym.apps.organisations.queries import holds_one, organisation, organisations
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.procedures.advance import Advanced, possible
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.people import assign, parties_of
from tanym.core.procedures.state import CaseState, from_json, to_json
from tanym.core.procedures.table import Basis, Step

CASE = "accreditation.application"
SUBJECT = f"{CASE}:"
APPLICANT, EXPERT = "applicant", "expert"


def kind_of(application: Application) -> Kind:
    """Which kind of application this is."""
    return KINDS[application.procedure]


def subject_of(application: Application) -> str:
    """The name of an application in the journal, in reports, in letters and as the source of an entry."""
    return f"{SUBJECT}{application.public_id}"


def state_of(application: Application) -> CaseState:
    """Where an application stands."""
    return from_json(application.case)


def of(application: Application) -> Proceeding:
    """The procedure of an application, by the packs that it was opened under."""
    return proceedings.pinned(state_of(application))


def parties(application: Application, person: Any, on: date) -> tuple[str, ...]:
    """For which parties of the procedure this person may act here on that day."""
    if not person.is_authenticated:
        return ()
    procedure, state = of(application).procedure, state_of(application)
    by_role = [name for name, party in procedure.parties.items() if _role_held(application, name, person, on)]
    found = parties_of(procedure, state, code(person), by_role)
    if EXPERT in found and not _still_expert(application, person, on):
        found = tuple(one for one in found if one != EXPERT)
    if APPLICANT in by_role and APPLICANT not in found and not _sides(application, person) - {APPLICANT}:
        return (APPLICANT, *found)
    return tuple(one for one in found if one != APPLICANT or APPLICANT in by_role)


def steps(application: Application, person: Any, on: date) -> tuple[Step, ...]:
    """The steps that this person may take now, guards aside."""
    return possible(of(application).procedure, state_of(application), parties(application, person, on))


def with_applicant(application: Application) -> bool:
    """Whether the application is being written, or papers are awaited."""
    table = of(application).procedure
    ahead = table.steps_from(application.stage)
    return any(table.documents_for(row.do) or row.do == "supply" for row in ahead)


def permit_party(application: Application, person: Person, party: str, on: date) -> None:
    """Raise `NotPermitted` unless the person may act as this party of this case."""
    if party not in parties(application, person, on):
        raise NotPermitted("case.not-yours", step="", party=party)


def permit_office(table: Table, action: str, application: Application, person: Person, on: date) -> None:
    """Raise `NotPermitted` unless a role at the office, or the seat as an expert of this case, allows the action."""
    if "expert" in table[action] and EXPERT in parties(application, person, on):
        return
    if may({action: table[action] - {"expert"}}, action, person, on, at=application.office):
        return
    raise NotPermitted("not-permitted", action=action)


def permit_applicant(table: Table, action: str, application: Application, person: Person, on: date) -> None:
    """Raise `NotPermitted` unless a role at the applying organisation allows the action."""
    permit(table, action, person, on, at=application.organisation)


def locked(application: Application) -> Application:
    """The application as it is now, under lock."""
    return (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation", "office", "opened_by")
        .get(pk=application.pk)
    )


def repeated(
    application: Application, *, actor: Person, act: str, revision: int | None, sent: object = None
) -> bool:
    """Whether this is the same act sent twice, word for word (`sent`): the second one changes nothing.

    Raises `Refused("changed-meanwhile")` for a revision that another act has outdated. None stands for a caller that has
    shown nobody a page.
    """
    application.sent = hashlib.sha256(repr(sent).encode()).hexdigest()[:20]  # type: ignore[attr-defined]
    if revision is None or revision == application.revision:
        return False
    this = {"by": code(actor), "act": act, "sent": application.sent}  # type: ignore[attr-defined]
    if revision == application.revision - 1 and application.last_act == this:
        return True
    raise Refused("changed-meanwhile")


def take(
    application: Application,
    *,
    actor: Person | None,
    at: datetime,
    step: str,
    party: str = "",
    facts: CaseFacts | None = None,
    details: Mapping[str, Any] | None = None,
) -> Advanced:
    """Take a step: the state is advanced and written with history and journal, in the caller's transaction.

    `party` is given for clocks and other procedures; for a person it follows from the table. Effects and letters are the
    caller's. Raises as `advance`.
    """
    state, on = state_of(application), timezone.localdate(at)
    procedure = of(application).procedure
    if actor is not None:
        party = _party_for(application, step, actor, on)
        seated = procedure.parties[party].basis is Basis.RELATION
        if seated and code(actor) not in state.people.get(party, ()):
            state = assign(procedure, state, party, code(actor))
    try:
        moved = proceedings.take(
            state, step=step, party=party, person=code(actor) if actor else None, on=on, facts=facts
        )
    except Refused as refused:
        raise named(refused) from None
    write(application, moved.state)
    touch(application, actor=actor, act=step)
    follow(application, at=at)
    Event.objects.create(
        application=application, step=step, stage=application.stage, by=actor, party=party, at=at
    )
    note(
        application,
        actor=actor,
        at=at,
        verb=step.replace("-", "_"),
        details={"stage": application.stage, **(details or {})},
    )
    return moved


def held(application: Application) -> Held:
    """The application as the room of clocks knows it."""
    names = application.organisation.names
    opened_by = (application.opened_by,) if application.opened_by else ()
    return Held(
        subject=subject_of(application),
        thing=application,
        state=state_of(application),
        organisation=application.office,
        titles={
            x: f"{choose(names, x)[0]}: {say(f'accreditation.kind.{application.procedure}', x)}"
            for x in LANGUAGES
        },
        address=page_address("accreditation:application", application.public_id),
        number=application.number,
        applicants=opened_by,
    )


def follow(application: Application, *, at: datetime) -> None:
    """Write down the clocks of an application, in the transaction of the step that moved it."""
    keep(held(application), at=at)


def write(application: Application, state: CaseState) -> None:
    """Put a state into the row and its columns; the caller saves."""
    application.case, application.stage = to_json(state), state.stage
    application.ended = bool(proceedings.pinned(state).procedure.stages[state.stage].end)


def reseat(application: Application, party: str, people: tuple[str, ...]) -> None:
    """Seat other persons as a party; the caller saves."""
    state = state_of(application)
    write(application, replace(state, people={**state.people, party: people}))


def touch(application: Application, *, actor: Person | None, act: str) -> None:
    """Save a changed application and count the change; who changed what is kept to know a double click."""
    application.revision += 1
    application.last_act = {
        "by": code(actor) if actor else "",
        "act": act,
        "sent": getattr(application, "sent", ""),
    }
    application.save()


def note(
    application: Application,
    *,
    actor: Person | None,
    at: datetime,
    verb: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Journal an act on an application."""
    journal(
        actor=actor,
        at=at,
        action=f"accreditation.{verb}",
        subject=subject_of(application),
        details=details,
    )


def named(refused: Refused) -> Refused:
    """The same refusal with criteria and documents in words."""
    details = dict(refused.details)
    if refused.code.endswith(".criteria-judged") and (missing := str(details.get("missing") or "")):
        details["missing"] = ", ".join(
            say(f"accreditation.criterion.{one}").rstrip(".") for one in missing.split(", ")
        )
    return Refused(refused.code, **details)


def _party_for(application: Application, step: str, actor: Person, on: date) -> str:
    """The party as which a person takes a step; where none fits, the refusal says so."""
    row = of(application).procedure.row(application.stage, step)
    if row is None:
        raise Refused("case.not-now", step=step, stage=application.stage)
    allowed = parties(application, actor, on)
    for name in row.by:
        if name in allowed:
            return name
    known = of(application).procedure.parties
    for name in row.by:
        if name not in known or not _role_held(application, name, actor, on):
            continue
        if other := _sides(application, actor) - {known[name].side}:
            raise NotPermitted("case.two-sides", side=name, other=min(other))
    raise NotPermitted("case.not-yours", step=step, party=row.by[0])


def _role_held(application: Application, party: str, person: Any, on: date) -> bool:
    """Whether a role makes the person this party; experts are chosen for each case."""
    if party not in PARTIES or party == EXPERT:
        return False
    at = application.organisation if party == APPLICANT else organisation(kind_of(application).place(party))
    return may(PARTIES, party, person, on, at=at)


def _still_expert(application: Application, person: Any, on: date) -> bool:
    """Whether who was chosen holds the role of an expert on that day: a seat lasts no longer than the role."""
    places = (application.office, *organisations("national-centre"))
    return any(holds_one(person, PARTIES[EXPERT], at, on) for at in places)


def _sides(application: Application, person: Any) -> set[str]:
    """The sides for which the person has acted here already, or is seated."""
    state, procedure = state_of(application), of(application).procedure
    sides = {one.side for one in state.acted if one.person == code(person)}
    sides |= {procedure.parties[name].side for name, all_ in state.people.items() if code(person) in all_}
    return sides
