"""Forms of the claimant: evidence, application, papers, appeal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, say, worded
from tanym.apps.recognition.actions.add_evidence import Given
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.evidence import EvidenceKind

KINDS = (
    EvidenceKind.CERTIFICATE,
    EvidenceKind.SIGNED_CREDENTIAL,
    EvidenceKind.TRANSCRIPT,
    EvidenceKind.WORK_SAMPLE,
    EvidenceKind.EXPERIENCE,
    EvidenceKind.REFERENCE,
)
"""What can be added, the usual one first."""


class EvidenceForm(forms.Form):
    """A piece of evidence that is no award of this platform."""

    kind = forms.ChoiceField(label=_("What it is"), choices=worded("recognition.kind", KINDS))
    title = forms.CharField(label=_("Title, as on the paper"), max_length=300)
    provider = forms.CharField(label=_("Who gave it"), max_length=300, required=False)
    dated = forms.DateField(
        label=_("Date on it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hours = forms.DecimalField(
        label=_("How many clock hours of study or work"),
        required=False,
        min_value=0,
        max_value=9999,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
    )
    text = forms.CharField(
        label=_("What you learnt or did"),
        help_text=_(
            "In short sentences. The assessor compares these words with the outcomes of the discipline."
        ),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, or the JSON of a digital credential; 10 MB at most."),
        required=False,
    )
    joint = forms.BooleanField(label=_("It was done together with others"), required=False)
    own_share = forms.CharField(
        label=_("Your own part of it"), help_text=_("Only for joint work."), max_length=300, required=False
    )
    outcomes = forms.MultipleChoiceField(
        label=_("Which outcomes does it show?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, case: RecognitionCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].choices = [(one["id"], here(one["text"])) for one in case.target["outcomes"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("joint") and not given.get("own_share"):
            self.add_error("own_share", say("evidence.no-share"))
        if given.get("dated") and given["dated"] > timezone.localdate():
            self.add_error("dated", say("evidence.later-than-today"))
        if not given.get("text") and not given.get("file") and "file" not in self.errors:
            self.add_error("text", say("evidence.no-content"))
        return given

    def given(self) -> Given:
        """What the claimant says of it."""
        said = self.cleaned_data
        hours = said.get("hours")
        return Given(
            kind=EvidenceKind(said["kind"]),
            title=said["title"],
            provider=said["provider"],
            dated=said["dated"],
            minutes=int(hours * Decimal(60)) if hours else None,
            text=said["text"],
            joint=said["joint"],
            own_share=said["own_share"],
        )


class SubmitForm(forms.Form):
    """The claimant's own words, and that the person was told."""

    application = forms.CharField(
        label=_("Your application, in your own words"),
        help_text=_("One or two sentences are enough: what you ask for and why you think so."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    informed = forms.BooleanField(
        label=_(
            "I have read how it goes, how long it takes, what it costs and what can result. I take part of my own free will; my data and evidence are used for this case only."
        )
    )


class SupplyForm(forms.Form):
    """The application, mended while papers are awaited."""

    application = forms.CharField(
        label=_("Your application, in your own words"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GroundsForm(forms.Form):
    """What the claimant disagrees with."""

    grounds = forms.CharField(
        label=_("What you disagree with, and why"), max_length=6000, widget=forms.Textarea(attrs={"rows": 5})
    )
