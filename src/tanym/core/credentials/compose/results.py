"""Outcomes and grades as Open Badges tells them: what could be reached, and what this person reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.record import AwardRecord, RecordedOutcome
from tanym.core.kernel.localized import choose

RECOGNISED, NOT_RECOGNISED = "recognised", "not-recognised"


def _result_id(record: AwardRecord, name: str) -> str:
    return f"{record.achievement_id.split('#', 1)[0]}#{name}"


def result_descriptions(record: AwardRecord, language: str) -> Iterable[dict[str, Any]]:
    """What could be reached: each outcome, then the grade (Open Badges 3.0, ResultDescription)."""
    recognition = record.recognition is not None
    for number, outcome in enumerate(record.outcomes, start=1):
        described: dict[str, Any] = {
            "id": _result_id(record, f"outcome-{number}"),
            "type": ["ResultDescription"],
            "name": choose(outcome.text, language)[0],
            word.TITLE: word.tagged(outcome.text),
        }
        if recognition:
            described |= {"resultType": "Result", "allowedValue": [NOT_RECOGNISED, RECOGNISED]}
        elif outcome.percent is not None:
            described |= {"resultType": "Percent", "valueMin": "0", "valueMax": "100"}
            if outcome.threshold is not None:
                described["requiredValue"] = str(outcome.threshold)
        else:
            described["resultType"] = "Status"
        if outcome.kind:
            described[word.DC_TYPE] = outcome.kind
        if alignment := [_skill(skill.url, skill.name, skill.framework) for skill in outcome.skills]:
            described["alignment"] = alignment
        yield described
    grade = record.grade
    if grade is None:
        return
    scale = {word.DESCRIPTION: word.tagged(grade.scale)} if grade.scale else {}
    if grade.percent is not None:
        yield {
            "id": _result_id(record, "grade-percent"),
            "type": ["ResultDescription"],
            "name": "Grade, percent",
            "resultType": "Percent",
            "valueMin": "0",
            "valueMax": "100",
            **scale,
        }
    if grade.letter:
        letters = {"allowedValue": list(grade.letters)} if grade.letters else {}
        yield {
            "id": _result_id(record, "grade-letter"),
            "type": ["ResultDescription"],
            "name": "Grade, letter",
            "resultType": "LetterGrade",
            **letters,
            **scale,
        }
    if grade.points:
        yield {
            "id": _result_id(record, "grade-points"),
            "type": ["ResultDescription"],
            "name": "Grade, points",
            "resultType": "GradePointAverage",
            **scale,
        }


def results_of(record: AwardRecord) -> Iterable[dict[str, Any]]:
    """What this person reached (Open Badges 3.0, Result)."""
    for number, outcome in enumerate(record.outcomes, start=1):
        yield _result(record, f"outcome-{number}", _value(record, outcome), outcome.achieved)
    if record.grade is not None:
        values = {
            "percent": record.grade.percent,
            "letter": record.grade.letter,
            "points": record.grade.points,
        }
        for name, value in values.items():
            if value not in (None, ""):
                yield _result(record, f"grade-{name}", str(value), True)


def _value(record: AwardRecord, outcome: RecordedOutcome) -> str:
    if record.recognition is not None:
        return RECOGNISED if outcome.achieved else NOT_RECOGNISED
    return "" if outcome.percent is None else str(outcome.percent)


def _result(record: AwardRecord, name: str, value: str, achieved: bool) -> dict[str, Any]:
    result: dict[str, Any] = {"type": ["Result"], "resultDescription": _result_id(record, name)}
    if value:
        result["value"] = value
    return result | {"status": "Completed" if achieved else "Failed"}


def _skill(url: str, name: str, framework: str) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": url,
        "targetFramework": framework,
        "targetType": "ceasn:Competency",
    }


def amount(hundredths: int) -> int | float:
    """Hundredths of a credit as a plain number: 200 is 2, 250 is 2.5."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
