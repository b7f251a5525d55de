"""Fields that the forms of many rooms share: texts by language, long texts, days, the key of one sending."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from tanym.apps.accounts.words import ENDONYMS
from tanym.core.kernel.localized import LANGUAGES


def long(rows: int = 4, **attrs: Any) -> forms.Textarea:
    """A field of several lines; no length is cut off by the browser, so that nothing is lost unseen."""
    return forms.Textarea(attrs={"rows": rows, **attrs})


def day() -> forms.DateInput:
    """A day, as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OnceForm(forms.Form):
    """A form that acts once, however often it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4


class ByLanguage:
    """One text in each language of the interface, as fields `name-kk`, `name-ru`, `name-en` of a form."""

    def __init__(self, form: forms.Form, name: str, label: Any, *, rows: int = 0) -> None:
        self.form, self.name, self.label = form, name, label
        for language in LANGUAGES:
            form.fields[f"{name}-{language}"] = forms.CharField(
                label=ENDONYMS[language],
                required=False,
                widget=long(rows, lang=language) if rows else forms.TextInput(attrs={"lang": language}),
            )

    def __iter__(self) -> Iterator[Any]:
        return (self.form[f"{self.name}-{language}"] for language in LANGUAGES)

    def given(self) -> dict[str, str]:
        """What was typed, by language."""
        return {
            language: text
            for language in LANGUAGES
            if (text := str(self.form.cleaned_data.get(f"{self.name}-{language}", "")).strip())
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """What stands in the fields at first."""
        for language in LANGUAGES:
            self.form.fields[f"{self.name}-{language}"].initial = texts.get(language, "")
