"""Forms of the claimant: evidence, application, papers, appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here
from tanym.apps.portfolio.forms import ItemForm
from tanym.apps.recognition.models import RecognitionCase


class EvidenceForm(ItemForm):
    """A piece of evidence that is no award of this platform, with the outcomes that it shows."""

    outcomes = forms.MultipleChoiceField(
        label=_("Which outcomes does it show?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, case: RecognitionCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].choices = [(one["id"], here(one["text"])) for one in case.target["outcomes"]]


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
            "I have read how it goes, how long it takes, what it costs and what can result. I take part of my own free will, and I give the consent that stands above."
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
