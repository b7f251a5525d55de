"""Forms of secretary, assessor and registrar: papers, mapping, interview, credits, what somebody says of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, sentence, worded
from tanym.apps.recognition.models import EvidenceItem
from tanym.core.recognition.evidence import Quality, Rating
from tanym.core.rules.types import ValueType
from tanym.rulepacks.sentences import code_words


class PapersForm(forms.Form):
    """Which papers are missing, and what exactly."""

    missing = forms.MultipleChoiceField(
        label=_("Which paper is missing?"), widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(
        label=_("What exactly, in words that the claimant understands"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, documents: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missing"].choices = [(name, here(one.words)) for name, one in documents.items()]


class StepForm(forms.Form):
    """What somebody says who takes a step: needed where the table asks for reasons."""

    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("The applicant reads them."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, reasoned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].required = reasoned


class InterviewForm(forms.Form):
    """The record of the interview."""

    held_on = forms.DateField(
        label=_("Held on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    record = forms.CharField(
        label=_("What was asked and what was answered"),
        help_text=_("The claimant reads this record."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CreditsForm(forms.Form):
    """The registrar's entry."""

    credits = forms.DecimalField(
        label=_("Credits entered"),
        min_value=0,
        max_value=300,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "1"}),
    )
    line = forms.CharField(
        label=_("Line of the transcript"),
        help_text=_("For example: transcript, part 2, line 17."),
        max_length=200,
    )

    def hundredths(self) -> int:
        """The credits in hundredths."""
        return int(self.cleaned_data["credits"] * 100)


class MappingForm(forms.Form):
    """Evidence × outcome, the four ratings of each item, and what is left for the interview.

    Field names: `shows_<item>_<outcome>`, `rating_<item>_<quality>`, `because_<item>_<quality>`, `direct_<outcome>`; items and
    outcomes by their place, so that names stay plain.
    """

    def __init__(
        self, items: list[EvidenceItem], outcomes: list[Mapping[str, Any]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.outcomes = items, outcomes
        answers = [("", "—"), *worded("recognition.shows", ("yes", "part", "no"))]
        ratings = [("", "—"), *worded("recognition.rating", Rating)]
        for i, item in enumerate(items):
            for o, outcome in enumerate(outcomes):
                self.fields[f"shows_{i}_{o}"] = forms.ChoiceField(
                    label=f"{here(item.titles)}: {here(outcome['text'])}", choices=answers, required=False
                )
            for quality in Quality:
                self.fields[f"rating_{i}_{quality}"] = forms.ChoiceField(
                    label=sentence(f"recognition.quality.{quality}"),
                    choices=ratings,
                    required=False,
                )
                self.fields[f"because_{i}_{quality}"] = forms.CharField(
                    label=_("Reason, for an answer other than yes"),
                    max_length=1000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )
        for o in range(len(outcomes)):
            self.fields[f"direct_{o}"] = forms.BooleanField(
                label=_("To be shown in the interview itself"), required=False
            )

    def grid(self) -> list[tuple[Mapping[str, Any], list[tuple[EvidenceItem, Any, bool]], Any]]:
        """Each outcome with its fields, one for each item beside what the claimant claims, and that of the interview."""
        claimed = {
            (one.evidence_id, one.outcome)
            for item in self.items
            for one in item.mappings.all()
            if one.claimed
        }
        return [
            (
                outcome,
                [
                    (item, self[f"shows_{i}_{o}"], (item.pk, outcome["id"]) in claimed)
                    for i, item in enumerate(self.items)
                ],
                self[f"direct_{o}"],
            )
            for o, outcome in enumerate(self.outcomes)
        ]

    def rated(self) -> list[tuple[EvidenceItem, list[tuple[Any, Any]]]]:
        """Each item with the fields of its ratings, each beside that of its reason."""
        return [
            (item, [(self[f"rating_{i}_{one}"], self[f"because_{i}_{one}"]) for one in Quality])
            for i, item in enumerate(self.items)
        ]

    def said(self) -> dict[str, Any]:
        """What `actions.map_outcomes` takes."""
        data, keys = self.cleaned_data, [str(item.public_id) for item in self.items]
        return {
            "shows": {
                (key, outcome["id"]): data[f"shows_{i}_{o}"]
                for i, key in enumerate(keys)
                for o, outcome in enumerate(self.outcomes)
                if data[f"shows_{i}_{o}"]
            },
            "ratings": {
                key: {str(quality): data[f"rating_{i}_{quality}"] for quality in Quality}
                for i, key in enumerate(keys)
            },
            "because": {
                key: {str(quality): data[f"because_{i}_{quality}"] for quality in Quality}
                for i, key in enumerate(keys)
            },
            "direct": [outcome["id"] for o, outcome in enumerate(self.outcomes) if data[f"direct_{o}"]],
        }


class AttestForm(forms.Form):
    """What a person says of one fact, and how they know."""

    words = forms.CharField(
        label=_("How you know"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("value", "words")

    def __init__(
        self, kind: ValueType, question: str, offered: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "kk"
        named = [(code, code_words(code, language)) for code in offered]
        field: forms.Field
        match kind:
            case ValueType.CODES:
                field = forms.MultipleChoiceField(
                    choices=named, widget=forms.CheckboxSelectMultiple, required=False
                )
            case ValueType.CODE:
                other = ("other", _("none of these"))
                field = forms.ChoiceField(choices=[*named, other], widget=forms.RadioSelect)
            case ValueType.DATE:
                field = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
            case ValueType.CREDITS:
                field = forms.DecimalField(min_value=0, max_value=9999, decimal_places=1)
            case ValueType.INTEGER:
                field = forms.IntegerField(min_value=0, max_value=99999)
            case _:
                field = forms.CharField(
                    max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
                )
        field.label = question
        self.fields["value"] = field
        self.order_fields(self.field_order)

    def written(self) -> str | list[str]:
        """The answer as a record keeps it."""
        value = self.cleaned_data["value"]
        return list(value) if isinstance(value, list) else str(value)
