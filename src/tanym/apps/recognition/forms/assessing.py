"""Forms of assessing: who assesses, what ties them to the claimant, the judgement of an outcome, objection to advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import here, say, worded
from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.assessing import asked_for, seats, third_wanted
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.ties import candidates
from tanym.apps.registers.load import load_words
from tanym.core.recognition.assignment import Candidate
from tanym.core.recognition.joint import FIRST, SECOND, THIRD
from tanym.core.recognition.judgement import Achievement


class AssessorForm(forms.Form):
    """Who assesses: everybody who may, the best suited first, each with what is open and what the record shows.

    `placed` where the place is said, too: in whose stead, as the second, or as the third.
    """

    assessor = forms.ChoiceField(
        label=_("Assessor"), help_text=_("No tie on record and the least to do come first. You choose.")
    )
    place = forms.ChoiceField(label=_("In which place"), required=False)

    def __init__(self, case: RecognitionCase, *args: Any, placed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "assessor-%s", **kwargs})  # apart from a place of an exam
        self.found = candidates(case, timezone.localdate())
        self.people = {str(person.public_id): person for person, _one in self.found}
        self.fields["assessor"].choices = [
            (str(person.public_id), candidate_words(person, one)) for person, one in self.found
        ]
        self.fields["place"].choices = places_in(case) if placed else []
        if not placed:
            del self.fields["place"]
        elif third_wanted(case):
            self.fields["place"].initial = str(THIRD)

    def clean_place(self) -> int:
        """The place; the first one unless another is said."""
        return int(self.cleaned_data["place"] or FIRST)

    def chosen(self, name: str) -> Any:
        """The person chosen in a field; None for nobody."""
        return self.people.get(self.cleaned_data.get(name, ""))


class SecondForm(AssessorForm):
    """Who assesses, and beside them a second one, where the packs ask for two or the office wants it."""

    second = forms.ChoiceField(
        label=_("Second assessor"),
        help_text=_(
            "Both judge every outcome; neither sees the other’s marks before both have handed theirs in."
        ),
        required=False,
    )

    def __init__(self, case: RecognitionCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        needed = asked_for(case) > 1
        self.fields["second"].required = needed
        nobody = [] if needed else [("", _("nobody: one assessor judges"))]
        self.fields["second"].choices = [*nobody, *self.fields["assessor"].choices]
        if len(self.found) < 2 and not needed:
            del self.fields["second"]

    def clean(self) -> dict[str, Any]:
        """Two assessors are two people."""
        data = super().clean() or {}
        if data.get("second") and data["second"] == data.get("assessor"):
            self.add_error("second", _("Choose two different people."))
        return data


class DeclareForm(forms.Form):
    """Whether anything ties the assessor to the claimant."""

    relation = forms.ChoiceField(
        label=_("Your relation to the claimant"),
        choices=[
            ("none", _("I have no conflict of interest in this case")),
            ("interest", _("I have an interest in this case: another assessor is needed")),
        ],
        widget=forms.RadioSelect,
    )
    interest = forms.CharField(label=_("Which interest"), max_length=300, required=False)


class JudgeForm(forms.Form):
    """The judgement of one outcome; `levels` is its rubric, where it has one."""

    level = forms.ChoiceField(label=_("Level of the rubric"), widget=forms.RadioSelect)
    achievement = forms.ChoiceField(
        label=_("Your judgement"),
        choices=worded("recognition.achievement", Achievement),
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons, for the claimant too"),
        help_text=_("On what evidence it rests; what is missing and what could be done."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, levels: Iterable[Mapping[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(one["code"], here(one["text"])) for one in levels]
        if not self.fields["level"].choices:
            del self.fields["level"]


class ObjectionForm(forms.Form):
    """What the claimant wants to be looked at."""

    words = forms.CharField(
        label=_("What should be looked at, if you want to say it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """What a person found who looked at what was done with the advice."""

    answer = forms.CharField(
        label=_("What you looked at, and what you found"),
        help_text=_("The claimant reads it."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def places_in(case: RecognitionCase) -> list[tuple[str, str]]:
    """The places in which somebody can be put now: in the stead of who has not handed in, or beside those."""
    language = get_language() or "kk"
    several = seats(case)
    instead = _("instead of %(name)s")
    if not several:
        name = {"name": case.assessor.name(language)} if case.assessor else {"name": "—"}
        alone = [(str(FIRST), instead % name)]
        if case.assessor and not case.judgements.exists():
            alone.append((str(SECOND), _("as a second assessor, judging blind beside %(name)s") % name))
        return alone
    found = [
        (str(one.place), instead % {"name": one.person.name(language)})
        for one in several
        if one.submitted_at is None
    ]
    if third_wanted(case):
        found.insert(0, (str(THIRD), str(_("as a third assessor, for what the two differ on"))))
    return found


def candidate_words(person: Person, one: Candidate) -> str:
    """Name, what is open, and what speaks against the person: «Timur Bekov (open: 2); outside the scope of the role»."""
    language = get_language() or "kk"
    against = [say(f"recognition.tie.{tie}", language) for tie in sorted(one.ties)]
    if not one.in_scope:
        against.append(say("recognition.out-of-scope", language))
    return "; ".join([f"{person.name(language)} ({load_words(person)})", *against])
