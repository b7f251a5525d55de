"""The form of the evaluator: a file, and the language of the sheet."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 8 * 1024 * 1024
"""Bytes of an upload."""

SHEETS = (("en", "English"), ("it", "Italiano"))


class OpenForm(forms.Form):
    """A document, or the file that its holder sent."""

    file = forms.FileField(
        label=_("Choose a file"),
        help_text=_(
            "The ZIP that the holder sent you, or the document itself: JSON, PDF, PNG, SVG or JWT. It is read now and not kept."
        ),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.json,.jsonld,.pdf,.png,.svg,.jwt,.jws,.txt"}),
    )
    sheet = forms.ChoiceField(label=_("Language of the evaluation sheet"), choices=SHEETS, initial="en")
