"""Forms of learning: results of one person, assessment by assessment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.learning.actions.assess import Given
from tanym.apps.learning.models import Result
from tanym.core.kernel.localized import choose
from tanym.core.qualifications.design import Assessment, Design

IDENTITY_CHOICES = [
    ("", "—"),
    ("supervised-with-id", _("Under supervision, identity document seen")),
    ("supervised", _("Under supervision, person known to the supervisor")),
    ("unsupervised", _("Without supervision")),
]
RELATION_CHOICES = [
    ("none", _("I did not teach or advise this person, and nothing of mine depends on the result")),
    ("taught", _("I taught or advised this person: I step back")),
    ("interest", _("I have another interest in the result: I step back")),
]


class ResultForm(forms.Form):
    """Per cent and reasons for one outcome in one assessment; both, or neither yet."""

    percent = forms.IntegerField(
        label=_("Result, %"), min_value=0, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": "1"}),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Reasons, for the learner too"), required=False, max_length=2000, strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("percent") is not None and not given.get("reasons"):
            self.add_error("reasons", _("Write in a sentence what the result rests on."))
        if given.get("reasons") and given.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Enter the result as a whole number from 0 to 100."))
        return given


class IdentityForm(forms.Form):
    """How the person was identified in one assessment."""

    identity = forms.ChoiceField(
        label=_("How it was supervised, and how the person was identified"),
        choices=IDENTITY_CHOICES,
        required=False,
    )


class DeclarationForm(forms.Form):
    """The assessor's own independence."""

    relation = forms.ChoiceField(
        label=_("You and this learner"), choices=RELATION_CHOICES, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: without it no result can be kept.")},
    )  # fmt: skip


class Sheet:
    """The whole form of one person: a declaration, and for each assessment the identity and its outcomes."""

    def __init__(
        self,
        design: Design,
        kept: Mapping[tuple[str, str], Result],
        relation: str,
        language: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.declaration = DeclarationForm(data, initial={"relation": relation})
        self.parts = [Part(assessment, design, kept, language, data) for assessment in design.assessments]

    @property
    def forms(self) -> list[forms.Form]:
        """Every form of the sheet, in the order of the page."""
        return [self.declaration, *(form for part in self.parts for form in part.forms)]

    def is_valid(self) -> bool:
        """Whether everything entered can be kept; an assessor who steps back need enter nothing."""
        if self.declaration.is_valid() and self.declaration.cleaned_data["relation"] != "none":
            return True
        broken = [form for form in self.forms if not form.is_valid()]  # all are asked, for a whole summary
        unidentified = [part for part in self.parts if not part.identified()]
        return not broken and not unidentified

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """For the summary above the page: id of the field, what it is, what is wrong."""
        return [
            (bound.id_for_label, str(bound.label), error)
            for form in self.forms
            for bound in form
            for error in bound.errors
        ]

    @property
    def relation(self) -> str:
        """The declaration as chosen."""
        return str(self.declaration.cleaned_data["relation"])

    @property
    def results(self) -> list[Given]:
        """The results entered so far; none from who steps back."""
        return [given for part in self.parts for given in part.results] if self.relation == "none" else []

    @property
    def identity(self) -> dict[str, str]:
        """How the person was identified, by assessment."""
        return {part.assessment.id: part.identity for part in self.parts} if self.relation == "none" else {}


class Part:
    """One assessment on the sheet."""

    def __init__(
        self,
        assessment: Assessment,
        design: Design,
        kept: Mapping[tuple[str, str], Result],
        language: str,
        data: Mapping[str, Any] | None,
    ) -> None:
        outcomes = {outcome.id: outcome for outcome in design.outcomes}
        self.assessment = assessment
        mine = [kept[key] for key in kept if key[0] == assessment.id]
        self.identity_form = IdentityForm(
            data, prefix=assessment.id, initial={"identity": mine[0].identity if mine else ""}
        )
        self.rows = []
        for covering in assessment.covers:
            result = kept.get((assessment.id, covering.outcome))
            form = ResultForm(
                data,
                prefix=f"{assessment.id}--{covering.outcome}",
                initial={"percent": result.percent, "reasons": result.reasons} if result else {},
            )
            outcome = outcomes[covering.outcome]
            form.fields["percent"].widget.attrs["aria-label"] = (
                f"{form.fields['percent'].label}: {choose(outcome.text, language)[0]}"
            )
            form.fields["reasons"].widget.attrs["aria-label"] = (
                f"{form.fields['reasons'].label}: {choose(outcome.text, language)[0]}"
            )
            self.rows.append((outcome, covering, result, form))

    @property
    def forms(self) -> list[forms.Form]:
        """The forms of this assessment."""
        return [self.identity_form, *(form for *_rest, form in self.rows)]

    def identified(self) -> bool:
        """Where a result stands, it must say how the person was identified."""
        if self.results and not self.identity:
            self.identity_form.add_error("identity", _("Choose how it really was."))
            return False
        return True

    @property
    def identity(self) -> str:
        """The way chosen; empty: none yet."""
        return str(self.identity_form.cleaned_data.get("identity", ""))

    @property
    def results(self) -> list[Given]:
        """The results entered so far."""
        return [
            Given(
                self.assessment.id,
                outcome.id,
                form.cleaned_data["percent"],
                form.cleaned_data.get("reasons", ""),
            )
            for outcome, _covering, _result, form in self.rows
            if form.cleaned_data.get("percent") is not None
        ]
