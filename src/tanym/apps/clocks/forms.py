"""The form that extends a term."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import day, long


class ExtendForm(forms.Form):
    """Until when, and why: the applicant reads the reason."""

    until = forms.DateField(label=_("New last day"), widget=day())
    reason = forms.CharField(
        label=_("Why more time is needed"),
        help_text=_("The applicant reads it in a letter. Name no person."),
        max_length=1000,
        widget=long(3),
    )
    due = forms.DateField(widget=forms.HiddenInput)
