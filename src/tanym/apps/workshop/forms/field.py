"""The controls of a page, and the small lists that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tanym.apps.workshop.forms.choices import EMPTY, Choices, Option
from tanym.apps.workshop.forms.members import Label

MOST_ROWS = 200


@dataclass(slots=True)
class Field:
    """One control as the page shows it. `rows` are the rows of a list, `parts` the controls of a group."""

    name: str
    kind: str
    label: Label = ""
    hint: Label = ""
    value: Any = ""
    options: list[Option] = field(default_factory=list)
    parts: list[Field] = field(default_factory=list)
    rows: list[list[Field]] = field(default_factory=list)
    add: Label = ""
    one: Label = ""
    language: str = ""
    needed: bool = False
    refreshes: bool = False
    seldom: bool = False

    @property
    def id(self) -> str:
        """The id of the control in the page."""
        return self.name


def folded(fields: Sequence[Field]) -> list[Field]:
    """The fields, those that are seldom needed and empty behind a fold at the end."""
    seldom = [one for one in fields if one.seldom]
    plain = [one for one in fields if not one.seldom]
    return [*plain, Field("", "more", _("Seldom needed"), parts=seldom)] if seldom else plain


# --- citations ---------------------------------------------------------------------------------


def cite_fields(
    choices: Choices, name: str, source: str = "", place: str = "", mark: str = ""
) -> list[Field]:
    """Source, place in it, and how well it was read."""
    return [
        Field(f"{name}-source", "choice", _("Source"), value=source, options=[EMPTY, *with_chosen(choices.named("sources"), source)]),
        Field(f"{name}-place", "text", _("Place in it: article, point, page"), value=place),
        Field(f"{name}-mark", "choice", _("How it was read"), value=mark, options=[EMPTY, *with_chosen(choices.named("marks"), mark)]),
    ]  # fmt: skip


def split_cite(text: str) -> tuple[str, str, str]:
    """Source, place and mark of a written citation, as far as they can be told."""
    rest, bracket, mark = text.rpartition("[")
    source, _comma, place = (rest if bracket else text).partition(",")
    return source.strip(), place.strip(), mark.rstrip("] ") if bracket else ""


def read_cite(data: QueryDict, name: str) -> str:
    """The citation that three controls write; empty where all are."""
    source, place, mark = (data.get(f"{name}-{part}", "").strip() for part in ("source", "place", "mark"))
    if not (source or place or mark):
        return ""
    return f"{source}, {place}{' ' if place else ''}[{mark}]"


# --- lists of the page ----------------------------------------------------------------------------


def row_count(data: QueryDict, name: str) -> int:
    """How many rows of a list the page sent."""
    text = data.get(f"{name}-rows", "0")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def add_row(content: Any, path: Sequence[str]) -> None:
    name, rest = path[0], path[1:]
    if name == "conditions":
        name = "any" if "any" in content else "must"
    if rest:
        rows = content.get(name)
        if isinstance(rows, list) and rest[0].isdigit() and int(rest[0]) < len(rows):
            add_row(rows[int(rest[0])], rest[1:])
        return
    if name in ("facts",):
        content.setdefault(name, {}).setdefault("", {})[""] = ""
    elif name == "expect":
        content.setdefault(name, {})[""] = ""
    else:
        rows = content.setdefault(name, [])
        if isinstance(rows, list):
            rows.append("" if name in ("cites", "guards", "effects") else {})


def remove_row(content: Any, path: Sequence[str], number: int) -> None:
    name, rest = path[0], path[1:]
    if name == "conditions":
        name = "any" if "any" in content else "must"
    rows = content.get(name)
    if rest:
        if isinstance(rows, list) and rest[0].isdigit() and int(rest[0]) < len(rows):
            remove_row(rows[int(rest[0])], rest[1:], number)
    elif isinstance(rows, list) and number < len(rows):
        del rows[number]
    elif name == "facts" and isinstance(rows, Mapping):
        flat = list(flat_facts(rows))
        if number < len(flat):
            del flat[number]
        content[name] = {}
        for fact, raw in flat:
            prefix, _dot, last = fact.partition(".")
            content[name].setdefault(prefix, {})[last] = raw
    elif isinstance(rows, dict) and number < len(rows):
        rows.pop(list(rows)[number])


def flat_facts(raw: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(raw, Mapping):
        for prefix, table in raw.items():
            for name, one in table.items() if isinstance(table, Mapping) else ():
                yield f"{prefix}.{name}".strip("."), one


def untouched(before: Any, text: str) -> Any:
    """What stood there, where the text is the same but for spaces at its ends; else the text."""
    return before if isinstance(before, str) and before.replace("\r\n", "\n").strip() == text else text


def tables_in(raw: Any) -> Iterable[Mapping[str, Any]]:
    return (one for one in raw if isinstance(one, Mapping)) if isinstance(raw, list | tuple) else ()


def listed(raw: Any) -> Sequence[Any]:
    return raw if isinstance(raw, list | tuple) else ()


def with_chosen(options: Iterable[Option], chosen: Any) -> list[Option]:
    """The options, and what is chosen now although it is none of them: nothing is lost by opening a form."""
    every = list(options)
    return (
        every
        if not chosen or chosen in {one for one, _label in every}
        else [*every, (str(chosen), str(chosen))]
    )
