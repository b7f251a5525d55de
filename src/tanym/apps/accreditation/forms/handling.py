"""Forms of the office, of experts and of the organisation after the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import day, long
from tanym.apps.accounts.words import here, say, worded
from tanym.apps.accreditation.actions.declare import RELATIONS
from tanym.apps.accreditation.actions.propose_measure import LEARNERS
from tanym.apps.accreditation.certificate import scope_in_words
from tanym.apps.accreditation.handling import kind_of, of
from tanym.apps.accreditation.models import Application
from tanym.apps.files.sizes import with_limit
from tanym.apps.organisations.actions.found import BY_APPLICATION

CONDITIONS = 3
KINDS_OF_BODIES = sorted(BY_APPLICATION, key=lambda one: (one != "training", BY_APPLICATION.index(one)))
"""The usual one first."""
LONGEST = 6000


class ActForm(forms.Form):
    """A form on the page of a case that says what one action is told."""

    def said(self) -> dict[str, Any]:
        """What was typed, under the names by which the action takes it."""
        return self.cleaned_data


class FoundForm(forms.Form):
    """An organisation that is not on the platform yet: its legal identity and its names."""

    type = forms.ChoiceField(
        label=_("Kind of organisation"), choices=worded("organisation-type", KINDS_OF_BODIES)
    )
    legal_id = forms.CharField(
        label=_("Business identification number (BIN)"), help_text=_("Twelve digits."), max_length=20
    )
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail of the organisation"), required=False)


class PaperForm(forms.Form):
    """A document; `document` names it where the form is shown again."""

    document = ""
    file = forms.FileField(
        label=_("File"), help_text=with_limit(_("PDF, PNG or JPEG; {megabytes} MB at most."))
    )


class AskForm(ActForm):
    """What exactly is missing, by document; a blank line asks for nothing."""

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, document in of(application).procedure.documents.items():
            self.fields[f"missing-{name}"] = forms.CharField(
                label=here(document.words), required=False, max_length=1000, widget=long(2)
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            self.add_error(None, say("accreditation.say-what-is-missing"))
        return said

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data.items()
        return {"missing": {name.removeprefix("missing-"): text for name, text in typed if text}}


class AssignForm(ActForm):
    """Which expert."""

    expert = forms.ChoiceField(label=_("Expert"))

    def __init__(self, people: Iterable[Any], language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.public_id): one for one in people}
        self.fields["expert"].choices = [(code, one.name(language)) for code, one in self.people.items()]

    def said(self) -> dict[str, Any]:
        return {"expert": self.people[self.cleaned_data["expert"]]}


class DeclareForm(forms.Form):
    """Whether anything ties the expert to the organisation."""

    relation = forms.ChoiceField(
        label=_("Your tie to the organisation"),
        choices=worded("accreditation.relation", RELATIONS),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Which one"), required=False, max_length=LONGEST, widget=long(2))


class JudgeForm(ActForm):
    """What was found, by criterion and by finding that the rules left open."""

    def __init__(self, about: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = dict(about)
        for name, (label, outcome, reasons) in self.about.items():
            self.fields[f"outcome-{name}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", _("not judged yet")), *worded("accreditation.outcome", ("met", "not-met"))],
                initial=outcome,
            )
            self.fields[f"reasons-{name}"] = forms.CharField(
                label=_("What you saw, and why"),
                required=False,
                max_length=LONGEST,
                widget=long(2),
                initial=reasons,
            )

    @property
    def rows(self) -> list[tuple[str, Any, Any]]:
        """The two fields of each criterion."""
        return [(name, self[f"outcome-{name}"], self[f"reasons-{name}"]) for name in self.about]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in self.about:
            if said.get(f"outcome-{name}") and not (said.get(f"reasons-{name}") or "").strip():
                self.add_error(f"reasons-{name}", _("Say in a sentence what you saw."))
        return said

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "judgements": {
                name: (typed[f"outcome-{name}"], typed[f"reasons-{name}"])
                for name in self.about
                if typed[f"outcome-{name}"]
            }
        }


class VisitForm(ActForm):
    """A visit or an observed assessment."""

    kind = forms.ChoiceField(
        label=_("What it was"), choices=worded("accreditation.visit", ("site", "assessment"))
    )
    announced = forms.ChoiceField(
        label=_("Was it announced?"),
        choices=worded("accreditation.notice", ("announced", "unannounced")),
    )
    on = forms.DateField(label=_("Day"), widget=day())
    report = forms.CharField(label=_("Report: what you saw"), max_length=LONGEST, widget=long(6))

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"announced": self.cleaned_data["announced"] == "announced"}


class PrepareForm(ActForm):
    """The decision: result, reasons, scope, conditions."""

    result = forms.ChoiceField(
        label=_("Decision"),
        choices=worded("accreditation.result", ("recognise", "refuse")),
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        help_text=_("They stand in the public register: no names of people."),
        max_length=LONGEST,
        widget=long(4),
    )
    minutes = forms.CharField(label=_("Number of the minutes"), max_length=60, required=False)

    def __init__(self, application: Application, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        prepared = getattr(application, "decision", None)
        for name in kind_of(application).scope:
            asked = application.scope.get(name) or []
            if not asked:
                continue
            words = [scope_in_words({name: [one]}, language)[0][1] for one in asked]
            kept = prepared.scope.get(name, asked) if prepared else asked
            self.fields[f"scope-{name}"] = forms.MultipleChoiceField(
                label=worded("accreditation.scope", [name])[0][1],
                choices=[(str(one), word) for one, word in zip(asked, words, strict=True)],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[str(one) for one in kept],
            )
        for n in range(1, CONDITIONS + 1):
            self.fields[f"condition-{n}"] = forms.CharField(
                label=_("Condition %(n)d") % {"n": n}, required=False, max_length=1000, widget=long(2)
            )
            self.fields[f"due-{n}"] = forms.DateField(
                label=_("To be fulfilled by"), required=False, widget=day()
            )

    @property
    def scopes(self) -> list[Any]:
        """The fields of the scope."""
        return [self[name] for name in self.fields if name.startswith("scope-")]

    @property
    def condition_rows(self) -> list[tuple[Any, Any]]:
        """The fields of each condition."""
        return [(self[f"condition-{n}"], self[f"due-{n}"]) for n in range(1, CONDITIONS + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, CONDITIONS + 1):
            if said.get(f"condition-{n}") and not said.get(f"due-{n}") and f"due-{n}" not in self.errors:
                self.add_error(f"due-{n}", _("Say by which day."))
        return said

    def said(self) -> dict[str, Any]:
        plain = {name: self.cleaned_data[name] for name in ("result", "reasons", "minutes")}
        return plain | {"scope": self._scope(), "conditions": self._conditions()}

    def _scope(self) -> dict[str, list[Any]]:
        """The scope of the decision, in the type in which it was asked for."""
        found: dict[str, list[Any]] = {}
        for name in kind_of(self.application).scope:
            chosen = set(self.cleaned_data.get(f"scope-{name}") or ())
            found[name] = [one for one in self.application.scope.get(name) or [] if str(one) in chosen]
        return found

    def _conditions(self) -> list[tuple[str, date]]:
        said = self.cleaned_data
        return [
            (said[f"condition-{n}"], said[f"due-{n}"])
            for n in range(1, CONDITIONS + 1)
            if said[f"condition-{n}"]
        ]


class MeasureForm(forms.Form):
    """A suspension, reinstatement or withdrawal, with what happens to those who learn now."""

    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("They stand in the public register: no names of people."),
        max_length=LONGEST,
        widget=long(3),
    )
    learners = forms.ChoiceField(
        label=_("Those who learn now"), choices=worded("accreditation.learners", LEARNERS)
    )
    text = forms.CharField(
        label=_("More on that, in public"),
        help_text=_("Where they go, by when, what happens to fees. No names."),
        required=False,
        max_length=LONGEST,
        widget=long(2),
    )

    def __init__(self, grounds: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named := tuple(grounds):
            self.fields["ground"] = forms.ChoiceField(
                label=_("Ground of the law"), choices=worded("accreditation.ground", named)
            )


class ConditionForm(forms.Form):
    """What was done to fulfil a condition."""

    text = forms.CharField(
        label=_("What you did, and where it can be seen"), max_length=LONGEST, widget=long(3)
    )
