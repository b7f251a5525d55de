"""Forms of sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts import attempts
from tanym.apps.accounts.pace import network_address

TOO_OFTEN = "too-often"


class SignInForm(AuthenticationForm):
    """Name and password."""

    username = forms.CharField(
        label=_("Name or e-mail"), widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "Name and password do not belong together. Try again, or ask your organisation for a new password."
        ),
        "inactive": _("This account is closed. Ask your organisation."),
        TOO_OFTEN: _(
            "This did not work too many times. Wait 15 minutes, or ask your organisation for a new password."
        ),
    }

    def clean(self) -> Any:
        """Ask for the password only while it was not tried too often."""
        name = self.cleaned_data.get("username") or ""
        address = network_address(self.request) if self.request else ""
        if attempts.too_many(name, address):
            raise ValidationError(self.error_messages[TOO_OFTEN], code=TOO_OFTEN)
        try:
            cleaned = super().clean()
        except ValidationError:
            attempts.failed(name, address)
            raise
        attempts.succeeded(name)
        return cleaned
