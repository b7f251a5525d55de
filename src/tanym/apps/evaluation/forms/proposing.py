"""The form of the proposal: every other form of recognition answered, the one proposed, its conditions, the statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.evaluation.actions.propose import Proposal
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.shown import statement_choices, worded
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.foreign.forms_of_recognition import Condition, Considered, Form, Ground
from tanym.core.recognition.foreign.statements import StatementType

CONDITIONS = 3
"""Conditions that the page has room for."""


class ProposalForm(forms.Form):
    """What is proposed to the commission beside the findings."""

    statement = forms.ChoiceField(label=_("Type of statement"), widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("Form proposed, where it is not recognised as asked"), required=False)
    form_says = forms.CharField(
        label=_("As what, or from when"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ground = forms.ChoiceField(label=_("Ground, where a refusal is proposed"), required=False)
    fraud_evidence = forms.CharField(
        label=_("What shows the forgery or the mill"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, case: RecognitionCase, kept: Evaluation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(kept), **kwargs)
        self.fields["statement"].choices = statement_choices(case, kept)
        self.fields["form"].choices = [("", "–"), *worded("foreign.form", Form)]
        self.fields["ground"].choices = [("", "–"), *worded("foreign.ground", Ground)]
        for code, words in worded("foreign.form", Form):
            self.fields[f"possible_{code}"] = forms.ChoiceField(
                label=words,
                required=False,
                choices=[("", _("not answered yet")), ("yes", _("possible")), ("no", _("not possible"))],
            )
            self.fields[f"because_{code}"] = forms.CharField(
                label=_("Because"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for number in range(CONDITIONS):
            self.fields[f"goal_{number}"] = forms.CharField(label=_("Goal"), required=False, max_length=500)
            self.fields[f"measure_{number}"] = forms.CharField(
                label=_("How it is measured"), required=False, max_length=500
            )
            self.fields[f"until_{number}"] = forms.DateField(
                label=_("Until"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def forms_rows(self) -> list[tuple[Any, Any]]:
        """Each other form with its two fields."""
        return [(self[f"possible_{one}"], self[f"because_{one}"]) for one in Form]

    def condition_rows(self) -> list[tuple[Any, Any, Any]]:
        """The conditions with their fields."""
        return [(self[f"goal_{n}"], self[f"measure_{n}"], self[f"until_{n}"]) for n in range(CONDITIONS)]

    def clean(self) -> dict[str, Any]:
        """An answer on a form has its reason."""
        given = super().clean() or {}
        for one in Form:
            if given.get(f"possible_{one}") and not str(given.get(f"because_{one}") or "").strip():
                self.add_error(f"because_{one}", _("Say why."))
        return given

    def proposal(self) -> Proposal:
        """What `actions.propose` takes."""
        data = self.cleaned_data
        return Proposal(
            statement=StatementType(data["statement"]),
            considered=tuple(
                Considered(one, data[f"possible_{one}"] == "yes", data[f"because_{one}"])
                for one in Form
                if data[f"possible_{one}"]
            ),
            form=Form(data["form"]) if data["form"] else None,
            form_says=data["form_says"],
            conditions=tuple(
                Condition(f"c{n}", data[f"goal_{n}"], data[f"measure_{n}"], data[f"until_{n}"])
                for n in range(CONDITIONS)
                if data[f"goal_{n}"].strip()
            ),
            ground=Ground(data["ground"]) if data["ground"] else None,
            fraud_evidence=data["fraud_evidence"],
        )


def _initial(kept: Evaluation) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "statement": kept.statement,
        "form": kept.form,
        "form_says": kept.form_says,
        "ground": kept.ground,
        "fraud_evidence": kept.fraud_evidence,
    }
    for name, one in kept.considered.items():
        initial |= {f"possible_{name}": "yes" if one["possible"] else "no", f"because_{name}": one["because"]}
    for number, one in enumerate(kept.conditions[:CONDITIONS]):
        initial |= {
            f"goal_{number}": one["goal"],
            f"measure_{number}": one["measure"],
            f"until_{number}": date.fromisoformat(one["until"]) if one.get("until") else None,
        }
    return initial
