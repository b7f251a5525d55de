"""Forms of waivers: asking for one, and refusing one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForWaiverForm(forms.Form):
    """Why the design may fall short of the rule, and until when."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Why the design cannot meet the rule yet, and what you do about it. The public reads it."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("From this day on the rule holds again."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class RefuseWaiverForm(forms.Form):
    """Why the rule holds for this design too."""

    refusal = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
