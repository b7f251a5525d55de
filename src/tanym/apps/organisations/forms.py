"""Forms for the people of an organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import day
from tanym.apps.accounts.names import LONGEST
from tanym.apps.accounts.words import ENDONYMS, codes_under, say, worded
from tanym.apps.organisations.roles import ROLES
from tanym.apps.organisations.scope import KEYS, checked
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES


class TermsForm(forms.Form):
    """Until when and for what a role is given."""

    until = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: until somebody ends it."),
        widget=day(),
    )
    sectors = forms.MultipleChoiceField(
        label=_("Only these sectors"),
        required=False,
        choices=lambda: worded("word.sector", codes_under("word.sector")),
        widget=forms.CheckboxSelectMultiple,
    )
    micro_qualifications = forms.CharField(
        label=_("Only these micro-qualifications"),
        required=False,
        max_length=1000,
        help_text=_("Codes, with commas."),
    )
    programmes = forms.CharField(
        label=_("Only these programmes"), required=False, max_length=1000, help_text=_("Codes, with commas.")
    )

    def clean(self) -> dict[str, Any]:
        """The limits as a scope, which the chosen roles must be able to have."""
        given = super().clean() or {}
        lists = {key: re.split(r"[,;\s]+", given.get(key) or "") for key in KEYS if key != "sectors"}
        lists["sectors"] = given.get("sectors") or []
        try:
            given["scope"] = checked(lists)
        except InvalidValue as wrong:
            raise ValidationError(say(wrong.code)) from None
        chosen = given.get("roles") or [given.get("role")]
        if given["scope"] and any(role in ROLES and not ROLES[role].limited for role in chosen):
            raise ValidationError(say("organisation.role-unlimited"))
        return given

    @property
    def limits(self) -> list[forms.BoundField]:
        """The fields that limit a role."""
        return [self[key] for key in KEYS]


class InviteForm(TermsForm):
    """Who is invited to which roles."""

    name_kk = forms.CharField(label=_("Name and family name in Kazakh"), required=False, max_length=LONGEST)
    name_ru = forms.CharField(label=_("Name and family name in Russian"), required=False, max_length=LONGEST)
    name_passport = forms.CharField(
        label=_("Name as in the passport"),
        required=False,
        max_length=LONGEST,
        help_text=_("Whatever you do not know stays empty: the invited person fills it in."),
    )
    email = forms.EmailField(label=_("E-mail"), max_length=200)
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=list(ENDONYMS.items()), initial="kk"
    )

    field_order = ("name_kk", "name_ru", "name_passport", "email", "roles", "language", "until", *KEYS)

    def __init__(self, data: Any = None, *, roles: Sequence[str]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["roles"].choices = worded("role", roles)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """At least one form of the name is known."""
        given = super().clean()
        given["names"] = {form: given.get(f"name_{form}", "") for form in ("kk", "ru", "passport")}
        if not any(given["names"].values()):
            self.add_error("name_kk", _("Write the name in one form at least."))
        return given


class RoleForm(TermsForm):
    """A further role of somebody who works here."""

    role = forms.ChoiceField(label=_("Role"))
    since = forms.DateField(
        label=_("First day"),
        required=False,
        help_text=_("Empty: from today."),
        widget=day(),
    )

    field_order = ("role", "since", "until", *KEYS)

    def __init__(self, data: Any = None, *, roles: Sequence[str]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["role"].choices = worded("role", roles)  # type: ignore[attr-defined]


class UnitForm(forms.Form):
    """A unit of the organisation: its code and its names."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("Small Latin letters, digits and hyphens; it cannot be changed later."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for language in LANGUAGES:
            self.fields[f"name-{language}"] = forms.CharField(
                label=ENDONYMS[language],
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"lang": language}),
            )

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of the names."""
        return [self[f"name-{language}"] for language in LANGUAGES]

    def clean(self) -> dict[str, Any]:
        """The code in small letters, and a name in one language at least."""
        given = super().clean() or {}
        given["names"] = {language: given.get(f"name-{language}", "") for language in LANGUAGES}
        if not any(given["names"].values()):
            self.add_error("name-kk", say("organisation.name"))
        if given.get("code"):
            given["code"] = given["code"].lower()
        return given
