"""The form with which a list is uploaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("The filled list"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.json"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, most: int) -> None:
        super().__init__(*args, label_suffix="")
        told = _("XLSX or CSV, up to 5 MB and %(rows)s rows. Formulas are not computed, macros are refused.")
        rows = number_format(most, use_l10n=True, force_grouping=True)
        self.fields["file"].help_text = told % {"rows": rows}
