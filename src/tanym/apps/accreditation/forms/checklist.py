"""The parts of the checklist: what an organisation says of itself, part by part, and kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import day, long
from tanym.apps.accounts.words import worded
from tanym.apps.accreditation.kinds import CENTRE, PROVIDER
from tanym.apps.accreditation.models import Application

SECTORS = (
    "it",
    "marketing",
    "finance",
    "manufacturing",
    "logistics",
    "education",
    "health",
    "agriculture",
    "construction",
    "services",
)
YES_NO = (("", _("not said")), ("yes", _("yes")), ("no", _("no")))
PRACTITIONERS = 6
LONGEST = 2000


def several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    """A choice of several."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more
    )


def text(label: Any, hint: Any = "") -> forms.CharField:
    """A text that may be left blank."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST, widget=long(2))


def number(label: Any) -> forms.IntegerField:
    """A whole number that may be left blank."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class PartForm(forms.Form):
    """A part of the checklist: `answers` as they are kept, `scope` where the part is about it."""

    def answers(self) -> dict[str, Any]:
        """What was typed, as plain JSON; blank is None."""
        return {
            name: value.isoformat() if isinstance(value, date) else (value if value != "" else None)
            for name, value in self.cleaned_data.items()
        }

    def scope(self) -> dict[str, list[Any]] | None:
        """The scope that is asked for, where this part is about it."""
        return None


class ScopeForm(PartForm):
    """What a provider wants to be recognised for."""

    activities = several(
        _("What do you want to do?"), worded("accreditation.activity", ("teaching", "assessing", "awarding"))
    )
    sectors = several(_("In which sectors?"), worded("word.sector", SECTORS))
    levels = several(_("At which levels of the national framework?"), [(str(n), str(n)) for n in range(1, 9)])

    def answers(self) -> dict[str, Any]:
        return {}

    def scope(self) -> dict[str, list[Any]]:
        said = self.cleaned_data
        return {
            "activities": list(said["activities"]),
            "sectors": list(said["sectors"]),
            "levels": [int(one) for one in said["levels"]],
        }


class QualityForm(PartForm):
    """How quality is assured."""

    quality_policy = text(_("Policy on quality"), _("Its name, and where it can be read."))
    policy_covers_micro_qualifications = forms.ChoiceField(
        label=_("Does it cover micro-qualifications by the same processes?"), choices=YES_NO, required=False
    )
    external_review_on = forms.DateField(
        label=_("Day of the last external review"), required=False, widget=day()
    )
    external_review_published = text(_("Where its methods and results are public"))
    self_evaluated_on = forms.DateField(
        label=_("Day of the last self-evaluation"), required=False, widget=day()
    )


class PublicForm(PartForm):
    """What the organisation publishes."""

    published_profile = text(_("Where you publish who you are"))
    published_quality_process = text(_("Where you publish how quality is assured"))
    published_review_process = text(_("Where you publish how offers are reviewed"))
    fees = text(_("Where fees are published"))
    fee_relief = text(_("Relief from fees"))
    prior_learning_policy = text(
        _("Policy on prior learning"), _("Organisations of formal education have to publish one.")
    )
    credit_transfer_policy = text(
        _("Policy on credit transfer"), _("Organisations of formal education have to publish one.")
    )


class FeedbackForm(PartForm):
    """Who is asked what they think of it."""

    feedback_learner = number(_("Answers of learners in the last year"))
    feedback_employer = number(_("Answers of employers in the last year"))
    feedback_labour_market = number(_("Sources on the labour market that were used"))
    learners_asked = number(_("Learners who were asked"))
    learners_answered = number(_("Learners who answered"))
    survey_waves_end_of_course = number(_("Surveys at the end of a course"))
    survey_waves_six_months_later = number(_("Surveys six months later"))
    standard_needs_approval = forms.ChoiceField(
        label=_("Have both sides of industry to approve your standard?"), choices=YES_NO, required=False
    )
    standard_approvals_employers = number(_("Approvals by employers"))
    standard_approvals_workers = number(_("Approvals by workers"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        asked, answered = said.get("learners_asked"), said.get("learners_answered")
        if asked is not None and answered is not None and answered > asked:
            self.add_error("learners_answered", _("More answered than were asked: correct one of the two."))
        return said


class StaffForm(PartForm):
    """Who teaches and assesses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = (kwargs.get("initial") or {}).get("practitioners") or []
        for n in range(1, PRACTITIONERS + 1):
            row = rows[n - 1] if n <= len(rows) else {}
            for name, label in (
                ("name", _("Name")),
                ("role", _("Role")),
                ("qualification", _("Qualification")),
                ("trained", _("Trained to assess, when")),
            ):
                self.fields[f"{name}_{n}"] = forms.CharField(
                    label=label, required=False, max_length=200, initial=row.get(name, "")
                )
            self.fields[f"until_{n}"] = forms.DateField(
                label=_("Holds until"), required=False, widget=day(), initial=row.get("until") or None
            )

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The fields of each person."""
        names = ("name", "role", "qualification", "trained", "until")
        return [(n, [self[f"{name}_{n}"] for name in names]) for n in range(1, PRACTITIONERS + 1)]

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        rows = [
            {
                name: said[f"{name}_{n}"]
                for name in ("name", "role", "qualification", "trained", "until")
                if said[f"{name}_{n}"]
            }
            for n in range(1, PRACTITIONERS + 1)
        ]
        return {"practitioners": [row for row in rows if row]}


class ProfessionsForm(PartForm):
    """For which professions a centre wants to be accredited."""

    professions = forms.CharField(
        label=_("Professions, one code on each line"), max_length=LONGEST, widget=long(3)
    )
    professions_in_register = forms.ChoiceField(
        label=_("Do all of them stand in the register of professions?"), choices=YES_NO, required=False
    )

    def answers(self) -> dict[str, Any]:
        return {"professions_in_register": self.cleaned_data["professions_in_register"] or None}

    def scope(self) -> dict[str, list[Any]]:
        lines = (line.strip() for line in self.cleaned_data["professions"].splitlines())
        return {"professions": list(dict.fromkeys(line for line in lines if line))[:50]}


class CentreForm(PartForm):
    """What a centre publishes and arranges (Law 14-VIII, art. 17)."""

    publishes = several(
        _("What do you publish?"),
        worded("accreditation.publishes", ("prices", "papers", "retake-terms")),
        required=False,
    )
    arrangements = several(
        _("What have you arranged?"),
        worded("accreditation.arrangements", ("platform", "upload", "appeals", "accessibility")),
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the checklist: its name in addresses, its title, its form."""

    name: str
    title: Any
    form: type[PartForm]
    needed: bool = False


PARTS: Mapping[str, tuple[Part, ...]] = {
    PROVIDER: (
        Part("scope", _("What you ask for"), ScopeForm, needed=True),
        Part("quality", _("Quality"), QualityForm),
        Part("public", _("What you publish"), PublicForm),
        Part("staff", _("Who teaches and assesses"), StaffForm),
        Part("feedback", _("Feedback"), FeedbackForm),
    ),
    CENTRE: (
        Part("scope", _("Professions"), ProfessionsForm, needed=True),
        Part("centre", _("How the centre works"), CentreForm),
    ),
}


def initial(application: Application) -> dict[str, Any]:
    """What stands in the fields at first."""
    scope = application.scope
    found: dict[str, Any] = {**application.answers, **scope}
    if "levels" in scope:
        found["levels"] = [str(one) for one in scope["levels"]]
    if "professions" in scope:
        found["professions"] = "\n".join(scope["professions"])
    return found


def filled(part: Part, application: Application) -> bool:
    """Whether something of a part was answered."""
    if part.name == "scope":
        return bool(application.scope)
    names = {"practitioners"} if part.form is StaffForm else set(part.form.base_fields)
    return any(application.answers.get(name) not in (None, "", []) for name in names)
