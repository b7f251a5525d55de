"""Forms of acts on drafts: opening one, a day, reasons with a citation, a file to bring in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import ENDONYMS
from tanym.apps.workshop.drafting import LONGEST_CITATION, LONGEST_REASON
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES

D = TypeVar("D", date, None, date | None)
LARGEST = 4_000_000
"""Bytes of an imported pack: the largest of the distribution has a twentieth of it."""


def read_day(text: str, otherwise: D) -> date | D:
    """The day that a form sends, or another one where it is left empty. Raises `InvalidValue("form.day")`."""
    if not text.strip():
        return otherwise
    try:
        return date.fromisoformat(text.strip())
    except ValueError as wrong:
        raise InvalidValue("draft.day", text=text[:40]) from wrong


class OpenForm(forms.Form):
    """Which pack, what the draft is about, and from when it is wished for."""

    def __init__(self, data: Any = None, *, offered: Sequence[tuple[str, str]], pack: str = "") -> None:
        super().__init__(data, label_suffix="")
        self.fields["pack"] = forms.ChoiceField(label=_("Which set of rules"), choices=offered, initial=pack)
        for language in LANGUAGES:
            self.fields[f"title-{language}"] = forms.CharField(
                label=ENDONYMS[language],
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": language}),
            )
        self.fields["wished_since"] = forms.DateField(
            label=_("From when it shall hold"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}),
            help_text=_("A wish: the approver sets the day. The rules are read as of this day."),
        )
        self.fields["once"] = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())

    def titles(self) -> dict[str, str]:
        """What the draft is about, by language."""
        written = {one: self.cleaned_data.get(f"title-{one}", "") for one in LANGUAGES}
        return {one: text for one, text in written.items() if text}

    def written_in(self) -> list[Any]:
        """The fields of the title, by language."""
        return [self[f"title-{one}"] for one in LANGUAGES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.titles():
            self.add_error("title-kk", _("Write in one language at least what the draft is about."))
        return cleaned


class BringInForm(forms.Form):
    """A pack from elsewhere, with the reason."""

    file = forms.FileField(
        label=_("File"), help_text=_("A bundle (.json) or a zip of TOML files, as this page exports them.")
    )
    citation = forms.CharField(label=_("On what it rests"), max_length=LONGEST_CITATION)
    reason = forms.CharField(
        label=_("Reason for the change"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
