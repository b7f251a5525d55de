"""What was typed into the form of an entry, read back into the entry's content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from tanym.apps.workshop.forms import amounts
from tanym.apps.workshop.forms.choices import Choices
from tanym.apps.workshop.forms.field import (
    add_row,
    flat_facts,
    listed,
    read_cite,
    remove_row,
    row_count,
    tables_in,
    untouched,
)
from tanym.apps.workshop.forms.members import SHAPES, Ask, Member
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.blocks import Reads, block_named
from tanym.core.rules.entries import Place
from tanym.core.rules.types import ValueType

CLOCK_ACTS = ("starts", "stops", "pauses", "resumes", "restarts")


class TypedEntry:
    """An entry of a kind, and what a page that shows it sends back. `content` is what the entry holds now."""

    def __init__(self, place: Place, content: Mapping[str, Any], choices: Choices) -> None:
        self.place, self.content, self.choices = place, dict(content), choices
        self.kind = self._value_type()
        choices.extra["type"] = self.kind
        self.members = SHAPES[place.kind]
        self.keeping = False  # whether rows without a word stay, so that the next one can be numbered

    def _value_type(self) -> ValueType | None:
        if self.place.kind != "value":
            return None
        known = self.choices.value_type(self.place.name)
        written = self.content.get("type")
        return known or (ValueType(written) if written in set(ValueType) else None)

    # --- what was typed → content ---

    def read(self, data: QueryDict) -> dict[str, Any]:
        """The entry as typed. Members that the form does not ask for stay; what is left empty is left out."""
        result = dict(self.content)
        for member in self.members:
            if member.ask is Ask.LOGIC:
                self._read_logic(result, data)
                continue
            if member.ask is Ask.CLOCKS:
                self._read_clocks(result, data)
                continue
            found = self._read(member, data, f"f-{member.name}", result.get(member.name))
            if found is not None:
                result[member.name] = found
            elif result.get(member.name) not in ({}, [], ""):  # what the pack writes as empty stays written
                result.pop(member.name, None)
        return result

    def _read(self, member: Member, data: QueryDict, name: str, before: Any = None) -> Any:
        text = data.get(name, "").replace("\r\n", "\n").strip()
        match member.ask:
            case Ask.TEXT | Ask.AREA:
                return untouched(before, text) or None
            case Ask.CHOICE:
                if member.choices == "waivable":
                    return False if text == "no" else None
                return text or None
            case Ask.NUMBER:
                return amounts.number(text) if text else None
            case Ask.DAY:
                return amounts.day(text) if text else None
            case Ask.LINES:
                return [line.strip() for line in text.split("\n") if line.strip()] or None
            case Ask.FLAG:
                return name in data or (None if member.seldom and before is None else False)
            case Ask.MANY:
                chosen = [one for one in data.getlist(name) if one]
                known = [one for one in listed(before) if one in chosen]
                return known + [one for one in chosen if one not in known] or None
            case Ask.WORDS | Ask.LONG_WORDS:
                held = before if isinstance(before, Mapping) else {}
                texts = {key: one for key, one in held.items() if key not in LANGUAGES}
                for one in LANGUAGES:
                    written = data.get(f"{name}-{one}", "").replace("\r\n", "\n").strip()
                    if kept := untouched(held.get(one), written):
                        texts[one] = kept
                return texts or None
            case Ask.AMOUNT:
                return self._read_amount(self.kind, data, name, before)
            case Ask.ROWS:
                return self._read_rows(member, data, name, before)
        return None

    def _read_amount(self, kind: ValueType | None, data: QueryDict, name: str, before: Any) -> Any:
        text, unit = data.get(name, "").replace("\r\n", "\n"), data.get(f"{name}-unit", "")
        if before is not None and (text, unit) == amounts.shown(kind, before):
            return before  # nobody touched it: however the pack writes it, it stays
        if not text.strip() and (kind not in amounts.LISTS or name.endswith("loosen_to")):
            return None
        return amounts.read(kind, text, unit, self.choices.unit_minutes)

    def _read_rows(self, member: Member, data: QueryDict, name: str, before: Any) -> Any:
        numbers = range(row_count(data, name))
        if member.each is Ask.CITE:
            return self._kept(read_cite(data, f"{name}-{n}") for n in numbers)
        if member.each is Ask.CONDITION:
            return self._kept(self._read_condition(data, f"{name}-{n}") for n in numbers)
        if member.each is Ask.CALL:
            return self._kept(self._read_call(member, data, f"{name}-{n}") for n in numbers)
        if member.each is Ask.FACT:
            return self._read_facts(data, name, numbers, before if isinstance(before, Mapping) else {})
        if member.each is Ask.EXPECT:
            return self._read_expected(data, name, numbers)
        rows = []
        old = list(tables_in(before))
        for n in numbers:
            known = {part.name for part in member.row}
            row = {key: one for key, one in (old[n] if n < len(old) else {}).items() if key not in known}
            for part in member.row:
                held = old[n].get(part.name) if n < len(old) else None
                found = self._read(part, data, f"{name}-{n}-{part.name}", held)
                if found is not None:
                    row[part.name] = found
            rows.append(row)
        return self._kept(rows)

    def _kept(self, rows: Iterable[Any]) -> list[Any] | None:
        return [one for one in rows if one or self.keeping] or None

    def _read_logic(self, result: dict[str, Any], data: QueryDict) -> None:
        numbers = range(row_count(data, "f-conditions"))
        rows = self._kept(self._read_condition(data, f"f-conditions-{n}") for n in numbers)
        result.pop("must", None)
        result.pop("any", None)
        result["any" if data.get("f-logic") == "any" else "must"] = rows or []

    def _read_clocks(self, result: dict[str, Any], data: QueryDict) -> None:
        chosen = {
            name.removeprefix("f-clocks-"): set(data.get(name, "").split("+"))
            for name in data
            if name.startswith("f-clocks-")
        }
        for act in CLOCK_ACTS:
            before = [one for one in listed(result.get(act)) if act in chosen.get(str(one), ())]
            found = before + [name for name, acts in chosen.items() if act in acts and name not in before]
            result.pop(act, None)
            if found:
                result[act] = found

    def _read_condition(self, data: QueryDict, name: str) -> dict[str, Any]:
        fact, chosen = data.get(f"{name}-fact", ""), data.get(f"{name}-is", "")
        block, _colon, function = chosen.partition(":")
        row: dict[str, Any] = {"fact": fact} if fact else {}
        if block:
            row["is"] = block
        if function:
            row["name"] = function
        form = block_named(block, function)
        for argument, reads in form.arguments.items() if form else ():
            if argument == "fact":
                continue
            at = f"{name}-arg-{argument}"
            if reads.reads is Reads.FACTS:
                written: Any = [one for one in data.getlist(at) if one]
            elif reads.reads is Reads.WORDS:
                written = [line.strip() for line in data.get(at, "").splitlines() if line.strip()]
            else:
                written = data.get(at, "")
            if written:
                row[argument] = written
        if form and "fact" not in form.arguments:
            row.pop("fact", None)
        return row

    def _read_call(self, member: Member, data: QueryDict, name: str) -> Any:
        chosen = data.get(f"{name}-name", "")
        if not chosen:
            return ""
        arguments = {
            one: data.get(f"{name}-arg-{one}", "")
            for one, _label, _options in self.choices.call_arguments(member.choices, chosen)
            if data.get(f"{name}-arg-{one}")
        }
        known = self.choices.call_arguments(member.choices, chosen)
        return {"name": chosen, **arguments} if known else chosen

    def _read_facts(
        self, data: QueryDict, name: str, numbers: Iterable[int], before: Mapping[str, Any]
    ) -> dict[str, Any]:
        result: dict[str, Any] = {prefix: {} for prefix, one in before.items() if one == {}}
        held = dict(flat_facts(before))
        for n in numbers:
            fact = data.get(f"{name}-{n}-fact", "")
            prefix, dot, rest = fact.partition(".")
            if not dot:
                if self.keeping:
                    result.setdefault("", {})[""] = ""
                continue
            kind = self.choices.facts[fact].type if fact in self.choices.facts else None
            found = self._read_amount(kind, data, f"{name}-{n}-value", held.get(fact))
            result.setdefault(prefix, {})[rest] = "" if found is None else found
        return result

    def _read_expected(self, data: QueryDict, name: str, numbers: Iterable[int]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for n in numbers:
            rule, outcome = data.get(f"{name}-{n}-rule", ""), data.get(f"{name}-{n}-outcome", "")
            if (rule and outcome) or self.keeping:
                severity = data.get(f"{name}-{n}-severity", "")
                result[rule] = {"outcome": outcome, "severity": severity} if severity else outcome
        return result

    # --- rows that are added and taken away, before anything is saved ---

    def refresh(self, data: QueryDict) -> None:
        """Read what was typed, rows without a word too, so that the page can show it again."""
        self.keeping = True
        self.content = self.read(data)
        self.keeping = False

    def with_row(self, data: QueryDict, path: str) -> None:
        """Read what was typed and add an empty row to the list at `path` (`f-dated`, `f-dated-0-cites`)."""
        self.refresh(data)
        add_row(self.content, path.removeprefix("f-").split("-"))

    def without_row(self, data: QueryDict, path: str, number: int) -> None:
        """Read what was typed without one row of a list."""
        self.refresh(data)
        remove_row(self.content, path.removeprefix("f-").split("-"), number)
