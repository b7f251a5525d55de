"""What the forms of the workshop write: citations, dated lines, ends, new values, rules and cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules.citations import read_citation
from tanym.core.rules.entries import Place, entries
from tanym.core.rules.pack import Files

Content = Mapping[str, Any]
ENDED_NOT_REMOVED = frozenset({"rule", "adjust", "value"})
"""Kinds that speak of days: what was once in force is ended, so that earlier decisions can still be read."""


def citation_text(source: str, place: str, mark: str) -> str:
    """The three fields of a citation as a pack writes them. Raises `InvalidValue("cite.form")`."""
    place = " ".join(place.split())
    return str(read_citation(f"{source.strip()}, {place}{' ' if place else ''}[{mark.strip()}]"))


def citation_fields(text: str) -> tuple[str, str, str]:
    """Source, place and mark of a citation, as far as a faulty one lets them be told; the inverse of `citation_text`."""
    try:
        read = read_citation(text)
    except InvalidValue:
        source, _, rest = text.partition(",")
        place, bracket, mark = rest.rpartition("[")
        return source.strip(), (place if bracket else rest).strip(), mark.rstrip("] ") if bracket else ""
    return read.source, read.place, str(read.mark)


def dated_line(
    since: date,
    raw: object,
    cites: Sequence[str],
    *,
    until: date | None = None,
    loosen_to: object = None,
    note: str = "",
) -> dict[str, Any]:
    """One line of a value. Raises `InvalidValue("value.ends-before-start")`."""
    line: dict[str, Any] = {"since": since}
    if until is not None:
        line["until"] = _end(since, until)
    line |= {"value": raw, "cites": list(cites)}
    if loosen_to is not None:
        line["loosen_to"] = loosen_to
    return line | ({"note": note} if note else {})


def with_line(value: Content, line: Content, *, instead_of: date | None = None) -> dict[str, Any]:
    """The value with one more line, or with this one instead of the one from that day; lines in order of their days.

    Raises `InvalidValue("value.same-day")` where another line begins on the same day.
    """
    kept = [one for one in _lines(value) if instead_of is None or one.get("since") != instead_of]
    if any(one.get("since") == line["since"] for one in kept):
        raise InvalidValue("value.same-day", since=line["since"])
    return {**value, "dated": sorted([*kept, dict(line)], key=_since)}


def without_line(value: Content, since: date, based_on: Content | None = None) -> dict[str, Any]:
    """The value without the line of that day. Raises `Refused("entry.end-instead")` for a line of `based_on`.

    `based_on` is the value in the version in force: its lines are ended (`with_line_ended`), not removed.
    """
    if any(one.get("since") == since for one in _lines(based_on or {})):
        raise Refused("entry.end-instead", name=since.isoformat())
    return {**value, "dated": [one for one in _lines(value) if one.get("since") != since]}


def with_line_ended(value: Content, since: date, until: date) -> dict[str, Any]:
    """The value whose line from that day holds no longer from `until` on. Raises `InvalidValue`."""
    lines = [
        {**one, "until": _end(since, until)} if one.get("since") == since else one for one in _lines(value)
    ]
    return {**value, "dated": lines}


def ended(content: Content, until: date) -> dict[str, Any]:
    """A rule, an adjustment or a procedure's head that holds no longer from `until` on (that day not included).

    Raises `InvalidValue("value.ends-before-start")`.
    """
    since = content.get("since")
    return {**content, "until": _end(since, until) if isinstance(since, date) else until}


def assert_removable(place: Place, based_on: Files) -> None:
    """Raises `Refused("entry.end-instead")` for a rule, an adjustment or a value of the version in force."""
    if place.kind in ENDED_NOT_REMOVED and place in entries(based_on):
        raise Refused("entry.end-instead", name=place.name)


def value_entry(
    *,
    type: str = "",
    tighter: str = "",
    words: Content | None = None,
    lines: Iterable[Content] = (),
    note: str = "",
) -> dict[str, Any]:
    """A value; in a layer below the one that names it, without type, direction and words."""
    entry: dict[str, Any] = {name: one for name, one in (("type", type), ("tighter", tighter)) if one}
    entry |= {"words": dict(words)} if words else {}
    entry |= {"note": note} if note else {}
    return {**entry, "dated": sorted((dict(one) for one in lines), key=_since)}


def condition_entry(
    block: str, arguments: Mapping[str, str | Sequence[str]], function: str = ""
) -> dict[str, Any]:
    """`{ fact = …, is = BLOCK, … }` of what was chosen in the drop-downs; an argument left open is left out."""
    chosen = {name: one if isinstance(one, str) else list(one) for name, one in arguments.items() if one}
    entry: dict[str, Any] = {name: chosen.pop(name) for name in ("fact", "facts", "per") if name in chosen}
    return {**entry, "is": block, **({"name": function} if function else {}), **chosen}


def rule_entry(
    *,
    id: str,
    since: date,
    binds: str,
    severity: str,
    words: Content,
    cites: Sequence[str],
    must: Sequence[Content] = (),
    any_of: Sequence[Content] = (),
    when: Sequence[Content] = (),
    until: date | None = None,
    waivable: bool = True,
    may_lower_to: str = "",
    note: str = "",
) -> dict[str, Any]:
    """A rule as a pack writes it. Raises `InvalidValue("rule.must-and-any")` unless exactly one of the two is given."""
    if bool(must) == bool(any_of):
        raise InvalidValue("rule.must-and-any")
    entry: dict[str, Any] = {"id": id, "since": since}
    if until is not None:
        entry["until"] = _end(since, until)
    entry |= {"binds": binds, "severity": severity, "words": dict(words), "cites": list(cites)}
    entry |= {} if waivable else {"waivable": False}
    entry |= {"may_lower_to": may_lower_to} if may_lower_to else {}
    entry |= {
        name: [dict(one) for one in some]
        for name, some in (("when", when), ("must", must), ("any", any_of))
        if some
    }
    return entry | ({"note": note} if note else {})


def adjust_entry(
    *, rule: str, since: date, severity: str, reason: Content, cites: Sequence[str], until: date | None = None
) -> dict[str, Any]:
    """Another severity for a rule of a layer above. Raises `InvalidValue("value.ends-before-start")`."""
    entry: dict[str, Any] = {"rule": rule, "since": since}
    if until is not None:
        entry["until"] = _end(since, until)
    return entry | {"severity": severity, "reason": dict(reason), "cites": list(cites)}


def case_entry(
    *,
    name: str,
    on: date,
    facts: Mapping[str, object],
    expect: Mapping[str, str | tuple[str, str]],
    under: Sequence[str] = (),
    note: str = "",
) -> dict[str, Any]:
    """A case: raw facts by full name (`design.credits`), expected outcomes by rule, or outcome and severity."""
    tables: dict[str, dict[str, object]] = {}
    for full, raw in facts.items():
        subject, _, fact = full.partition(".")
        tables.setdefault(subject, {})[fact] = raw
    entry: dict[str, Any] = {
        "name": name,
        "on": on,
        **({"under": list(under)} if under else {}),
        "facts": tables,
    }
    entry["expect"] = {
        rule: one if isinstance(one, str) else {"outcome": one[0], "severity": one[1]}
        for rule, one in expect.items()
    }
    return entry | ({"note": note} if note else {})


def _end(since: date, until: date) -> date:
    if until <= since:
        raise InvalidValue("value.ends-before-start", since=since, until=until)
    return until


def _lines(value: Content) -> list[Content]:
    found = value.get("dated")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list | tuple) else []


def _since(line: Content) -> str:
    return str(line.get("since"))
