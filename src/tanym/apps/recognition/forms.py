"""Forms of recognition: evidence, application, papers, mapping, judgement, commission, minutes, credits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import say
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import members
from tanym.apps.recognition.actions.add_evidence import Given
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.kernel.localized import choose
from tanym.core.recognition.evidence import EvidenceKind, Quality, Rating
from tanym.core.recognition.judgement import Achievement


class _Sentence:
    """The sentence of a code, chosen when it is shown."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return say(self.code)


def worded(prefix: str, codes: Iterable[str]) -> list[tuple[str, Any]]:
    """Choices with the words of this room's codes."""
    return [(str(code), lazystr(_Sentence(f"{prefix}.{code}"))) for code in codes]


def here(texts: Mapping[str, str]) -> str:
    """A text of several languages for this reader."""
    return choose(texts, get_language() or "kk")[0]


class EvidenceForm(forms.Form):
    """A piece of evidence that is no award of this platform."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=worded("recognition.kind", (k for k in EvidenceKind if k != "other"))
    )
    title = forms.CharField(label=_("Title, as on the paper"), max_length=300)
    provider = forms.CharField(label=_("Who gave it"), max_length=300, required=False)
    dated = forms.DateField(
        label=_("Date on it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hours = forms.DecimalField(
        label=_("How many clock hours of study or work"),
        required=False,
        min_value=0,
        max_value=9999,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
    )
    text = forms.CharField(
        label=_("What you learnt or did"),
        help_text=_(
            "In short sentences. The assessor compares these words with the outcomes of the discipline."
        ),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, or the JSON of a digital credential; 10 MB at most."),
        required=False,
    )
    joint = forms.BooleanField(label=_("It was done together with others"), required=False)
    own_share = forms.CharField(
        label=_("Your own part of it"), help_text=_("Only for joint work."), max_length=300, required=False
    )
    outcomes = forms.MultipleChoiceField(
        label=_("Which outcomes does it show?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, case: RecognitionCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].choices = [(one["id"], here(one["text"])) for one in case.target["outcomes"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("joint") and not given.get("own_share"):
            self.add_error("own_share", say("evidence.no-share"))
        if given.get("dated") and given["dated"] > timezone.localdate():
            self.add_error("dated", say("evidence.later-than-today"))
        if not given.get("text") and not given.get("file") and "file" not in self.errors:
            self.add_error("text", say("evidence.no-content"))
        return given

    def given(self) -> Given:
        """What the claimant says of it."""
        said = self.cleaned_data
        hours = said.get("hours")
        return Given(
            kind=EvidenceKind(said["kind"]),
            title=said["title"],
            provider=said["provider"],
            dated=said["dated"],
            minutes=int(hours * Decimal(60)) if hours else None,
            text=said["text"],
            joint=said["joint"],
            own_share=said["own_share"],
        )


class SubmitForm(forms.Form):
    """The claimant's own words, and that the person was told."""

    application = forms.CharField(
        label=_("Your application, in your own words"),
        help_text=_("One or two sentences are enough: what you ask for and why you think so."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    informed = forms.BooleanField(
        label=_(
            "I have read how it goes and how long it takes. It is voluntary; my data and evidence are used for this case only."
        )
    )


class SupplyForm(forms.Form):
    """The application, mended while papers are awaited."""

    application = forms.CharField(
        label=_("Your application, in your own words"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


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


class AssessorForm(forms.Form):
    """Who assesses."""

    assessor = forms.ChoiceField(label=_("Assessor"))

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = members(organisation, "assessor", timezone.localdate())
        self.people = {str(m.person.public_id): m.person for m in found}
        language = get_language() or "kk"
        self.fields["assessor"].choices = [(key, one.name(language)) for key, one in self.people.items()]


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


class JudgeForm(forms.Form):
    """The judgement of one outcome."""

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


class GroundsForm(forms.Form):
    """What the claimant disagrees with."""

    grounds = forms.CharField(
        label=_("What you disagree with, and why"), max_length=6000, widget=forms.Textarea(attrs={"rows": 5})
    )


class RecuseForm(forms.Form):
    """Why a member steps aside."""

    reason = forms.CharField(label=_("Why you step aside"), max_length=300)


class VoteForm(forms.Form):
    """A member's vote."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)

    def __init__(self, results: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = worded("recognition.vote", [*results, "abstain"])


class MappingForm(forms.Form):
    """Evidence × outcome, the four ratings of each item, and what is left for the interview.

    Field names: `shows_<item>_<outcome>`, `rating_<item>_<quality>`, `because_<item>`, `direct_<outcome>`; items and
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
                    label=lazystr(_Sentence(f"recognition.quality.{quality}")),
                    choices=ratings,
                    required=False,
                )
            self.fields[f"because_{i}"] = forms.CharField(
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

    def rated(self) -> list[tuple[EvidenceItem, list[Any], Any]]:
        """Each item with the fields of its ratings and of the reason."""
        return [
            (item, [self[f"rating_{i}_{quality}"] for quality in Quality], self[f"because_{i}"])
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
            "because": {key: data[f"because_{i}"] for i, key in enumerate(keys)},
            "direct": [outcome["id"] for o, outcome in enumerate(self.outcomes) if data[f"direct_{o}"]],
        }


class SeatingForm(forms.Form):
    """Who sits on the commission, with which office."""

    elected = forms.BooleanField(
        label=_("The members chose the chair and the deputy among themselves"), required=False
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = members(organisation, "member", timezone.localdate())
        self.people = [m.person for m in found.order_by("pk")]
        language = get_language() or "kk"
        offices = [
            ("", _("does not sit")),
            *worded("recognition.office", ("chair", "deputy", "member")),
        ]
        for person in self.people:
            key = self._key(person)
            self.fields[f"office_{key}"] = forms.ChoiceField(
                label=person.name(language), choices=offices, required=False
            )
            self.fields[f"side_{key}"] = forms.ChoiceField(
                label=_("Side"),
                choices=worded("recognition.side", ("educator", "practitioner")),
                required=False,
            )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each person with the fields of office and side."""
        return [(p, self[f"office_{self._key(p)}"], self[f"side_{self._key(p)}"]) for p in self.people]

    def chosen(self) -> list[tuple[Any, str, str]]:
        """Who was seated: person, office, side."""
        seated = []
        for person in self.people:
            office = self.cleaned_data[f"office_{self._key(person)}"]
            side = self.cleaned_data[f"side_{self._key(person)}"] or "educator"
            if office:
                seated.append((person, "" if office == "member" else office, side))
        return seated

    @staticmethod
    def _key(person: Any) -> str:
        return str(person.public_id).replace("-", "")


class MinutesForm(forms.Form):
    """The decision as it stands in the minutes: result, finding on each outcome, reasons, advice."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons of the decision as a whole"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    advice = forms.CharField(
        label=_("What the claimant can do next"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    notes = forms.CharField(
        label=_("Further words for the minutes"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, results: Iterable[str], outcomes: list[Mapping[str, Any]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        self.fields["result"].choices = worded("recognition.vote", results)
        for o in range(len(outcomes)):
            self.fields[f"recognised_{o}"] = forms.ChoiceField(
                label=_("Finding"),
                choices=[("yes", _("Recognised")), ("no", _("Not recognised"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"reasons_{o}"] = forms.CharField(
                label=_("Reason"),
                help_text=_("The claimant reads these words."),
                max_length=3000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"departs_{o}"] = forms.CharField(
                label=_("Why the commission departs from the assessor"), max_length=1000, required=False
            )

    def rows(self) -> list[tuple[Mapping[str, Any], Any, Any, Any]]:
        """Each outcome with its three fields."""
        return [
            (one, self[f"recognised_{o}"], self[f"reasons_{o}"], self[f"departs_{o}"])
            for o, one in enumerate(self.outcomes)
        ]

    def findings(self) -> list[dict[str, Any]]:
        """The findings as the minutes hold them."""
        data = self.cleaned_data
        return [
            {
                "outcome": one["id"],
                "recognised": data[f"recognised_{o}"] == "yes",
                "reasons": data[f"reasons_{o}"],
                "departs": data[f"departs_{o}"],
            }
            for o, one in enumerate(self.outcomes)
        ]

    def draft(self) -> dict[str, Any]:
        """What `actions.record_minutes` takes for a case."""
        return {
            "result": self.cleaned_data["result"],
            "findings": self.findings(),
            "reasons": self.cleaned_data["reasons"],
            "advice": self.cleaned_data["advice"],
            "language": get_language() or "kk",
        }


class AppealMinutesForm(MinutesForm):
    """The minutes of the second panel; the findings count only where it changes the decision."""

    instead = forms.ChoiceField(
        label=_("The decision that takes the place of the first"),
        choices=worded("recognition.vote", ("recognise", "recognise-in-part", "refuse")),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, one in self.fields.items():
            if name.startswith(("recognised_", "reasons_")):
                one.required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("result") == "reverse":
            for name in (
                "instead",
                *(f"{kind}_{o}" for o in range(len(self.outcomes)) for kind in ("recognised", "reasons")),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed where the decision is changed."))
        return given

    def draft(self) -> dict[str, Any]:
        """What `actions.record_minutes` takes for an appeal."""
        data = self.cleaned_data
        draft = {"result": data["result"], "reasons": data["reasons"], "language": get_language() or "kk"}
        if data["result"] == "reverse":
            draft["instead"] = {
                "result": data["instead"],
                "findings": self.findings(),
                "reasons": data["reasons"],
                "advice": data["advice"],
            }
        return draft
