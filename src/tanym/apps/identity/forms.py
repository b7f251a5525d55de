"""Forms of identity documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import day, long
from tanym.apps.accounts.forms import NumberForm
from tanym.apps.accounts.words import here, worded
from tanym.apps.identity.queries import DOCUMENTS
from tanym.apps.organisations.models import Organisation


class OfficeForm(forms.Form):
    """The office to which somebody goes."""

    organisation = forms.ChoiceField(label=_("Where do you go with your document?"))

    def __init__(self, found: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        named = sorted((here(one.names), one.code) for one in found)
        choices: Any = [(code, name) for name, code in named]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]


class SeenForm(NumberForm):
    """What the officer saw, and the number as it stands there."""

    document = forms.ChoiceField(
        label=_("Which document lies before you?"), choices=worded("identity.document", DOCUMENTS)
    )
    seen_on = forms.DateField(label=_("On which day did you see it?"), widget=day())
    changed_by = forms.CharField(
        label=_("The name there is another one: which paper explains it?"),
        help_text=_(
            "A marriage certificate, a certificate of a change of name. Empty: the name is the same."
        ),
        max_length=200,
        required=False,
    )
    no_interest = forms.BooleanField(
        label=_("I saw the person and the original. They are neither I nor my spouse or relative.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("document", "seen_on", "personal_number", "changed_by", "no_interest", "revision")


class ReasonForm(forms.Form):
    """Why it is declined or withdrawn: the person reads it."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The person reads it. Write no digit of the number."),
        max_length=500,
        widget=long(),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
