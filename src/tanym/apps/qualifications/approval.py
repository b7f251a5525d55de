"""The procedure of approval as it stands in the packs: where a design is in it, and the one way to take a step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import holds, memberships, organisations
from tanym.apps.policy.queries import procedure, procedure_of, stack
from tanym.apps.qualifications.models import Judgement, Version
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.advance import Advanced, advance, open_case
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.case_facts import CaseFacts, CheckedRule
from tanym.core.procedures.guards import oracle
from tanym.core.procedures.lateness import Reading, readings
from tanym.core.procedures.people import assign
from tanym.core.procedures.state import CaseState, from_json
from tanym.core.procedures.table import NOBODY, Procedure, Stage
from tanym.core.rules import Outcome as Found
from tanym.core.rules import Report, Severity, Stack
from tanym.rulepacks.procedures import calendar_of, first_day, lengths

PROCEDURE = "approval"
AUTHOR, REVIEWER = "author", "reviewer"
OUTCOMES = {Found.MET: Outcome.MET, Found.NOT_MET: Outcome.NOT_MET, Found.UNDECIDED: Outcome.UNDECIDED}


def centre() -> str:
    """The code of the body that approves: its own pack gives the terms."""
    found = organisations("national-centre").first()
    return found.code if found else ""


def opened(author: Person, on: date) -> tuple[CaseState, Stack]:
    """A new case at the start of the procedure, and the packs that it will be decided by."""
    by = stack(on, centre())
    of = procedure_of(by, PROCEDURE)
    state = open_case(
        of,
        on=on,
        people={AUTHOR: [code(author)]},
        calendar=calendar_of(of),
        lengths=lengths(by, of),
        first_day=first_day(by),
        stack=by.digests,
    )
    return state, by


def pinned(state: CaseState) -> Procedure:
    """The procedure as it was when the case was opened."""
    return procedure(PROCEDURE, state.opened_on, packs=state.stack)


def stage_of(version: Version) -> Stage:
    """The stage in which a design stands, in words and with whom it waits for."""
    state = from_json(version.case)
    return pinned(state).stages[state.stage]


def with_author(version: Version) -> bool:
    """Whether it is the author's turn."""
    return stage_of(version).waits_for == AUTHOR


def settled(version: Version) -> bool:
    """Whether nobody's act is due any more: it is published, or at its end."""
    stage = stage_of(version)
    return stage.waits_for == NOBODY or bool(stage.end)


def clock(version: Version, on: date) -> Reading | None:
    """The term that runs for a design, if any."""
    state = from_json(version.case)
    of = pinned(state)
    return next(iter(readings(of, state, on, calendar_of(of))), None)


def take(
    version: Version, *, actor: Person, at: datetime, step: str, party: str, facts: CaseFacts | None = None
) -> Advanced:
    """The case after a step. An author of the owner who has not acted yet is seated first. Raises as `advance`."""
    state = from_json(version.case)
    of, by = pinned(state), stack(state.opened_on, packs=state.stack)
    on = timezone.localdate(at)
    if party == AUTHOR and code(actor) not in state.people.get(AUTHOR, ()):
        state = assign(of, state, AUTHOR, code(actor))
    if on < state.last_on:
        raise Refused("case.earlier-day", on=on, last_on=state.last_on)
    return advance(
        of,
        state,
        step=step,
        party=party,
        person=code(actor),
        on=on,
        oracle=oracle(facts or CaseFacts()),
        calendar=calendar_of(of),
        lengths=lengths(by, of),
        first_day=first_day(by),
    )


def checked(report: Report, judgements: Iterable[Judgement] = ()) -> tuple[CheckedRule, ...]:
    """The findings as guards read them, with what a person has decided where the rules could not."""
    by_rule = {one.rule: one for one in judgements}
    result = []
    for finding in report.findings:
        if finding.outcome is Found.NOT_APPLICABLE:
            continue
        rule = CheckedRule(
            finding.rule,
            OUTCOMES[finding.outcome],
            finding.severity is Severity.BLOCK and finding.waiver is None,
        )
        judged = by_rule.get(finding.rule)
        if judged and finding.outcome is Found.UNDECIDED:
            if judged.outcome == "met":
                rule = replace(rule, decided_by=code(judged.by), note=judged.note)
            else:
                rule = replace(rule, outcome=Outcome.NOT_MET, blocks=True)
        result.append(rule)
    return tuple(result)


def conflicted(version: Version, person: Person, on: date) -> frozenset[str]:
    """The reviewer's own code where the reviewer works for a body of the design, or has written at it."""
    content = version.content.get("bodies", {})
    bodies = {version.micro_qualification.owner.code, *(one for one in content.values() if one)}
    works_there = memberships(person, on).filter(organisation__code__in=bodies).exists()
    wrote = person.pk in (
        version.micro_qualification.created_by_id,
        version.edited_by_id,
        version.submitted_by_id,
    )
    return frozenset({code(person)}) if works_there or wrote else frozenset()


def reviews(person: Person, on: date) -> bool:
    """Whether a person reviews designs on that day."""
    return any(holds(person, REVIEWER, at, on) for at in organisations("national-centre"))


def code(person: Person) -> str:
    """The opaque code under which a case knows a person."""
    return str(person.public_id)
