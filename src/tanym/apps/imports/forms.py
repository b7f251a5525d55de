"""The form with which a list is uploaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("The filled list"),
        help_text=_(
            "XLSX or CSV, up to 5 MB and 20,000 rows. Formulas are not computed, macros are refused."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args, label_suffix="")
