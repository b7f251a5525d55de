"""Forms of credentials: what to check, until when to share, why to revoke."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.credentials.queries import tidy

LARGEST = 3 * 1024 * 1024


class FileForm(forms.Form):
    """A file that claims to be a credential."""

    file = forms.FileField(
        label=_("Choose a file"),
        help_text=_(
            "JSON, PDF, PNG, SVG or JWT, up to 3 MB. The file is read for the check only and is not kept."
        ),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.jsonld,.pdf,.png,.svg,.jwt,.jws,.txt"}),
    )


class NumberForm(forms.Form):
    """The number printed on a certificate."""

    number = forms.CharField(
        label=_("Number on the document"),
        help_text=_("Ten letters and digits, as 7Q4K-M2XD-9F."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the number first.")},
    )

    def clean_number(self) -> str:
        number = tidy(self.cleaned_data["number"])
        if len(number) != len("7Q4K-M2XD-9F") or number.count("-") != 2:
            raise forms.ValidationError(
                _("A number has ten letters and digits. Compare it with the document.")
            )
        return number


class ShareForm(forms.Form):
    """Until when a link works."""

    until = forms.DateField(
        label=_("Until which day"),
        help_text=_("Left empty, the link works until you withdraw it."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class RevokeForm(forms.Form):
    """Why a document is revoked."""

    reason = forms.CharField(
        label=_("Reason, for the holder"),
        help_text=_("The holder reads it in a letter; it is not shown to anybody else."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason: the holder has a right to it.")},
    )

    def clean_reason(self) -> Any:
        return self.cleaned_data["reason"].strip()
