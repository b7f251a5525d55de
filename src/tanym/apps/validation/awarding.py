"""What a decision on a validation confers: the whole that was aimed at, or a statement of the validated parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import holder
from tanym.apps.accounts.words import day, say
from tanym.apps.learning.conclusions import achievement_address, surroundings
from tanym.apps.qualifications.queries import design_of
from tanym.apps.recognition.models import Decision
from tanym.apps.recognition.statement import award_record, found_in
from tanym.apps.recognition.tracks import Given
from tanym.apps.validation.checking import assessment_of
from tanym.apps.validation.models import Route
from tanym.apps.validation.parts import valid_for
from tanym.core.credentials.completion import validated
from tanym.core.credentials.record import AwardRecord, RecordedAssessment, RecordedOutcome
from tanym.core.credentials.record_document import from_json, to_json
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.kernel.periods import last_day
from tanym.core.recognition.decision import Result
from tanym.rulepacks.methods import methods

OUTCOMES = "outcomes"
"""The kind of award that says which parts were validated."""


def award_of(decision: Decision, at: datetime) -> Given | None:
    """The micro-qualification or the discipline where all of it is confirmed now; else the statement of the parts.

    Parts confirmed in earlier cases count towards the whole; a statement of parts says until when they count (VL-11).
    """
    case = decision.case
    route = Route.objects.select_related("version").filter(case=case).first()
    if route is None:
        return Given(award_record(decision, at))
    whole = found_in(decision).result is Result.RECOGNISE
    if whole and route.version is not None:
        return Given(to_json(_micro_qualification(route, decision, at)), version=route.version)
    record = _with_parts(from_json(award_record(decision, at)), route, decision, whole)
    if whole:
        return Given(to_json(record))
    return Given(to_json(record), kind=OUTCOMES, of=case.target_ref)


def _micro_qualification(route: Route, decision: Decision, at: datetime) -> AwardRecord:
    version = route.version
    assert version is not None
    design = design_of(version)
    return validated(
        design,
        _assessments(route, timezone.localdate(decision.decided_at)),
        holder=holder(decision.case.claimant),
        around=surroundings(design),
        version=str(version.number),
        achievement_id=achievement_address(version),
        awarded_at=timezone.localtime(at).replace(microsecond=0),
    )


def _assessments(route: Route, on: date) -> tuple[RecordedAssessment, ...]:
    """One line for each method that was used, with the outcomes that it showed."""
    named = {one.code: one.words for one in methods()}
    used: dict[str, list[str]] = {}
    for one in route.methods.all():
        used.setdefault(one.method, []).append(one.outcome)
    supervision = assessment_of(route.case).identified
    return tuple(
        RecordedAssessment(method, dict(named.get(method, {})), supervision, tuple(outcomes), on)
        for method, outcomes in used.items()
    )


def _with_parts(record: AwardRecord, route: Route, decision: Decision, whole: bool) -> AwardRecord:
    """The statement with the parts of earlier cases, in words of its own, and with its last day where it has one."""
    result = "recognise" if whole else "recognise-in-part"
    on = timezone.localdate(decision.decided_at)
    valid = valid_for(decision.case.organisation.code, on)
    until = None if whole or valid is None else _end_of(last_day(on, valid))
    return replace(
        record,
        titles=_named("validation.statement.title", route.whole),
        summary=_named(f"validation.statement.{result}", route.whole),
        outcomes=(*_carried(route), *record.outcomes),
        valid_until=until,
    )


def _carried(route: Route) -> Iterable[RecordedOutcome]:
    texts = {one["id"]: one for one in route.whole["outcomes"]}
    for part in route.carried:
        one = texts[part["outcome"]]
        on = date.fromisoformat(part["on"])
        yield RecordedOutcome(
            id=one["id"],
            text=one["text"],
            kind=one.get("kind") or "",
            reason={
                x: say("validation.statement.carried", x, case=part["case"], on=day(on, x)) for x in LANGUAGES
            },
        )


def _named(code: str, target: Mapping[str, Any]) -> dict[str, str]:
    return {x: say(code, x, target=choose(target["titles"], x)[0]) for x in LANGUAGES}


def _end_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(23, 59, 59)))
