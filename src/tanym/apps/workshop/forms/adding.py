"""The form that names a new entry, and what each kind begins with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import say
from tanym.apps.workshop.file_words import file_title
from tanym.apps.workshop.forms.choices import Choices, told_apart
from tanym.apps.workshop.forms.members import IN_PROCEDURES
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.entries import Place, entries
from tanym.core.rules.forms import NAME
from tanym.core.rules.pack import Files, Pack, is_subject_file
from tanym.core.rules.types import ValueType


class Around(Protocol):
    """What the form has to know of the draft."""

    day: date
    language: str

    @property
    def pack(self) -> Pack: ...
    @property
    def packs(self) -> tuple[Pack, ...]: ...
    @property
    def files(self) -> Files: ...


FIXED_FILES = {"source": "sources.toml", "fact": "facts.toml", "letter": "letters.toml"}
FIRST_FILES = {"case": "cases.cases.toml", "value": "values.toml", "rule": "values.toml"}


class AddForm(forms.Form):
    """A name that nothing has yet, and where the entry stands."""

    def __init__(self, data: Any, *, kind: str, desk: Around, file: str) -> None:
        super().__init__(data, label_suffix="")
        self.kind, self.desk = kind, desk
        choices = Choices(desk.pack, desk.packs, desk.language, file)
        if kind in FIXED_FILES:
            self.file = FIXED_FILES[kind]
        elif kind in IN_PROCEDURES:
            self.file = file
        else:
            self.file = ""
            offered = _files(kind, desk)
            self.fields["file"] = forms.ChoiceField(
                label=_("In which part of the rules"),
                choices=[(one, file_title(one, desk.files, desk.language)) for one in offered],
                initial=offered[0],
            )
        if kind == "adjust":
            self.fields["name"] = forms.ChoiceField(
                label=_("Which rule"), choices=choices.named("rules_above")
            )
        elif kind == "value":
            self.fields["above"] = forms.ChoiceField(
                label=_("A value of a layer above"),
                required=False,
                choices=[("", _("none of these: a new value")), *_values_above(desk, choices)],
                help_text=_("Choose it to say how much it is here; its name and type come from above."),
            )
            self.fields["name"] = forms.CharField(
                label=_("Short code of a new value"),
                required=False,
                max_length=100,
                help_text=_("Latin letters, digits, points and hyphens, such as volume.highest-credits."),
            )
            self.fields["type"] = forms.ChoiceField(
                label=_("Type of a new value"), required=False, choices=[("", "—"), *choices.named("types")]
            )
        else:
            self.fields["name"] = forms.CharField(
                label=_("What the example shows, as a sentence") if kind == "case" else _("Short code"),
                max_length=200 if kind == "case" else 100,
                help_text=""
                if kind == "case"
                else _(
                    "Other entries refer to it by this code; readers see the words that you write next. "
                    "Latin letters, digits, points and hyphens, such as second-reading. It can't be changed later."
                ),
            )
        if kind in ("rule", "adjust"):
            self.fields["since"] = forms.DateField(
                label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"})
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = cleaned.get("above") or cleaned.get("name", "")
        if "name" not in self.errors:
            if not name:
                self.add_error("name", say("form.missing", name="name"))
            elif self.kind != "case" and not NAME.fullmatch(name):
                self.add_error("name", say("draft.name"))
            elif not self.errors and self.kind != "step" and self.place() in entries(self.desk.files):
                self.add_error("name", say("draft.name-taken", name=name))
        if self.kind == "value" and not cleaned.get("above") and not cleaned.get("type") and not self.errors:
            self.add_error("type", say("form.missing", name="type"))
        return cleaned

    def place(self) -> Place:
        """Where the new entry will stand."""
        file = self.cleaned_data.get("file") or self.file
        name = self.cleaned_data.get("above") or self.cleaned_data["name"]
        if self.kind in ("rule", "adjust"):
            return Place(file, self.kind, f"{name}@{self.cleaned_data['since'].isoformat()}")
        if self.kind == "step":
            taken = {one.name for one in entries(self.desk.files) if one.file == file and one.kind == "step"}
            number = 2
            free = name
            while free in taken:
                free, number = f"{name}#{number}", number + 1
            return Place(file, "step", free)
        return Place(file, self.kind, name)

    def rest(self) -> str:
        """What the page of the new entry is told besides its place."""
        kind = "" if self.cleaned_data.get("above") else self.cleaned_data.get("type", "")
        return urlencode({"type": kind}) if kind else ""


def defaults(place: Place, asked: Mapping[str, str], desk: Around) -> dict[str, Any]:
    """What a new entry of a kind always holds. Raises `InvalidValue("draft.entry-kind")` for a place that cannot be."""
    name, _at, day = place.name.partition("@")
    match place.kind:
        case "rule" | "adjust":
            try:
                since = date.fromisoformat(day)
            except ValueError as wrong:
                raise InvalidValue("draft.entry-kind") from wrong
            if place.kind == "rule":
                return {"id": name, "since": since, "severity": "warn", "must": []}
            return {"rule": name, "since": since, "severity": "warn"}
        case "value":
            kind = asked.get("type", "")
            begun: dict[str, Any] = {"type": kind} if kind in set(ValueType) else {}
            return begun | {"dated": [{"since": desk.day}]}
        case "fact":
            return {"kind": "attested"}
        case "case":
            return {"name": place.name, "on": desk.day}
        case "step":
            return {"do": place.name.partition("#")[0]}
    return {}


def _files(kind: str, desk: Around) -> list[str]:
    if kind == "case":
        found = [one for one in desk.files if one.endswith(".cases.toml")]
    else:
        found = [one for one in desk.files if is_subject_file(one)]
    return sorted(found) or [FIRST_FILES.get(kind, "values.toml")]


def _values_above(desk: Around, choices: Choices) -> list[tuple[str, str]]:
    own = desk.pack.values
    above = ((name, choices.value_name(name)) for name in choices.value_types if name not in own)
    return sorted(told_apart(above), key=lambda one: one[1])
