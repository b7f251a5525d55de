"""Forms of sign-in and of a first account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts import attempts
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import LONGEST, Names, names
from tanym.apps.accounts.pace import network_address
from tanym.apps.accounts.queries import merged_into
from tanym.apps.accounts.words import ENDONYMS, say
from tanym.core.kernel.errors import InvalidValue

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
        "invalid_login": _("Name and password do not belong together. Try again, or choose a new password."),
        "inactive": _("This account is closed. Ask your organisation."),
        TOO_OFTEN: _("This did not work too many times. Wait 15 minutes, or choose a new password."),
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
            if (stays := merged_into(name, self.cleaned_data.get("password") or "")) is not None:
                raise ValidationError(say("person.merged", name=stays.username), code="merged") from None
            raise
        attempts.succeeded(name)
        return cleaned


PASSWORD_FAULTS = {
    "password_too_short": "password.too-short",
    "password_too_common": "password.too-common",
    "password_too_similar": "password.too-similar",
    "password_entirely_numeric": "password.only-digits",
}
"""Codes of Django's validators → ours: Django itself does not say these sentences in Kazakh."""


class PasswordFields(forms.Form):
    """A password of one's own, twice."""

    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Four words of your own are easy to keep in mind."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def judge_password(self, given: dict[str, Any], person: Person) -> None:
        """Put at its field what is wrong with the password for this person."""
        password = given.get("password")
        if not password:
            return
        if given.get("again") and given["again"] != password:
            self.add_error("again", say("password.differ"))
        try:
            validate_password(password, person)
        except ValidationError as wrong:
            for one in wrong.error_list:
                code = PASSWORD_FAULTS.get(one.code or "")
                self.add_error("password", say(code, **(one.params or {})) if code else one)


class AccountForm(PasswordFields):
    """Names in three forms, the language of the pages, and a password of one's own."""

    name_kk = forms.CharField(
        label=_("Name and family name in Kazakh"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"lang": "kk", "autocomplete": "name"}),
    )
    name_ru = forms.CharField(
        label=_("Name and family name in Russian"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"lang": "ru"}),
    )
    name_passport = forms.CharField(
        label=_("Name as in the passport"),
        help_text=_("Latin letters, family name first: SEIITOVA AIGUL."),
        max_length=LONGEST,
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=list(ENDONYMS.items()))
    field_order = ("name_kk", "name_ru", "name_passport", "language", "password", "again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.names: Names | None = None

    def clean(self) -> dict[str, Any]:
        """Judge names and password, each at its field."""
        given = super().clean() or {}
        if {"name_kk", "name_ru", "name_passport"} <= given.keys():
            try:
                self.names = names(given["name_kk"], given["name_ru"], given["name_passport"])
            except InvalidValue as wrong:
                self.add_error("name_passport", say(wrong.code, **wrong.details))
        parts = {name: given.get(name, "") for name in ("name_kk", "name_ru", "name_passport")}
        self.judge_password(given, Person(**parts))
        return given


class Unshown(forms.PasswordInput):
    """A field that is typed in the open and never put into a page again."""

    input_type = "text"


class NumberForm(forms.Form):
    """One's own personal number."""

    personal_number = forms.CharField(
        max_length=40,
        widget=Unshown(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        field = self.fields["personal_number"]
        field.label, field.help_text = say(f"number.kind.{kind}"), say(f"number.how.{kind}")
