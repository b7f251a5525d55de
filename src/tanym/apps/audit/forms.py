"""Forms of the log."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EntryForm(forms.Form):
    """Which entry to look at."""

    number = forms.IntegerField(
        label=_("Number of the entry"),
        min_value=1,
        max_value=10**15,
        help_text=_("It stands in the document, or in the history of a register."),
    )
