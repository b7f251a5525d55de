"""The form that begins a design."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import ENDONYMS, say
from tanym.core.kernel.localized import LANGUAGES, choose


class NewDesignForm(forms.Form):
    """A title in at least one language, and the organisation."""

    def __init__(self, data: Any = None, *, places: Sequence[Any]) -> None:
        super().__init__(data, label_suffix="")
        for language in LANGUAGES:
            self.fields[f"title-{language}"] = forms.CharField(
                label=ENDONYMS[language],
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": language}),
            )
        reader = get_language() or "kk"
        offered = [(one.code, choose(one.names, reader)[0]) for one in places]
        self.fields["owner"] = forms.ChoiceField(
            label=_("Which organisation answers for it"), choices=offered
        )
        self.fields["once"] = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())
        if len(offered) == 1:
            self.initial["owner"] = offered[0][0]
            self.fields["owner"].widget = forms.HiddenInput()

    def titles(self) -> dict[str, str]:
        """The titles that were written, by language."""
        written = {language: self.cleaned_data.get(f"title-{language}", "") for language in LANGUAGES}
        return {language: text for language, text in written.items() if text}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.titles():
            self.add_error("title-kk", say("design.not-titled"))
        return cleaned

    def written_in(self) -> list[Any]:
        """The fields of the title, by language."""
        return [self[f"title-{language}"] for language in LANGUAGES]
