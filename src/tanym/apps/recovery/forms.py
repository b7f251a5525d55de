"""Forms of a forgotten password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.forms import PasswordFields
from tanym.apps.accounts.models import Person


class AskForm(forms.Form):
    """The address that the account has."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one that your account has: there the link is sent."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class NewPasswordForm(PasswordFields):
    """A new password, twice."""

    def __init__(self, user: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Judge the password as that of a new account."""
        given = super().clean() or {}
        self.judge_password(given, self.user)
        return given


class AddressForm(AskForm):
    """A new address, and the password once more."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("A code is sent there: it counts once you have typed it here.")


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
