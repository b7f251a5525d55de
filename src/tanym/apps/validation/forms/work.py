"""Forms of advisers, assessors, the office and employers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, worded
from tanym.apps.validation.actions.edit_plan import Edited
from tanym.apps.validation.checking import IDENTIFIED, KEPT_UNTIL, QUALIFIED
from tanym.apps.validation.models import PlanLine
from tanym.apps.validation.shown import ShownGap, ShownMethods
from tanym.core.qualifications.award import SUPERVISION


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoteForm(forms.Form):
    """A note of guidance."""

    case = forms.ChoiceField(label=_("About"), choices=(), required=False)
    text = forms.CharField(
        label=_("Your note"),
        help_text=_("The person reads it. Say what they can do next."),
        max_length=4000,
        widget=_words(5),
    )

    def __init__(self, cases: Iterable[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.public_id), f"{here(one.target['titles'])}, {one.number}") for one in cases]
        self.fields["case"].choices = [*named, ("", _("No case, in general"))]
        self.fields["case"].initial = named[0][0] if named else ""


class TalkForm(forms.Form):
    """Offer an appointment."""

    starts_at = forms.DateTimeField(
        label=_("Day and hour"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(
        label=_("Where or how"), help_text=_("A room, a telephone call, a link."), max_length=200
    )
    about = forms.CharField(label=_("What about"), required=False, max_length=300)


class MethodsForm(forms.Form):
    """By which methods each outcome is assessed."""

    def __init__(self, rows: Iterable[ShownMethods], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for number, row in enumerate(self.rows):
            self.fields[f"methods_{number}"] = forms.MultipleChoiceField(
                label=_("Methods"),
                choices=[(one.method.code, here(one.method.words)) for one in row.advice],
                initial=[one.method for one in row.chosen],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Choose at least one method.")},
            )
            self.fields[f"why_{number}"] = forms.CharField(
                label=_("Why, if not as advised"),
                initial=row.chosen[0].why if row.chosen else "",
                required=False,
                max_length=300,
            )

    def parts(self) -> list[tuple[ShownMethods, Any, Any]]:
        """Each outcome with its two fields."""
        return [(row, self[f"methods_{n}"], self[f"why_{n}"]) for n, row in enumerate(self.rows)]

    def chosen(self) -> dict[str, Sequence[str]]:
        """The methods by outcome."""
        return {row.id: self.cleaned_data[f"methods_{n}"] for n, row in enumerate(self.rows)}

    def why(self) -> dict[str, str]:
        """The reasons by outcome."""
        return {row.id: self.cleaned_data[f"why_{n}"] for n, row in enumerate(self.rows)}


class WordForm(forms.Form):
    """What somebody says of the assessment."""

    def __init__(self, fact: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fact == IDENTIFIED:
            self.fields["value"] = forms.ChoiceField(
                label=_("How"), choices=worded("validation.supervision", SUPERVISION)
            )
        elif fact == KEPT_UNTIL:
            self.fields["value"] = forms.DateField(label=_("Last day"), widget=_day())
        elif fact != QUALIFIED:
            self.fields["value"] = forms.CharField(label=_("Who and how"), max_length=300)
        self.fields["words"] = forms.CharField(label=_("How do you know?"), max_length=2000, widget=_words(2))


class PlanForm(forms.Form):
    """The plan for what is missing."""

    words = forms.CharField(
        label=_("A word to the person"), required=False, max_length=3000, widget=_words(3)
    )

    def __init__(self, gaps: Iterable[ShownGap], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gaps = list(gaps)
        for gap in self.gaps:
            for line in gap.lines:
                if line.ref or line.words:
                    self._line(line)
            self.fields[f"own_{gap.id}"] = forms.CharField(
                label=_("Another way, in words"), required=False, max_length=500
            )

    def _line(self, line: PlanLine) -> None:
        self.fields[f"chosen_{line.pk}"] = forms.BooleanField(
            label=here(line.titles) or line.words, required=False, initial=line.chosen
        )
        self.fields[f"until_{line.pk}"] = forms.DateField(
            label=_("Until"), required=False, initial=line.until, widget=_day()
        )

    def parts(self) -> list[tuple[ShownGap, list[tuple[PlanLine, Any, Any]], Any]]:
        """Each gap with its lines and the field for a way of one's own."""
        return [
            (
                gap,
                [
                    (line, self[f"chosen_{line.pk}"], self[f"until_{line.pk}"])
                    for line in gap.lines
                    if f"chosen_{line.pk}" in self.fields
                ],
                self[f"own_{gap.id}"],
            )
            for gap in self.gaps
        ]

    def lines(self) -> dict[int, Edited]:
        """What became of each line."""
        data = self.cleaned_data
        return {
            line.pk: Edited(data[f"chosen_{line.pk}"], data[f"until_{line.pk}"], line.words)
            for gap in self.gaps
            for line in gap.lines
            if f"chosen_{line.pk}" in self.fields
        }

    def own(self) -> list[tuple[str, str]]:
        """Ways in words, by outcome."""
        return [(gap.id, self.cleaned_data[f"own_{gap.id}"]) for gap in self.gaps]


class CohortForm(forms.Form):
    """Open a group for one's workers."""

    employer = forms.ChoiceField(label=_("Employer"), choices=())
    name = forms.CharField(label=_("Name of the group"), help_text=_("Your workers read it."), max_length=120)
    ref = forms.ChoiceField(label=_("What they could have recognised"), choices=())

    def __init__(self, employers: Iterable[Any], aims: Iterable[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].choices = [(one.code, here(one.names)) for one in employers]
        self.fields["ref"].choices = [
            (one.ref, f"{here(one.titles)} ({here(one.organisation.names)})") for one in aims
        ]
