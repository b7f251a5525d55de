"""The form of one entry: fields made from its content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tanym.apps.accounts.words import ENDONYMS
from tanym.apps.workshop.forms import amounts
from tanym.apps.workshop.forms.choices import EMPTY, Option
from tanym.apps.workshop.forms.field import (
    Field,
    cite_fields,
    flat_facts,
    folded,
    listed,
    split_cite,
    tables_in,
    with_chosen,
)
from tanym.apps.workshop.forms.members import CONDITIONS, Ask, Member
from tanym.apps.workshop.forms.typed_entry import CLOCK_ACTS, TypedEntry
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.blocks import FUNCTION, Reads, block_named
from tanym.core.rules.types import ValueType

MOST_IN_BOXES = 24


class EntryForm(TypedEntry):
    """Reads and shows the members of one kind of entry."""

    # --- content → fields ---

    def fields(self) -> list[Field]:
        """Every control of the form, in order."""
        made = [
            self._field(member, self.content.get(member.name), f"f-{member.name}") for member in self.members
        ]
        if self.kind is not None and "type" not in self.content:  # a layer above has named the value
            for one, member in zip(made, self.members, strict=True):
                one.seldom |= member.name in ("words", "type", "tighter") and not self.content.get(
                    member.name
                )
        return folded(made)

    def _field(self, member: Member, raw: Any, name: str) -> Field:
        made = Field(name, str(member.ask), member.label, member.hint, needed=member.needed)
        made.seldom = member.seldom and not raw and raw is not False
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
                made.options = [EMPTY, *with_chosen(self.choices.named(member.choices), made.value)]
                made.refreshes = member.name == "type"
            case Ask.MANY:
                made.value = [str(one) for one in raw] if isinstance(raw, list | tuple) else []
                made.options = self.choices.named(member.choices)
                for one in made.value:
                    made.options = with_chosen(made.options, one)
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
                Field(
                    f"{made.name}-unit", "choice", "", value=unit, options=[EMPTY, *with_chosen(units, unit)]
                ),
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
        made.rows = [self._condition(one, f"f-conditions-{n}") for n, one in enumerate(tables_in(rows))]
        made.name, made.one, made.add = "f-conditions", CONDITIONS["one"], CONDITIONS["add"]

    def _clocks(self, made: Field) -> None:
        """One list for each clock; a clock to which a step does two things keeps both."""
        named = dict(self.choices.named("clocks"))
        for act in CLOCK_ACTS:
            named |= {str(one): str(one) for one in listed(self.content.get(act)) if str(one) not in named}
        made.kind = "clocks"
        for name, title in named.items():
            done = "+".join(act for act in CLOCK_ACTS if name in listed(self.content.get(act)))
            options = [("", _("nothing")), *self.choices.named("clock_acts")]
            made.parts.append(
                Field(f"f-clocks-{name}", "choice", title, value=done, options=with_chosen(options, done))
            )

    def _rows(self, made: Field, member: Member, raw: Any, name: str) -> None:
        made.add, made.one = member.add, member.one
        if member.each is Ask.CITE:
            made.kind = "cites"
            made.rows = [self._cite(one, f"{name}-{n}") for n, one in enumerate(listed(raw))]
        elif member.each is Ask.CONDITION:
            made.rows = [self._condition(one, f"{name}-{n}") for n, one in enumerate(tables_in(raw))]
        elif member.each is Ask.CALL:
            made.rows = [self._call(member, one, f"{name}-{n}") for n, one in enumerate(listed(raw))]
        elif member.each is Ask.FACT:
            made.rows = [self._fact(*one, f"{name}-{n}") for n, one in enumerate(flat_facts(raw))]
        elif member.each is Ask.EXPECT:
            items = raw.items() if isinstance(raw, Mapping) else ()
            made.rows = [self._expected(*one, f"{name}-{n}") for n, one in enumerate(items)]
        else:
            made.rows = [
                folded(
                    [self._field(part, one.get(part.name), f"{name}-{n}-{part.name}") for part in member.row]
                )
                for n, one in enumerate(tables_in(raw))
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
                options=[EMPTY, *with_chosen(self.choices.named("fact_names"), fact)], refreshes=True,
            ),
            Field(
                f"{name}-is", "choice", _("How it is checked"), value=shown,
                options=[EMPTY, *with_chosen(self.choices.blocks_for(fact), shown)], refreshes=True,
            ),
        ]  # fmt: skip
        form = block_named(block, str(row.get("name", "")))
        for slot, label, options in self.choices.arguments_of(form, fact) if form else ():
            raw = row.get(slot.name)
            made = Field(f"{name}-arg-{slot.name}", "choice", label, needed=not slot.optional)
            if slot.reads is Reads.WORDS:
                made.kind = "area"
                made.value = "\n".join(listed(raw)) if not isinstance(raw, str) else raw
            elif slot.reads is Reads.FACTS:
                made.kind = "long-many"
                made.value = [raw] if isinstance(raw, str) else [str(one) for one in listed(raw)]
                words = dict(options)
                first = [(one, words.pop(one, one)) for one in made.value]  # in their order, and in sight
                made.options = first + list(words.items())
            else:
                made.value = str(raw or "")
                made.options = [EMPTY, *with_chosen(options, made.value)]
            fields.append(made)
        return fields

    def _call(self, member: Member, raw: Any, name: str) -> list[Field]:
        table = raw if isinstance(raw, Mapping) else {"name": raw}
        chosen = str(table.get("name", ""))
        fields = [
            Field(
                f"{name}-name", "choice", member.one, value=chosen, refreshes=True,
                options=[EMPTY, *with_chosen(self.choices.named(member.choices), chosen)],
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
                    options=[EMPTY, *with_chosen(options, value)],
                )
            )
        return fields

    def _fact(self, fact: str, raw: Any, name: str) -> list[Field]:
        made = Field(f"{name}-value", "text", _("Is"))
        self._amount(made, raw, self.choices.facts[fact].type if fact in self.choices.facts else None)
        return [
            Field(
                f"{name}-fact", "choice", _("Fact"), value=fact, refreshes=True,
                options=[EMPTY, *with_chosen(self.choices.named("fact_names"), fact)],
            ),
            made,
        ]  # fmt: skip

    def _expected(self, rule: str, raw: Any, name: str) -> list[Field]:
        table = raw if isinstance(raw, Mapping) else {"outcome": raw}
        outcome, severity = str(table.get("outcome") or ""), str(table.get("severity") or "")
        return [
            Field(f"{name}-rule", "choice", _("Rule"), value=rule, options=[EMPTY, *with_chosen(self.choices.named("rules"), rule)]),
            Field(f"{name}-outcome", "choice", _("Expected answer"), value=outcome, options=[EMPTY, *with_chosen(self.choices.named("outcomes"), outcome)]),
            Field(f"{name}-severity", "choice", _("With which severity"), value=severity, options=[EMPTY, *self.choices.named("severities")]),
        ]  # fmt: skip
