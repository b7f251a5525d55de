"""The form of one step: its fields from the document, and the document with what was typed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.qualifications.forms.members import LongTexts, Member, Whole
from tanym.apps.qualifications.forms.steps import Group, Rows, Step

MOST_ROWS = 40


@dataclass(slots=True)
class Asked:
    """A member on the page: its bound fields by ending, and what it is."""

    member: Member
    name: str
    fields: list[Any] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.member.kind


@dataclass(slots=True)
class Cell:
    """An outcome within an assessment: whether it is covered, from which result, by which criterion."""

    outcome: str
    texts: Mapping[str, str]
    threshold: Any
    criterion: Asked


@dataclass(slots=True)
class Entry:
    """One row of a list on the page."""

    number: int
    prefix: str
    asked: list[Asked]
    cells: list[Cell] = field(default_factory=list)
    id: str = ""
    hidden: Any = None  # the field that carries the identifier

    @property
    def anchor(self) -> str:
        """The place of the entry on the page: `outcomes-2`."""
        return f"{self.prefix.rpartition('-')[0]}-{self.number}"


@dataclass(slots=True)
class Shown:
    """A group on the page."""

    group: Group
    asked: list[Asked] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    attestation: list[Any] = field(default_factory=list)
    count: Any = None  # the field that carries the number of entries

    @property
    def rows(self) -> Rows | None:
        return self.group.rows


class StepForm(forms.Form):
    """Fields of one step. `document` is the saved document; `typed` takes its place where something was sent."""

    def __init__(
        self, step: Step, document: Mapping[str, Any], data: Any = None, *, person: str = "", today: str = ""
    ) -> None:
        super().__init__(data, auto_id="id_%s", label_suffix="")
        self.step, self.document, self.person, self.today = step, document, person, today
        self.shown: list[Shown] = [self._group(group) for group in step.groups]

    # --- building ------------------------------------------------------------------------------

    def _group(self, group: Group) -> Shown:
        shown = Shown(group)
        for member in group.members:
            shown.asked.append(self._ask(member, _name(member.path), _at(self.document, member.path)))
        if group.rows:
            shown.entries = self._entries(group.rows)
            shown.count = self[f"{_name(group.rows.path)}-rows"]
        if group.attests:
            shown.attestation = self._attestation(group.attests)
        return shown

    def _ask(self, member: Member, name: str, value: Any) -> Asked:
        shown = member.shown(value)
        asked = Asked(member, name)
        for ending, made in member.fields_of(self.document).items():
            initial = shown.get(ending, "")
            if hasattr(made, "offer"):
                made.offer(initial)
                if self.is_bound:
                    made.offer(str(value or ""))
            self.fields[name + ending] = made
            self.initial[name + ending] = initial
            asked.fields.append(self[name + ending])
        return asked

    def _entries(self, rows: Rows) -> list[Entry]:
        saved = list(_at(self.document, rows.path) or ())
        base = _name(rows.path)
        count = self._count(base) if self.is_bound else len(saved)
        self.fields[f"{base}-rows"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_ROWS
        )
        self.initial[f"{base}-rows"] = count
        entries = []
        for i in range(count):
            row = saved[i] if i < len(saved) else {}
            prefix = f"{base}-{i}"
            entry = Entry(i + 1, prefix, [])
            if rows.mark:
                self.fields[f"{prefix}-id"] = forms.CharField(
                    widget=forms.HiddenInput, required=False, max_length=100
                )
                self.initial[f"{prefix}-id"] = row.get("id", "")
                entry.hidden = self[f"{prefix}-id"]
                entry.id = (self.data.get(f"{prefix}-id") if self.is_bound else row.get("id")) or ""
            for member in rows.members:
                entry.asked.append(self._ask(member, f"{prefix}-{_name(member.path)}", _at(row, member.path)))
            if rows.plan:
                entry.cells = self._cells(prefix, row)
            entries.append(entry)
        return entries

    def _count(self, base: str) -> int:
        typed = self.data.get(f"{base}-rows", "")
        return min(int(typed), MOST_ROWS) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0

    def _cells(self, prefix: str, row: Mapping[str, Any]) -> list[Cell]:
        covers = {cell.get("outcome"): cell for cell in row.get("covers", ())}
        cells = []
        for outcome in self.document.get("outcomes", ()):
            cell = covers.get(outcome["id"], {})
            name = f"{prefix}-{outcome['id']}"
            threshold = self._ask(
                Whole("threshold", _("From, %"), most=100), f"{name}-threshold", cell.get("threshold")
            )
            criterion = self._ask(
                LongTexts("criterion", _("Criterion")), f"{name}-criterion", cell.get("criterion")
            )
            cells.append(Cell(outcome["id"], outcome.get("text", {}), threshold.fields[0], criterion))
        return cells

    def _attestation(self, fact: str) -> list[Any]:
        saved = next((one for one in self.document.get("attestations", ()) if one["fact"] == fact), {})
        name = f"attest-{fact.replace('.', '-')}"
        made = {
            f"{name}-text": forms.CharField(
                label=_("In which words"),
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
            f"{name}-by": forms.CharField(label=_("Who says so"), required=False, max_length=200),
            f"{name}-on": forms.DateField(
                label=_("On which day"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            ),
        }
        self.fields.update(made)
        self.initial.update(
            {
                f"{name}-text": saved.get("text", ""),
                f"{name}-by": saved.get("by", self.person),
                f"{name}-on": saved.get("on", self.today),
            }
        )
        return [self[one] for one in made]

    # --- reading -------------------------------------------------------------------------------

    def typed(self) -> dict[str, Any]:
        """The document with what was typed; what could not be read is left out, nothing else is touched."""
        self.full_clean()
        document = copy.deepcopy(dict(self.document))
        for shown in self.shown:
            for asked in shown.asked:
                _put(document, asked.member.path, self._given(asked))
            if shown.rows:
                _put(
                    document,
                    shown.rows.path,
                    [self._row(shown.rows, entry, i) for i, entry in enumerate(shown.entries)] or None,
                )
            if shown.group.attests:
                self._attest(document, shown.group.attests)
        return _consistent(document)

    def _given(self, asked: Asked) -> Any:
        return asked.member.given(
            {bound.name.removeprefix(asked.name): self.cleaned_data.get(bound.name) for bound in asked.fields}
        )

    def _row(self, rows: Rows, entry: Entry, i: int) -> dict[str, Any]:
        saved = list(_at(self.document, rows.path) or ())
        row = copy.deepcopy(saved[i]) if i < len(saved) else {}
        if rows.mark:
            row["id"] = entry.id or _free(rows.mark, [one.get("id") for one in saved])
        for asked in entry.asked:
            _put(row, asked.member.path, self._given(asked))
        for name in ("source", "body", "discipline"):  # members that an entry always has, if only empty
            if any(asked.member.path == name for asked in entry.asked):
                row.setdefault(name, "")
        if rows.plan:
            row["covers"] = [cell for one in entry.cells if (cell := self._covering(one))]
        return row

    def _covering(self, cell: Cell) -> dict[str, Any] | None:
        threshold, criterion = self.cleaned_data.get(cell.threshold.name), self._given(cell.criterion)
        if threshold is None and not criterion:
            return None
        covering: dict[str, Any] = {"outcome": cell.outcome, "criterion": criterion or {}}
        return covering if threshold is None else {**covering, "threshold": threshold}

    def _attest(self, document: dict[str, Any], fact: str) -> None:
        name = f"attest-{fact.replace('.', '-')}"
        text, by, on = (self.cleaned_data.get(f"{name}-{part}") for part in ("text", "by", "on"))
        others = [one for one in document.get("attestations", ()) if one["fact"] != fact]
        mine = [one for one in document.get("attestations", ()) if one["fact"] == fact]
        if text and by and on:
            first = {**(mine[0] if mine else {}), "fact": fact, "by": by, "on": on.isoformat(), "text": text}
            document["attestations"] = [*others, first, *mine[1:]]
        elif not text:
            document["attestations"] = [*others, *mine[1:]]

    def with_row(self, path: str) -> dict[str, Any]:
        """The document with what was typed and one empty entry more in a list."""
        document = self.typed()
        rows = next(shown.rows for shown in self.shown if shown.rows and shown.rows.path == path)
        saved = list(_at(document, path) or ())
        if len(saved) < MOST_ROWS:
            row: dict[str, Any] = {}
            if rows.mark:
                row["id"] = _free(rows.mark, [one.get("id") for one in saved])
            for name in ("source", "body", "discipline"):
                if any(member.path == name for member in rows.members):
                    row[name] = ""
            _put(document, path, [*saved, row])
        return document

    def without_row(self, path: str, number: int) -> dict[str, Any]:
        """The document with what was typed, without an entry of a list (counted from 1)."""
        document = self.typed()
        saved = list(_at(document, path) or ())
        del saved[number - 1 : number]
        _put(document, path, saved or None)
        return _consistent(document)


def _name(path: str) -> str:
    return path.replace(".", "-")


def _at(document: Any, path: str) -> Any:
    """What stands in a document at `level.nqf`; None where nothing does."""
    for name in path.split("."):
        document = document.get(name) if isinstance(document, Mapping) else None
    return document


def _put(document: dict[str, Any], path: str, value: Any) -> None:
    """Write a value into a document, or take it away where it is None."""
    *above, last = path.split(".")
    for name in above:
        document = document.setdefault(name, {})
    if value is None:
        document.pop(last, None)
    else:
        document[last] = value


def _free(mark: str, taken: list[Any]) -> str:
    number = 1
    while f"{mark}{number}" in taken:
        number += 1
    return f"{mark}{number}"


def _consistent(document: dict[str, Any]) -> dict[str, Any]:
    """Without references to outcomes that are gone."""
    known = {one["id"] for one in document.get("outcomes", ())}
    for assessment in document.get("assessments", ()):
        assessment["covers"] = [cell for cell in assessment.get("covers", ()) if cell["outcome"] in known]
    for target in document.get("stacking", {}).get("targets", ()):
        target["outcomes"] = [one for one in target.get("outcomes") or () if one in known]
    for evidence in document.get("need", {}).get("evidence", ()):
        if "outcomes" in evidence:
            evidence["outcomes"] = [one for one in evidence["outcomes"] if one in known]
    return document
