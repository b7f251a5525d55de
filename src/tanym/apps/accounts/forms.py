"""Forms of sign-in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


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
    }
