"""The form of a rubric: three boxes for each outcome, one for each language, a level on each line."""

from __future__ import annotations

from typing import Any

from django import forms

from tanym.apps.accounts.words import ENDONYMS
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.rubric import LONGEST_LEVEL, MOST_LEVELS, lines_of_levels


class RubricForm(forms.Form):
    """The levels of each outcome of a discipline."""

    def __init__(self, outcomes: list[dict[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        for one in outcomes:
            lines = lines_of_levels(one.get("levels", ()), LANGUAGES)
            for language in LANGUAGES:
                self.fields[f"{one['id']}-{language}"] = forms.CharField(
                    label=ENDONYMS[language],
                    initial=lines[language],
                    required=False,
                    max_length=MOST_LEVELS * (LONGEST_LEVEL + 2),
                    widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
                )

    def rows(self) -> list[tuple[dict[str, Any], list[Any]]]:
        """Each outcome with its boxes."""
        return [(one, [self[f"{one['id']}-{language}"] for language in LANGUAGES]) for one in self.outcomes]

    def rubrics(self) -> dict[str, dict[str, str]]:
        """What the action takes."""
        return {
            one["id"]: {language: self.cleaned_data[f"{one['id']}-{language}"] for language in LANGUAGES}
            for one in self.outcomes
        }
