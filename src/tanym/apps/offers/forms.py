"""Forms of standing decisions: its terms, its renewal, its end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import say
from tanym.apps.offers.proposing import Terms
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import choose

A_YEAR = timedelta(days=365)
Named = Sequence[tuple[str, Mapping[str, str]]]
"""Codes with their texts by language."""


class _Terms(forms.Form):
    """What is recognised, from when, until when, why; the field of an error follows from its code."""

    outcomes = forms.MultipleChoiceField(
        label=_("What is recognised"),
        help_text=_("Leave out what only the interview or other papers showed in that case."),
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(
        label=_("Why it may hold for everybody"),
        help_text=_("Everybody reads these words. Write nothing about the person of the case."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("sources", "counting_too", "outcomes", "since", "until", "words")

    FIELDS: Mapping[str, str] = {
        "standing.no-source": "sources",
        "offers.other-source": "sources",
        "standing.term": "until",
        "offers.since-past": "since",
        "offers.no-words": "words",
    }

    def __init__(self, *, outcomes: Named, today: date, data: Any = None) -> None:
        initial = {
            "outcomes": [code for code, _text in outcomes],
            "since": today,
            "until": today + A_YEAR,
        }
        super().__init__(data, initial=initial)
        self.fields["outcomes"].choices = _choices(outcomes)

    def add_refusal(self, refused: InvalidValue) -> None:
        """Show a refusal at the field that it is about."""
        field = self.FIELDS.get(refused.code, "outcomes")
        self.add_error(field if field in self.fields else None, say(refused.code, **refused.details))

    def of(self, sources: Collection[str]) -> Terms:
        """The terms as they were typed."""
        told = self.cleaned_data
        return Terms(sources, told["outcomes"], told["since"], told["until"], told["words"])


class TermsForm(_Terms):
    """A proposal from a decided case."""

    sources = forms.MultipleChoiceField(
        label=_("What has to be held"),
        help_text=_("Several together: whoever takes it has to hold each of them."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *, sources: Named, outcomes: Named, today: date, data: Any = None) -> None:
        super().__init__(outcomes=outcomes, today=today, data=data)
        self.fields["sources"].choices = _choices(sources)
        self.initial["sources"] = [code for code, _text in sources]

    def terms(self) -> Terms:
        """The terms as they were typed."""
        return self.of(self.cleaned_data["sources"])


class RenewForm(_Terms):
    """A renewal: whether the newest versions count as well."""

    counting_too = forms.MultipleChoiceField(
        label=_("Whose new version counts as well"),
        help_text=_("What is not marked counts only in the versions that were compared before."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *, changed: Named, outcomes: Named, today: date, data: Any = None) -> None:
        super().__init__(outcomes=outcomes, today=today, data=data)
        if changed:
            self.fields["counting_too"].choices = _choices(changed)
        else:
            del self.fields["counting_too"]

    def terms(self, sources: Collection[str]) -> Terms:
        """The terms as they were typed, for the sources that it has."""
        return self.of(sources)


class EndForm(forms.Form):
    """Why it ends."""

    reasons = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("Everybody reads these words on its page."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _choices(named: Named) -> list[tuple[str, str]]:
    language = get_language() or "kk"
    return [(code, choose(texts, language)[0]) for code, texts in named]
