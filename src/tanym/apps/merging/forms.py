"""Forms of bringing two accounts together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OtherAccountForm(forms.Form):
    """Name and password of the other account."""

    name = forms.CharField(
        label=_("Name of the other account"),
        help_text=_("The one with which you sign in there."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Password of the other account"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class ConfirmForm(forms.Form):
    """That the person has read that there is no way back."""

    read = forms.BooleanField(label=_("I have read it: there is no way back."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
