"""The form that extends a term."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExtendForm(forms.Form):
    """Until when, and why: the applicant reads the reason."""

    until = forms.DateField(
        label=_("New last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Why more time is needed"),
        help_text=_("The applicant reads it in a letter. Name no person."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due = forms.DateField(widget=forms.HiddenInput)
