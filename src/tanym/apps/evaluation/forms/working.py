"""Forms of the office and the evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.evaluation.actions.add_source import Looked
from tanym.apps.evaluation.actions.check_authenticity import BY_HAND
from tanym.apps.evaluation.actions.describe import KINDS, MODES, PAPERS, Described
from tanym.apps.evaluation.actions.hear import Sat
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.shown import Line, worded
from tanym.apps.portfolio.asking import LANGUAGES
from tanym.core.credentials.checks import Outcome
from tanym.core.recognition.foreign.authenticity import Standing
from tanym.core.recognition.foreign.difference import Difference
from tanym.core.recognition.foreign.findings import ELEMENTS, RATINGS, Finding, Part, Source
from tanym.core.recognition.foreign.undocumented import QUESTIONS
from tanym.core.recognition.routing import Route

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English", "it": "Italiano"}
ROWS = {"rows": 2}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _text(label: Any, *, rows: int = 2, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


class RouteForm(forms.Form):
    """The route; another one than the rule gives needs reasons."""

    route = forms.ChoiceField(label=_("Route"), widget=forms.RadioSelect)
    reasons = _text(_("Reasons, where it is another one than proposed"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = worded("routing.route", Route)


LOOKED_FOR = [("given", _("It came with it")), ("absent", _("It did not")), ("", _("Nobody has looked yet"))]


class DescribeForm(forms.Form):
    """What the credential is."""

    kind = forms.ChoiceField(label=_("What it is"))
    mode = forms.ChoiceField(label=_("How it was studied for"))
    institution = forms.CharField(label=_("Institution that gave it"), max_length=300)
    country = forms.RegexField(
        label=_("Country of the institution"),
        regex=r"^[A-Za-z]{2}$",
        help_text=_("Two letters, as IT or TR."),
    )
    award_day = _day(_("Day of the award"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = worded("foreign.kind", KINDS)
        self.fields["mode"].choices = worded("foreign.mode", MODES)
        for name, words in worded("foreign.paper-given", PAPERS):
            self.fields[f"paper_{name}"] = forms.ChoiceField(
                label=capfirst(words), choices=LOOKED_FOR, required=False, widget=forms.RadioSelect
            )

    def papers(self) -> list[forms.BoundField]:
        """The papers that may have come with the document, a field each."""
        return [self[f"paper_{name}"] for name in PAPERS]

    def described(self) -> Described:
        """What `actions.describe` takes."""
        data = self.cleaned_data
        return Described(
            data["kind"],
            data["mode"],
            data["institution"],
            data["country"],
            data["award_day"],
            tuple(name for name in PAPERS if data[f"paper_{name}"] == "given"),
            tuple(name for name in PAPERS if data[f"paper_{name}"] == "absent"),
        )


class SourceForm(forms.Form):
    """A source on the status of the institution."""

    name = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("For example: DEQAR, the register of the ministry, the page of the ENIC-NARIC centre."),
    )
    address = forms.URLField(label=_("Its address"), required=False, assume_scheme="https")
    official = forms.BooleanField(label=_("It is an official source of that country"), required=False)
    standing = forms.ChoiceField(label=_("What it says"), widget=forms.RadioSelect)
    for_day = _day(
        _("Of which day it speaks"), help_text=_("The day of the award counts, not the day of looking.")
    )
    note = _text(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = worded("foreign.standing", Standing)

    def looked(self) -> Looked:
        """What `actions.add_source` takes."""
        data = self.cleaned_data
        return Looked(
            data["name"],
            data["official"],
            Standing(data["standing"]),
            data["for_day"],
            data["address"],
            data["note"],
        )


class CheckForm(forms.Form):
    """A check of a document by a person."""

    method = forms.ChoiceField(label=_("How you checked"))
    outcome = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    note = _text(_("What was checked, and what came of it"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = worded("foreign.method", BY_HAND)
        self.fields["outcome"].choices = worded("foreign.outcome", Outcome)


class IssuerForm(forms.Form):
    """Whom to ask about a document."""

    name = forms.CharField(label=_("Who is asked"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail of the institution"),
        help_text=_("An address that the institution itself publishes."),
    )
    language = forms.ChoiceField(label=_("Language of the question"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(one, NAMES[one]) for one in LANGUAGES]
        self.fields["language"].initial = "en"


class FindingForm(forms.Form):
    """An element or a criterion."""

    rating = forms.ChoiceField(label=_("Your rating"), widget=forms.RadioSelect)
    value = _text(_("What is known"))
    source = forms.ChoiceField(label=_("Source"), required=False)
    on = _day(_("Day of the source"), required=False)
    because = _text(_("Why nothing is available"))

    def __init__(self, line: Line, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        part = Part(line.part)
        self.fields["rating"].choices = worded("foreign.rating", RATINGS[part])
        self.fields["source"].choices = [("", "–"), *worded("foreign.source", Source)]

    def finding(self) -> Finding:
        """What `actions.find` takes."""
        data = self.cleaned_data
        return Finding(
            Part(self.line.part),
            self.line.name,
            data["rating"],
            data["value"],
            Source(data["source"]) if data["source"] else None,
            data["on"],
            data["because"],
        )


def finding_form(line: Line, data: Any = None) -> FindingForm:
    """The form of a line with what is kept; what a document said stands as its value until somebody writes another."""
    row = line.row
    initial = (
        {
            "rating": row.rating,
            "value": row.value or "; ".join(line.said),
            "source": row.source,
            "on": row.on,
            "because": row.because,
        }
        if row
        else {}
    )
    return FindingForm(line, data, initial=initial, prefix=line.id, auto_id=f"{line.id}-%s")


class DifferenceForm(forms.Form):
    """A difference; an obstacle makes it substantial."""

    element = forms.ChoiceField(label=_("Element"))
    in_what = _text(_("In what it differs"), required=True)
    obstacle = _text(
        _("Why it hinders the purpose"),
        help_text=_("Empty: it does not hinder the purpose, and nothing can be refused for it."),
    )
    evidence = _text(_("What shows that"), help_text=_("The proof lies with you, not with the applicant."))
    bridge = _text(_("What would bridge it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = worded("foreign.element", ELEMENTS)

    def difference(self) -> Difference:
        """What `actions.compare` takes."""
        data = self.cleaned_data
        return Difference(
            "", data["element"], data["in_what"], data["obstacle"], data["evidence"], data["bridge"]
        )


class HearingForm(forms.Form):
    """The interview of a person without documents."""

    held_on = _day(_("Held on"))
    language = forms.CharField(label=_("Language of the interview"), max_length=60)
    agreed = _text(_("What both evaluators agree on"), rows=5, required=True)

    def __init__(self, people: Iterable[Any], asked: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "kk"
        self.people = {str(one.public_id): one for one in people}
        choices = [("", "–"), *((key, one.name(language)) for key, one in self.people.items())]
        for number, label in ((1, _("First evaluator")), (2, _("Second evaluator"))):
            self.fields[f"who_{number}"] = forms.ChoiceField(label=label, choices=choices)
            self.fields[f"system_{number}"] = forms.BooleanField(
                label=_("knows the education system of that country"), required=False
            )
            self.fields[f"tongue_{number}"] = forms.BooleanField(
                label=_("knows the language"), required=False
            )
        for code, words in worded("foreign.question", QUESTIONS):
            self.fields[f"said_{code}"] = _text(words, help_text=asked.get(code, ""))

    def sat(self) -> list[Sat]:
        """Who held it."""
        data = self.cleaned_data
        return [Sat(self.people[data[f"who_{n}"]], data[f"system_{n}"], data[f"tongue_{n}"]) for n in (1, 2)]

    def said(self) -> dict[str, str]:
        """What was heard on each question."""
        return {one: self.cleaned_data[f"said_{one}"] for one in QUESTIONS}


def described_so_far(kept: Evaluation, read: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of the credential, else what its own document says."""
    return {
        "kind": kept.credential_kind or read.get("kind", ""),
        "mode": kept.study_mode or read.get("mode", ""),
        "institution": kept.institution or read.get("institution", ""),
        "country": kept.country or read.get("country", ""),
        "award_day": kept.award_day or read.get("award_day"),
        **{f"paper_{name}": "given" for name in kept.papers},
        **{f"paper_{name}": "absent" for name in kept.papers_absent},
    }
