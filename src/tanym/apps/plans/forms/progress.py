"""Forms of a progress report and of its review."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, sentence
from tanym.apps.plans.actions.report import Given
from tanym.apps.plans.content import terms_of
from tanym.apps.plans.forms.writing import merged
from tanym.apps.plans.models import ActionItem
from tanym.core.plans.status import Status, Verdict


class ReportForm(forms.Form):
    """How far the item is, and how one sees it."""

    status = forms.ChoiceField(label=_("How far it is"), widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("Evidence of progress"),
        help_text=_("What was done, and where anybody can see it."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    link = forms.URLField(
        label=_("Address of the evidence"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": ""}),
    )
    current = forms.DecimalField(
        label=_("The figure today"),
        required=False,
        max_digits=16,
        decimal_places=3,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reached = forms.MultipleChoiceField(
        label=_("Milestones reached"), required=False, widget=forms.CheckboxSelectMultiple
    )
    delay = forms.CharField(
        label=_("Why it is late"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    once = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, item: ActionItem, late: bool) -> None:
        super().__init__(data, initial={"status": item.status}, label_suffix="")
        self.fields["status"].choices = [(str(one), sentence(f"plans.status.{one}")) for one in Status]
        open_ones = [
            (str(number), here(one.texts))
            for number, one in enumerate(terms_of(item).milestones, 1)
            if one.reached is None
        ]
        self.fields["reached"].choices = open_ones
        if not open_ones:
            del self.fields["reached"]
        if unit := here(item.indicator.get("unit", {})):
            self.fields["current"].help_text = f"{here(item.indicator.get('texts', {}))}: {unit}"
        if not late:
            del self.fields["delay"]

    def given(self) -> Given:
        """What the owner says."""
        said = self.cleaned_data
        return Given(
            status=Status(said["status"]),
            evidence=merged({}, said["evidence"]),
            link=said["link"],
            delay=merged({}, said.get("delay", "")),
            current=said["current"],
            reached=tuple(int(one) for one in said.get("reached", ())),
        )


class ReviewForm(forms.Form):
    """What a reviewer says of a report."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(str(one), sentence(f"plans.answer.{one}")) for one in (Verdict.ACCEPTED, Verdict.RETURNED)],
        widget=forms.RadioSelect,
    )
    remarks = forms.CharField(
        label=_("Remarks"),
        help_text=_("Asked for when the report goes back."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def said(self) -> tuple[Verdict, dict[str, str]]:
        """Verdict and remarks."""
        return Verdict(self.cleaned_data["verdict"]), merged({}, self.cleaned_data["remarks"])
