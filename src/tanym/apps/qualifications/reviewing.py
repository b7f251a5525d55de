"""The review of a submission: its way, its criteria, the sheets of its reviewers and what guards read of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code, pinned
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.models import Sheet, Version
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.state import from_json
from tanym.core.procedures.table import Criterion
from tanym.core.qualifications.review import (
    FIRST,
    SECOND,
    Judged,
    Judgement,
    Recommendation,
    Route,
    open_criteria,
    route,
    route_from,
)
from tanym.core.rules import Report

STAGES = (FIRST, SECOND)
ROWS = 4
"""Conditions that one form asks for."""
LONGEST = 4000
"""Characters of a note or a condition."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as a reviewer or the committee writes it."""

    text: str
    due_on: date | None
    about: str = ""


def way_of_submission(version: Version) -> Route:
    """The way that the packs of the case give a design now: what `submit` fixes."""
    by = pinned(from_json(version.case)).stack
    first = not Version.objects.filter(
        micro_qualification__owner=version.micro_qualification.owner, published_on__isnull=False
    ).exists()
    return route(by.value, level=version.level, credits=version.credits, first=first)


def way(version: Version) -> Route:
    """The way of the present submission."""
    return route_from(version.route)


def criteria(version: Version) -> Mapping[str, Criterion]:
    """The criteria of the procedure under which the design is reviewed, in its order."""
    return pinned(from_json(version.case)).procedure.criteria


def sheets(version: Version) -> list[Sheet]:
    """The sheets of the present submission, the first reviewer's first."""
    return list(version.sheets.filter(round=version.round).select_related("reviewer"))


def own_sheet(version: Version, person: Person) -> Sheet | None:
    """The sheet of a reviewer on the present submission."""
    return version.sheets.filter(round=version.round, reviewer=person).first()


def sheet_to_fill(version: Version, person: Person) -> Sheet:
    """The sheet that a reviewer fills in now, kept or new.

    Raises `Refused`: `case.not-now`, `review.signed` (by this person), `review.taken` (another one has it).
    """
    if version.stage not in STAGES:
        raise Refused("case.not-now", step="recommend", stage=version.stage)
    place = 1 if version.stage == FIRST else 2
    mine = own_sheet(version, person)
    if mine is not None and mine.signed_at:
        raise Refused("review.signed")
    taken = version.sheets.filter(round=version.round, place=place).exclude(reviewer=person).first()
    admit(version, person)
    if taken and taken.signed_at:
        raise Refused("review.taken")
    if taken is not None:  # left by somebody who gave the review up
        taken.delete()
    return mine or Sheet(version=version, round=version.round, place=place, reviewer=person)


def admit(version: Version, person: Person) -> None:
    """Raises `Refused("review.taken")` while another reviewer has taken the review up."""
    if version.taken_by_id not in (None, person.pk):
        raise Refused("review.taken")


def judged(sheet: Sheet) -> dict[str, Judged]:
    """What a sheet says on each criterion."""
    return {
        name: Judged(Judgement(one["judgement"]), one.get("note", ""))
        for name, one in sheet.judgements.items()
    }


def read_judgements(version: Version, given: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """The judgements (criterion → judgement, note) as a sheet keeps them; a blank judgement is none.

    Raises `InvalidValue("review.judgement")` for a criterion or a judgement that there is not, `review.too-long`.
    """
    known, result = criteria(version), {}
    for name, (judgement, note) in given.items():
        if not judgement:
            continue
        if name not in known or judgement not in tuple(Judgement):
            raise InvalidValue("review.judgement", criterion=name[:60], judgement=judgement[:20])
        result[name] = {"judgement": judgement, "note": written(note, needed=False)}
    return result


def written(text: str, *, needed: bool = True) -> str:
    """What a person wrote, without blank ends. Raises `InvalidValue` (`design.no-reason` where it is `needed`, `review.too-long`)."""
    kept = text.replace("\r\n", "\n").strip()
    if needed and not kept:
        raise InvalidValue("design.no-reason")
    if len(kept) > LONGEST:
        raise InvalidValue("review.too-long", longest=LONGEST)
    return kept


def read_recommendation(given: str) -> Recommendation:
    """What was recommended. Raises `InvalidValue("review.recommendation")`."""
    if given not in tuple(Recommendation):
        raise InvalidValue("review.recommendation", given=given[:40])
    return Recommendation(given)


def kept_conditions(conditions: Iterable[Asked]) -> list[dict[str, str]]:
    """Conditions as a sheet keeps them. Raises `InvalidValue("review.too-long")`."""
    conditions = tuple(conditions)
    if any(len(one.text) > LONGEST for one in conditions):
        raise InvalidValue("review.too-long", longest=LONGEST)
    return [
        {"text": one.text, "due_on": one.due_on.isoformat() if one.due_on else "", "about": one.about}
        for one in conditions
    ]


def conditions_on(version: Version) -> list[Asked]:
    """The conditions that the signed sheets of the present submission ask for, each once."""
    found: dict[tuple[str, str], Asked] = {}
    for sheet in sheets(version):
        for one in sheet.conditions if sheet.signed_at else ():
            day = date.fromisoformat(one["due_on"]) if one["due_on"] else None
            found.setdefault((one["text"], one["due_on"]), Asked(one["text"], day, one.get("about", "")))
    return list(found.values())


def facts(
    version: Version,
    actor: Person,
    on: date,
    *,
    report: Report | None = None,
    conditions: Sequence[Asked] = (),
    reasons: Sequence[str] = (),
) -> CaseFacts:
    """What the guards of the review read when a person is about to take a step."""
    signed = [one for one in sheets(version) if one.signed_at]
    mine = next((one for one in signed if one.reviewer_id == actor.pk), None)
    way_ = way(version)
    names = frozenset(criteria(version)) if way_.sheet else frozenset()
    left = open_criteria(names, judged(mine)) if mine else names
    others = [one for one in signed if one.reviewer_id != actor.pk]
    return CaseFacts(
        checked=approval.checked(report, version.judgements.select_related("by")) if report else None,
        conflicted=approval.conflicted(version, actor, on),
        criteria=names,
        criteria_judged=names - left,
        proposers=frozenset(code(one.reviewer) for one in signed if one.place == 1)
        if version.stage == SECOND
        else None,
        reviewers_left=way_.reviewers - len(others) - 1,
        recommendations=frozenset(one.recommendation for one in signed) or None,
        committee_asked=way_.committee,
        conditions=tuple((one.text, one.due_on) for one in conditions),
        reasons=tuple(reasons),
    )


def by_criterion(
    found: Mapping[str, Criterion], findings: Iterable[Any]
) -> list[tuple[Criterion, list[Any]]]:
    """Each criterion with the findings of its rules; what no criterion names goes to the one that takes the rest."""
    home = {rule: name for name, one in found.items() for rule in one.rules}
    rest = next((name for name, one in found.items() if one.rest), "")
    sorted_: dict[str, list[Any]] = {name: [] for name in found}
    for finding in findings:
        sorted_[home.get(finding.rule, rest)].append(finding)
    return [(found[name], rows) for name, rows in sorted_.items()]
