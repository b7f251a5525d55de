"""Review sheets for their readers: findings by criterion with judgements beside them, and whose sheet one may see."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import pinned
from tanym.apps.qualifications.desk import RULE
from tanym.apps.qualifications.forms.steps import SEND, STEPS, place_of
from tanym.apps.qualifications.models import Condition, ReReview, Sheet, Version
from tanym.apps.qualifications.queries import judgements, remarks_unsent
from tanym.apps.qualifications.reviewing import ROWS, by_criterion, criteria, own_sheet, sheets, way
from tanym.core.procedures.lateness import Reading
from tanym.core.procedures.state import from_json
from tanym.core.procedures.table import Stage
from tanym.core.qualifications.review import SECOND, Judgement
from tanym.core.qualifications.validity import ConditionState, condition_state


def shown_criteria(
    version: Version, findings: list[Any], mine: Sheet | None, *, blind: bool = False
) -> list[dict[str, Any]]:
    """The criteria of the procedure with their findings; for a procedure without any, the steps of the design.

    With `blind` nothing of what another reviewer decided or noted is shown.
    """
    remarks = {} if blind else remarks_unsent(version)
    decided = {} if blind else judgements(version)
    rows = [
        {
            "finding": one,
            "about": f"{RULE}{one.rule}",
            "remark": remarks.get(f"{RULE}{one.rule}", ""),
            "decided": decided.get(one.rule),
        }
        for one in findings
        if one.applies
    ]
    given = mine.judgements if mine else {}
    named = criteria(version)
    if not named:
        return [
            {"id": step.id, "title": step.title, "words": None, "other": step is SEND, **_split(of_step)}
            for step in STEPS
            if (of_step := [row for row in rows if place_of(row["finding"].order)[0] is step])
        ]
    sorted_ = by_criterion(named, [row["finding"] for row in rows])
    by_rule = {row["finding"].rule: row for row in rows}
    return [
        {
            "id": one.name,
            "title": "",
            "words": one.words,
            "other": False,
            "given": {"judgement": "", "note": "", **given.get(one.name, {})},
            "judgements": list(Judgement),
            **_split([by_rule[finding.rule] for finding in found]),
        }
        for one, found in sorted_
    ]


def shown_sheets(version: Version, person: Person) -> list[Sheet] | None:
    """The signed sheets of the others; None where the pack lets the second reviewer sign first without seeing them."""
    signed = [one for one in sheets(version) if one.signed_at and one.reviewer_id != person.pk]
    mine = own_sheet(version, person)
    if version.stage == SECOND and way(version).blind and signed and not (mine and mine.signed_at):
        return None
    return signed


def sheet_lines(version: Version, sheet: Sheet) -> list[tuple[Any, dict[str, str]]]:
    """A sheet line by line: the words of each criterion and what was judged."""
    return [
        (one.words, {"judgement": "", "note": "", **sheet.judgements.get(name, {})})
        for name, one in criteria(version).items()
    ]


def condition_rows(mine: Sheet | None) -> list[dict[str, Any]]:
    """The rows of a form for conditions, filled in as far as the sheet has them."""
    kept = list(mine.conditions) if mine else []
    blank = {"text": "", "due_on": "", "about": ""}
    return [{"number": n + 1, **(kept[n] if n < len(kept) else blank)} for n in range(ROWS)]


def re_review_stage(one: ReReview) -> Stage:
    """Where a re-review stands."""
    state = from_json(one.case)
    return pinned(state).stage(state)


def re_review_term(one: ReReview, on: date) -> Reading | None:
    """The term under which a re-review is to be decided."""
    state = from_json(one.case)
    return next(iter(pinned(state).clocks(state, on)), None)


def state_of(condition: Condition, on: date) -> ConditionState:
    """How a condition stands on a day."""
    answered, confirmed = bool(condition.answered_at), bool(condition.confirmed_at)
    return condition_state(condition.due_on, answered, confirmed, on)


def _split(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    met = [row for row in rows if row["finding"].mark == "yes"]
    return {"open": [row for row in rows if row not in met], "met": met}
