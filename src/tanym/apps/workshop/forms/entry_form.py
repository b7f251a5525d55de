"""The form of one entry: fields made from its content, and content read from what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tanym.apps.workshop.forms import amounts
from tanym.apps.workshop.forms.choices import EMPTY, Choices, Option
from tanym.apps.workshop.forms.members import CONDITIONS, SHAPES, Ask, Label, Member
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.blocks import FUNCTION, Reads, block_named
from tanym.core.rules.entries import Place
from tanym.core.rules.types import ValueType

ENDONYMS = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
CLOCK_ACTS = ("starts", "stops", "pauses", "resumes", "restarts")
MOST_ROWS = 200
MOST_IN_BOXES = 24


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

    @property
    def id(self) -> str:
        """The id of the control in the page."""
        return self.name


class EntryForm:
    """Reads and shows the members of one kind of entry. `content` is what the entry holds now."""

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

    # --- content → fields ---

    def fields(self) -> list[Field]:
        """Every control of the form, in order."""
        return [
            self._field(member, self.content.get(member.name), f"f-{member.name}") for member in self.members
        ]

    def _field(self, member: Member, raw: Any, name: str) -> Field:
        made = Field(name, str(member.ask), member.label, member.hint, needed=member.needed)
        match member.ask:
            case Ask.TEXT | Ask.AREA | Ask.NUMBER:
                made.value = "" if raw is None else str(raw)
            case Ask.DAY:
                made.value = amounts.shown(ValueType.DATE, raw)[0]
            case Ask.LINES:
                made.value = "\n".join(map(str, raw)) if isinstance(raw, list | tuple) else ""
            case Ask.FLAG:
                made.value = raw is True
            case Ask.CHOICE:
                made.value = (
                    {True: "yes", False: "no"}.get(raw, "yes") if member.choices == "waivable" else raw or ""
                )
                made.options = [EMPTY, *_with(self.choices.named(member.choices), made.value)]
                made.refreshes = member.name == "type"
            case Ask.MANY:
                made.value = [str(one) for one in raw] if isinstance(raw, list | tuple) else []
                made.options = self.choices.named(member.choices)
                for one in made.value:
                    made.options = _with(made.options, one)
                if len(made.options) > MOST_IN_BOXES:
                    made.kind = "long-many"
            case Ask.WORDS | Ask.LONG_WORDS:
                texts = raw if isinstance(raw, Mapping) else {}
                made.parts = [
                    Field(
                        f"{name}-{language}",
                        "text" if member.ask is Ask.WORDS else "area",
                        ENDONYMS[language],
                        value=str(texts.get(language, "")),
                        language=language,
                    )
                    for language in LANGUAGES
                ]
                made.kind = "group"
            case Ask.AMOUNT:
                self._amount(made, raw, self.kind)
            case Ask.LOGIC:
                self._logic(made)
            case Ask.CLOCKS:
                self._clocks(made)
            case Ask.ROWS:
                self._rows(made, member, raw, name)
        return made

    def _amount(self, made: Field, raw: Any, kind: ValueType | None) -> None:
        text, unit = amounts.shown(kind, raw)
        made.kind, made.value = "text", text
        if kind in amounts.WITH_UNIT:
            units = self.choices.periods() if kind is ValueType.PERIOD else self.choices.work_units()
            made.kind = "amount"
            made.parts = [
                Field(made.name, "number-text", made.label, value=text),
                Field(f"{made.name}-unit", "choice", "", value=unit, options=[EMPTY, *_with(units, unit)]),
            ]
        elif kind is ValueType.BOOLEAN:
            made.kind = "choice"
            made.options = [EMPTY, *self._yes_no()]
        elif kind is ValueType.DATE:
            made.kind = "day"
        elif kind in amounts.LONG:
            made.kind = "area"
        elif kind in amounts.NUMBERS or kind is ValueType.SHARE:
            made.kind = "number-text"
        made.hint = made.hint or (
            self.choices.say("type-hint", kind) if kind and made.kind in ("area", "number-text") else ""
        )

    def _yes_no(self) -> list[Option]:
        return [(one, self.choices.say("amount", one)) for one in ("yes", "no")]

    def _logic(self, made: Field) -> None:
        chosen = "any" if "any" in self.content else "must"
        rows = self.content.get(chosen)
        made.kind = "logic"
        made.parts = [
            Field(
                "f-logic",
                "choice",
                made.label,
                value=chosen,
                options=self.choices.named("logics"),
                needed=True,
            )
        ]
        made.rows = [self._condition(one, f"f-conditions-{n}") for n, one in enumerate(_tables(rows))]
        made.name, made.one, made.add = "f-conditions", CONDITIONS["one"], CONDITIONS["add"]

    def _clocks(self, made: Field) -> None:
        """One list for each clock; a clock to which a step does two things keeps both."""
        named = dict(self.choices.named("clocks"))
        for act in CLOCK_ACTS:
            named |= {str(one): str(one) for one in _listed(self.content.get(act)) if str(one) not in named}
        made.kind = "clocks"
        for name, title in named.items():
            done = "+".join(act for act in CLOCK_ACTS if name in _listed(self.content.get(act)))
            options = [("", _("nothing")), *self.choices.named("clock_acts")]
            made.parts.append(
                Field(f"f-clocks-{name}", "choice", title, value=done, options=_with(options, done))
            )

    def _rows(self, made: Field, member: Member, raw: Any, name: str) -> None:
        made.add, made.one = member.add, member.one
        if member.each is Ask.CITE:
            made.kind = "cites"
            made.rows = [self._cite(one, f"{name}-{n}") for n, one in enumerate(_listed(raw))]
        elif member.each is Ask.CONDITION:
            made.rows = [self._condition(one, f"{name}-{n}") for n, one in enumerate(_tables(raw))]
        elif member.each is Ask.CALL:
            made.rows = [self._call(member, one, f"{name}-{n}") for n, one in enumerate(_listed(raw))]
        elif member.each is Ask.FACT:
            made.rows = [self._fact(*one, f"{name}-{n}") for n, one in enumerate(_flat_facts(raw))]
        elif member.each is Ask.EXPECT:
            items = raw.items() if isinstance(raw, Mapping) else ()
            made.rows = [self._expected(*one, f"{name}-{n}") for n, one in enumerate(items)]
        else:
            made.rows = [
                [self._field(part, one.get(part.name), f"{name}-{n}-{part.name}") for part in member.row]
                for n, one in enumerate(_tables(raw))
            ]

    def _cite(self, raw: Any, name: str) -> list[Field]:
        source, place, mark = split_cite(str(raw))
        return cite_fields(self.choices, name, source, place, mark)

    def _condition(self, row: Mapping[str, Any], name: str) -> list[Field]:
        fact, block = str(row.get("fact", "")), str(row.get("is", ""))
        shown = f"{FUNCTION}:{row.get('name', '')}" if block == FUNCTION else block
        fields = [
            Field(
                f"{name}-fact", "choice", _("What is looked at"), value=fact,
                options=[EMPTY, *_with(self.choices.named("fact_names"), fact)], refreshes=True,
            ),
            Field(
                f"{name}-is", "choice", _("How it is checked"), value=shown,
                options=[EMPTY, *_with(self.choices.blocks_for(fact), shown)], refreshes=True,
            ),
        ]  # fmt: skip
        form = block_named(block, str(row.get("name", "")))
        for slot, label, options in self.choices.arguments_of(form, fact) if form else ():
            raw = row.get(slot.name)
            made = Field(f"{name}-arg-{slot.name}", "choice", label, needed=not slot.optional)
            if slot.reads is Reads.WORDS:
                made.kind = "area"
                made.value = "\n".join(_listed(raw)) if not isinstance(raw, str) else raw
            elif slot.reads is Reads.FACTS:
                made.kind = "long-many"
                made.value = [raw] if isinstance(raw, str) else [str(one) for one in _listed(raw)]
                words = dict(options)
                first = [(one, words.pop(one, one)) for one in made.value]  # in their order, and in sight
                made.options = first + list(words.items())
            else:
                made.value = str(raw or "")
                made.options = [EMPTY, *_with(options, made.value)]
            fields.append(made)
        return fields

    def _call(self, member: Member, raw: Any, name: str) -> list[Field]:
        table = raw if isinstance(raw, Mapping) else {"name": raw}
        chosen = str(table.get("name", ""))
        fields = [
            Field(
                f"{name}-name", "choice", member.one, value=chosen, refreshes=True,
                options=[EMPTY, *_with(self.choices.named(member.choices), chosen)],
            )
        ]  # fmt: skip
        for argument, label, options in self.choices.call_arguments(member.choices, chosen):
            value = str(table.get(argument, ""))
            fields.append(
                Field(
                    f"{name}-arg-{argument}",
                    "choice",
                    label,
                    value=value,
                    options=[EMPTY, *_with(options, value)],
                )
            )
        return fields

    def _fact(self, fact: str, raw: Any, name: str) -> list[Field]:
        made = Field(f"{name}-value", "text", _("Is"))
        self._amount(made, raw, self.choices.facts[fact].type if fact in self.choices.facts else None)
        return [
            Field(
                f"{name}-fact", "choice", _("Fact"), value=fact, refreshes=True,
                options=[EMPTY, *_with(self.choices.named("fact_names"), fact)],
            ),
            made,
        ]  # fmt: skip

    def _expected(self, rule: str, raw: Any, name: str) -> list[Field]:
        table = raw if isinstance(raw, Mapping) else {"outcome": raw}
        outcome, severity = str(table.get("outcome") or ""), str(table.get("severity") or "")
        return [
            Field(f"{name}-rule", "choice", _("Rule"), value=rule, options=[EMPTY, *_with(self.choices.named("rules"), rule)]),
            Field(f"{name}-outcome", "choice", _("Expected answer"), value=outcome, options=[EMPTY, *_with(self.choices.named("outcomes"), outcome)]),
            Field(f"{name}-severity", "choice", _("With which severity"), value=severity, options=[EMPTY, *self.choices.named("severities")]),
        ]  # fmt: skip

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
                return _untouched(before, text) or None
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
                return name in data
            case Ask.MANY:
                chosen = [one for one in data.getlist(name) if one]
                known = [one for one in _listed(before) if one in chosen]
                return known + [one for one in chosen if one not in known] or None
            case Ask.WORDS | Ask.LONG_WORDS:
                held = before if isinstance(before, Mapping) else {}
                texts = {key: one for key, one in held.items() if key not in LANGUAGES}
                for one in LANGUAGES:
                    written = data.get(f"{name}-{one}", "").replace("\r\n", "\n").strip()
                    if kept := _untouched(held.get(one), written):
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
        old = list(_tables(before))
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
            before = [one for one in _listed(result.get(act)) if act in chosen.get(str(one), ())]
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
        held = dict(_flat_facts(before))
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
        _add(self.content, path.removeprefix("f-").split("-"))

    def without_row(self, data: QueryDict, path: str, number: int) -> None:
        """Read what was typed without one row of a list."""
        self.refresh(data)
        _remove(self.content, path.removeprefix("f-").split("-"), number)


# --- citations ---------------------------------------------------------------------------------


def cite_fields(
    choices: Choices, name: str, source: str = "", place: str = "", mark: str = ""
) -> list[Field]:
    """Source, place in it, and how well it was read."""
    return [
        Field(f"{name}-source", "choice", _("Source"), value=source, options=[EMPTY, *_with(choices.named("sources"), source)]),
        Field(f"{name}-place", "text", _("Place in it: article, point, page"), value=place),
        Field(f"{name}-mark", "choice", _("How it was read"), value=mark, options=[EMPTY, *_with(choices.named("marks"), mark)]),
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


def _add(content: Any, path: Sequence[str]) -> None:
    name, rest = path[0], path[1:]
    if name == "conditions":
        name = "any" if "any" in content else "must"
    if rest:
        rows = content.get(name)
        if isinstance(rows, list) and rest[0].isdigit() and int(rest[0]) < len(rows):
            _add(rows[int(rest[0])], rest[1:])
        return
    if name in ("facts",):
        content.setdefault(name, {}).setdefault("", {})[""] = ""
    elif name == "expect":
        content.setdefault(name, {})[""] = ""
    else:
        rows = content.setdefault(name, [])
        if isinstance(rows, list):
            rows.append("" if name in ("cites", "guards", "effects") else {})


def _remove(content: Any, path: Sequence[str], number: int) -> None:
    name, rest = path[0], path[1:]
    if name == "conditions":
        name = "any" if "any" in content else "must"
    rows = content.get(name)
    if rest:
        if isinstance(rows, list) and rest[0].isdigit() and int(rest[0]) < len(rows):
            _remove(rows[int(rest[0])], rest[1:], number)
    elif isinstance(rows, list) and number < len(rows):
        del rows[number]
    elif name == "facts" and isinstance(rows, Mapping):
        flat = list(_flat_facts(rows))
        if number < len(flat):
            del flat[number]
        content[name] = {}
        for fact, raw in flat:
            prefix, _dot, last = fact.partition(".")
            content[name].setdefault(prefix, {})[last] = raw
    elif isinstance(rows, dict) and number < len(rows):
        rows.pop(list(rows)[number])


def _flat_facts(raw: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(raw, Mapping):
        for prefix, table in raw.items():
            for name, one in table.items() if isinstance(table, Mapping) else ():
                yield f"{prefix}.{name}".strip("."), one


def _untouched(before: Any, text: str) -> Any:
    """What stood there, where the text is the same but for spaces at its ends; else the text."""
    return before if isinstance(before, str) and before.replace("\r\n", "\n").strip() == text else text


def _tables(raw: Any) -> Iterable[Mapping[str, Any]]:
    return (one for one in raw if isinstance(one, Mapping)) if isinstance(raw, list | tuple) else ()


def _listed(raw: Any) -> Sequence[Any]:
    return raw if isinstance(raw, list | tuple) else ()


def _with(options: Iterable[Option], chosen: Any) -> list[Option]:
    """The options, and what is chosen now although it is none of them: nothing is lost by opening a form."""
    every = list(options)
    return (
        every
        if not chosen or chosen in {one for one, _label in every}
        else [*every, (str(chosen), str(chosen))]
    )
