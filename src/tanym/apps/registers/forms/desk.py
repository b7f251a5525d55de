"""What the keeper of a register writes at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import ByLanguage, OnceForm, day, long
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import codes_under, here, say, worded
from tanym.apps.accounts.words import day as in_words
from tanym.apps.files.sizes import with_limit
from tanym.apps.organisations.queries import organisations
from tanym.apps.registers.models import Entry
from tanym.apps.registers.proposing import Given
from tanym.core.kernel.errors import TanymError
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act, Standing

LEVELS = tuple(str(number) for number in range(1, 9))
ROLES = ("assessor", "expert")
PARTIES = 4
"""How many parties the form of an agreement has room for."""

SAID = ("sectors", "levels", "roles", "micro_qualifications", "load")
CONTENT = frozenset({Act.ENTERED, Act.AMENDED})
AT_FIELD: Mapping[str, str] = {
    "register.interval": "until",
    "register.before-last-change": "since",
    "register.not-in-force": "since",
    "register.not-suspended": "since",
    "register.withdrawn-already": "since",
    "register.annulled": "since",
    "register.never": "organisation",
    "register.already-entered": "organisation",
    "register.reason-missing": "reason-kk",
    "register.title-missing": "titles-kk",
    "register.parties": "party-0",
    "upload.kind": "document",
    "upload.empty": "document",
    "upload.too-large": "document",
}
"""Code of a refusal → the field where it is shown."""


class ActForm(OnceForm):
    """One act on an entry: what the entry says (entered, amended), from when until when, why, on which basis."""

    def __init__(
        self,
        *args: Any,
        of: Definition,
        act: Act,
        today: date,
        entry: Entry | None = None,
        now: Standing | None = None,
        seen: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.of, self.act, self.seen, self.today = of, act, seen, today
        self.now: Mapping[str, Any] = dict(now.content) if now else {}
        self.titles: ByLanguage | None = None
        self.contact: ByLanguage | None = None
        self.conditions: ByLanguage | None = None
        self.rows: list[str] = []
        if act is Act.ENTERED:
            self._subject()
        if act in CONTENT:
            self._content()
        self._days(today, now)
        self.reason = ByLanguage(self, "reason", _("Why; it is shown in the register"), rows=2)
        self._basis()
        if act in CONTENT:
            self.fields["document"] = forms.FileField(
                label=_("Document of the basis, for everybody to read"),
                help_text=with_limit(
                    _("PDF, PNG or JPEG, up to {megabytes} MB, without anybody’s personal data.")
                ),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """An end before its beginning is said at its field."""
        said = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", say("register.interval", since=in_words(since), until=in_words(until)))
        return said

    def refuse(self, refusal: TanymError) -> bool:
        """Show a refusal at its field; False where it belongs to none."""
        name = AT_FIELD.get(refusal.code)
        if name == "organisation" and name not in self.fields:
            name = "person"
        if refusal.code == "register.basis-missing":
            name = "basis_act"
        if name is None or name not in self.fields:
            return False
        details = {
            key: in_words(one) if isinstance(one, date) else one for key, one in refusal.details.items()
        }
        self.add_error(name, say(refusal.code, **details))
        return True

    @property
    def parties(self) -> list[forms.BoundField]:
        """The fields of the parties that stand in our lists."""
        return [self[name] for name in self.rows]

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields of what an entry says, without texts by language."""
        return [self[name] for name in SAID if name in self.fields]

    def given(self) -> Given:
        """Everything that the act needs."""
        said = self.cleaned_data
        return Given(
            since=said.get("since", self.today),
            until=said.get("until"),
            titles=self.titles.given() if self.titles else {},
            organisation=said.get("organisation", ""),
            person=str(said["person"].public_id) if said.get("person") else "",
            content=self._said_content() if self.act in CONTENT else {},
            reason=self.reason.given(),
            basis=self._said_basis(),
            seen=self.seen,
        )

    def _subject(self) -> None:
        if self.of.subject == "organisation":
            known = [(one.code, here(one.names)) for one in organisations() if one.type not in self.of.never]
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"), choices=[("", "—"), *sorted(known, key=lambda one: one[1])]
            )
        elif self.of.subject == "person":
            self.fields["person"] = forms.ModelChoiceField(
                Person.objects.all(),
                to_field_name="username",
                label=_("Sign-in name or e-mail of the person"),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={"invalid_choice": _("Nobody signs in by this name.")},
            )
        else:
            self.titles = ByLanguage(self, "titles", _("Name of the agreement"))

    def _content(self) -> None:
        scope = self.now.get("scope") or {}
        if self.of.subject == "agreement":
            self._parties()
        if "sectors" in self.of.scope:
            sectors = worded("word.sector", codes_under("word.sector"))
            self._several("sectors", _("Sectors; none chosen: all"), sectors, scope)
        if "levels" in self.of.scope:
            self._several(
                "levels",
                _("Levels of the framework; none chosen: all"),
                [(one, one) for one in LEVELS],
                scope,
            )
        if "roles" in self.of.scope:
            self._several("roles", _("Roles"), worded("word.register-role", ROLES), scope)
        if "micro_qualifications" in self.of.scope:
            self.fields["micro_qualifications"] = forms.CharField(
                label=_("Codes of micro-qualifications, one a line; none: all"),
                required=False,
                initial="\n".join(scope.get("micro_qualifications", ())),
                widget=long(2),
            )
        if self.of.subject == "person":
            self.fields["load"] = forms.IntegerField(
                label=_("How many assessments at a time, at most"),
                required=False,
                min_value=1,
                max_value=500,
                initial=self.now.get("load"),
            )
        if self.of.subject == "agreement":
            self.conditions = ByLanguage(self, "conditions", _("What was agreed, in short"), rows=3)
            self.conditions.fill(self.now.get("conditions") or {})
        if self.of.subject != "person":
            self.contact = ByLanguage(self, "contact", _("Whom to ask: an office, not a person"))
            self.contact.fill(self.now.get("contact") or {})

    def _parties(self) -> None:
        known = sorted(((one.code, here(one.names)) for one in organisations()), key=lambda one: one[1])
        codes = {code for code, _name in known}
        parties = [str(one) for one in self.now.get("parties", ())]
        ours = [one for one in parties if one in codes]
        for number in range(PARTIES):
            self.fields[f"party-{number}"] = forms.ChoiceField(
                label=say("register.desk.party", number=number + 1),
                choices=[("", "—"), *known],
                required=False,
                initial=ours[number] if number < len(ours) else "",
            )
            self.rows.append(f"party-{number}")
        self.fields["others"] = forms.CharField(
            label=_("Parties that do not: name and country, one a line"),
            required=False,
            initial="\n".join(one for one in parties if one not in codes),
            widget=long(2),
        )

    def _several(
        self, name: str, label: Any, choices: list[tuple[str, Any]], scope: Mapping[str, Any]
    ) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            choices=choices,
            required=False,
            initial=[str(one) for one in scope.get(name, ())],
            widget=forms.CheckboxSelectMultiple,
        )

    def _days(self, today: date, now: Standing | None) -> None:
        until = {
            Act.ENTERED: _("Holds until this day, included; empty: without an end"),
            Act.AMENDED: _("Holds until this day, included; empty: without an end"),
            Act.SUSPENDED: _("Until this day, included; empty: until it is reinstated"),
        }.get(self.act)
        if self.act is Act.ANNULLED:  # it never stood: there is no day from which on
            return
        self.fields["since"] = forms.DateField(label=_("From this day on"), initial=today, widget=day())
        if until is not None:
            kept = now.until if now and self.act is Act.AMENDED else None
            self.fields["until"] = forms.DateField(label=until, required=False, initial=kept, widget=day())

    def _basis(self) -> None:
        self.fields["basis_act"] = forms.CharField(label=_("Act or decision"), max_length=200)
        self.fields["basis_number"] = forms.CharField(label=_("Its number"), max_length=40)
        self.fields["basis_on"] = forms.DateField(label=_("Its date"), widget=day())

    def _said_basis(self) -> dict[str, str]:
        said, language = self.cleaned_data, get_language() or "kk"
        text = say(
            "register.basis",
            language,
            act=said["basis_act"],
            number=said["basis_number"],
            day=in_words(said["basis_on"], language),
        )
        return {language: text}

    def _said_content(self) -> dict[str, Any]:
        said = self.cleaned_data
        scope = {name: said[name] for name in ("sectors", "levels", "roles") if said.get(name)}
        if codes := _lines(said.get("micro_qualifications", "")):
            scope["micro_qualifications"] = codes
        content: dict[str, Any] = {"scope": scope} if scope else {}
        if parties := [said[name] for name in self.rows if said[name]] + _lines(said.get("others", "")):
            content["parties"] = list(dict.fromkeys(parties))
        if said.get("load"):
            content["load"] = said["load"]
        for name, texts in (("conditions", self.conditions), ("contact", self.contact)):
            if texts is not None and texts.given():
                content[name] = texts.given()
        if self.now.get("documents"):
            content["documents"] = list(self.now["documents"])
        return content


class DeclineForm(forms.Form):
    """Why a proposal is declined."""

    remarks = forms.CharField(
        label=_("Why you decline; whoever proposed it is told"), max_length=2000, widget=long(3)
    )


def _lines(text: str) -> list[str]:
    return [line.strip()[:200] for line in text.splitlines() if line.strip()]
