"""The procedure of approval as it stands in the packs: where a design is in it, and the one way to take a step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks import proceedings
from tanym.apps.clocks.proceedings import code, pinned
from tanym.apps.organisations.queries import holds, lineage, memberships, organisations
from tanym.apps.policy.actions.keep import keep
from tanym.apps.qualifications.held import follow
from tanym.apps.qualifications.models import Judgement, Version
from tanym.core.procedures.advance import Advanced
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.carry import carried_over
from tanym.core.procedures.case_facts import CaseFacts, CheckedRule
from tanym.core.procedures.lateness import Reading
from tanym.core.procedures.people import assign
from tanym.core.procedures.state import CaseState, from_json, to_json
from tanym.core.procedures.table import NOBODY, Stage
from tanym.core.rules import Outcome as Found
from tanym.core.rules import Report, Severity

PROCEDURE = "approval"
AUTHOR, REVIEWER, MEMBER = "author", "reviewer", "committee-member"
OUTCOMES = {Found.MET: Outcome.MET, Found.NOT_MET: Outcome.NOT_MET, Found.UNDECIDED: Outcome.UNDECIDED}


def centre() -> str:
    """The code of the body that approves: its own pack gives the terms."""
    found = organisations("national-centre").first()
    return found.code if found else ""


def opened(author: Person, at: datetime) -> CaseState:
    """A new case of an author at the start of the procedure, by the packs in force; they are kept."""
    people = {AUTHOR: [code(author)]}
    return proceedings.opened(centre(), PROCEDURE, people=people, at=at, on=timezone.localdate(at))


def stage_of(version: Version) -> Stage:
    """The stage in which a design stands, in words and with whom it waits for."""
    state = from_json(version.case)
    return pinned(state).stage(state)


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
    return next(iter(pinned(state).clocks(state, on)), None)


def take(
    version: Version, *, actor: Person, at: datetime, step: str, party: str, facts: CaseFacts | None = None
) -> Advanced:
    """The case after a step. An author of the owner who has not acted yet is seated first. Raises as `advance`."""
    state = from_json(version.case)
    state = _current(state, step, at)
    if party == AUTHOR and code(actor) not in state.people.get(AUTHOR, ()):
        state = assign(pinned(state).procedure, state, AUTHOR, code(actor))
    on = timezone.localdate(at)
    return proceedings.take(state, step=step, party=party, person=code(actor), on=on, facts=facts)


def _current(state: CaseState, step: str, at: datetime) -> CaseState:
    """The case as it is, or under the procedure in force where its own knows no such step for what is decided."""
    before = pinned(state).procedure
    if before.row(state.stage, step) or before.stages[state.stage].waits_for != NOBODY:
        return state
    on = timezone.localdate(at)
    now = proceedings.in_force(centre(), PROCEDURE, on)
    if now.procedure.version == before.version or now.procedure.row(state.stage, step) is None:
        return state
    keep(at=at, stack=now.stack)
    return carried_over(before, now.procedure, state, on=on, stack=now.stack.digests)


def put(version: Version, state: CaseState, *, at: datetime) -> None:
    """Set where a design stands after a step, for the caller to save, and write down its clocks."""
    version.case, version.stage = to_json(state), state.stage
    follow(version, state, at=at)


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
    """The reviewer's own code where the reviewer works for a body of the design, in whichever unit of it, or has written at it."""
    content = version.content.get("bodies", {})
    codes = {version.micro_qualification.owner.code, *(one for one in content.values() if one)}
    bodies = {lineage(one)[-1].pk for one in organisations().filter(code__in=codes)}
    works_there = any(lineage(one.organisation)[-1].pk in bodies for one in memberships(person, on))
    wrote = person.pk in (
        version.micro_qualification.created_by_id,
        version.edited_by_id,
        version.submitted_by_id,
    )
    return frozenset({code(person)}) if works_there or wrote else frozenset()


def sits(person: Person, on: date) -> bool:
    """Whether a person is a member of the committee on that day."""
    return any(holds(person, MEMBER, at, on) for at in organisations("national-centre"))


def reviews(person: Person, on: date) -> bool:
    """Whether a person reviews designs on that day."""
    return any(holds(person, REVIEWER, at, on) for at in organisations("national-centre"))
