"""Changes on the table of a procedure: a stage between two, a paper for a step, another term; checked afterwards as ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tanym.core.kernel.errors import InvalidValue

Content = Mapping[str, Any]
Rows = Mapping[tuple[str, str], Content]
"""The rows of one procedure file by kind and name: `("stage", "heard")`, `("step", "close#2")`, `("procedure", "procedure")`.

Steps are named by their verb, the second row of a verb with `#2`, as `core.rules.entries` names them.
"""
Changed = dict[tuple[str, str], Content | None]
"""What a change writes: the rows that are new or different; None for one that goes."""

CLOCK_ACTS = ("starts", "stops", "pauses", "resumes", "restarts")
_DOCUMENTS_GIVEN = "documents-given"


def stage_between(
    rows: Rows, stage: str, content: Content, *, after: str, before: str, onward: Content
) -> Changed:
    """A new stage that every step from `after` to `before` now leads to; `onward` leads from it to `before`.

    `onward` is a step without `from` and `to`. Of a row that starts from several stages only `after` is taken out, into
    a row of its own. What holds for the cases that stand at `before` for other reasons stays as it is. Raises
    `InvalidValue("stage.twice" | "stage.unknown" | "step.none-between")`.
    """
    if ("stage", stage) in rows:
        raise InvalidValue("stage.twice", stage=stage)
    for name in (after, before):
        _assert_there(rows, "stage", name, "stage.unknown", stage=name)
    changed: Changed = {("stage", stage): dict(content)}
    for place, step in _steps(rows):
        if step.get("to") != before or after not in _names(step, "from"):
            continue
        left = [one for one in _names(step, "from") if one != after]
        if left:
            changed[place] = {**step, "from": left}
            place = ("step", _free(rows, changed, str(step.get("do", ""))))
        changed[place] = {**step, "from": [after], "to": stage}
    if len(changed) == 1:
        raise InvalidValue("step.none-between", after=after, before=before)
    verb = str(onward.get("do", ""))
    changed["step", _free(rows, changed, verb)] = {**onward, "from": [stage], "to": before}
    return changed


def with_document(rows: Rows, document: str, content: Content) -> Changed:
    """A paper that its step (`needed_for`) asks for; each row of the step that did not ask for papers now does.

    Raises `InvalidValue("document.twice" | "step.unknown")`.
    """
    if ("document", document) in rows:
        raise InvalidValue("document.twice", document=document)
    verb = content.get("needed_for")
    asking = [(place, step) for place, step in _steps(rows) if step.get("do") == verb]
    if not asking:
        raise InvalidValue("step.unknown", step=str(verb))
    changed: Changed = {("document", document): dict(content)}
    for place, step in asking:
        guards = list(step.get("guards", ()))
        if _DOCUMENTS_GIVEN not in guards:
            changed[place] = {**step, "guards": [_DOCUMENTS_GIVEN, *guards]}
    return changed


def without_document(rows: Rows, document: str) -> Changed:
    """The paper is no longer required; a step that then needs no paper at all stops asking. Raises `InvalidValue`."""
    content = _assert_there(rows, "document", document, "document.unknown", document=document)
    changed: Changed = {("document", document): None}
    verb = content.get("needed_for")
    others = [
        name
        for (kind, name), row in rows.items()
        if kind == "document" and name != document and row.get("needed_for") == verb
    ]
    for place, step in _steps(rows):
        if not others and step.get("do") == verb and _DOCUMENTS_GIVEN in step.get("guards", ()):
            changed[place] = _without(step, "guards", _DOCUMENTS_GIVEN)
    return changed


def with_length(rows: Rows, clock: str, value: str) -> Changed:
    """The clock lasts as long as another value says. Raises `InvalidValue("clock.unknown")`.

    To change the number itself is a new dated line of the value.
    """
    content = _assert_there(rows, "clock", clock, "clock.unknown", clock=clock)
    return {("clock", clock): {**content, "lasts": value}}


def with_clock_act(rows: Rows, step: str, act: str, clock: str, *, done: bool = True) -> Changed:
    """The step (one row) also starts, stops, pauses, resumes or restarts a clock; or with `done=False` no longer does.

    Raises `InvalidValue("step.unknown" | "clock.unknown" | "clock.act")`.
    """
    if act not in CLOCK_ACTS:
        raise InvalidValue("clock.act", act=act)
    content = _assert_there(rows, "step", step, "step.unknown", step=step)
    _assert_there(rows, "clock", clock, "clock.unknown", clock=clock)
    if (clock in _names(content, act)) == done:
        return {}
    if not done:
        return {("step", step): _without(content, act, clock)}
    return {("step", step): {**content, act: [*_names(content, act), clock]}}


def with_guard(rows: Rows, step: str, guard: str | Content, *, asked: bool = True) -> Changed:
    """The step (one row) also asks a guard, by name or with its arguments; or no longer. Raises `InvalidValue`."""
    content = _assert_there(rows, "step", step, "step.unknown", step=step)
    guards = list(content.get("guards", ()))
    if (guard in guards) == asked:
        return {}
    if asked:
        return {("step", step): {**content, "guards": [*guards, guard]}}
    return {("step", step): _without(content, "guards", guard)}


def _steps(rows: Rows) -> Iterator[tuple[tuple[str, str], Content]]:
    return ((place, row) for place, row in rows.items() if place[0] == "step")


def _names(row: Content, member: str) -> Sequence[str]:
    found = row.get(member)
    return found if isinstance(found, list | tuple) else ()


def _without(row: Content, member: str, gone: object) -> dict[str, Any]:
    left = [one for one in row.get(member, ()) if one != gone]
    return {**row, member: left} if left else {name: one for name, one in row.items() if name != member}


def _free(rows: Rows, changed: Changed, verb: str) -> str:
    """The name of one more row of a verb."""
    number, name = 1, verb
    while ("step", name) in rows or ("step", name) in changed:
        number += 1
        name = f"{verb}#{number}"
    return name


def _assert_there(rows: Rows, kind: str, name: str, code: str, **details: str) -> Content:
    if (kind, name) not in rows:
        raise InvalidValue(code, **details)
    return rows[kind, name]
