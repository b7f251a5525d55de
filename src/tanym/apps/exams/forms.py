"""Forms of exams: what a centre publishes, admission, sittings, the examiner's sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import worded
from tanym.apps.audit import clock as timezone
from tanym.apps.exams.actions.admit import LEARNING, SERVICES
from tanym.apps.exams.actions.not_admit import GROUNDS
from tanym.apps.exams.actions.publish_offer import Terms
from tanym.apps.exams.queries import examined_by
from tanym.apps.organisations.queries import members
from tanym.apps.recognition.forms.meetings import PlaceForm
from tanym.core.kernel.localized import LANGUAGES, choose

Text = Mapping[str, str]


def _text(label: Any, rows: int = 3, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=3000,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AdmitForm(forms.Form):
    """What decides on admission, and who examines."""

    service = forms.ChoiceField(
        label=_("Service of the candidate"),
        help_text=_("The law does not apply to people in these services."),
    )
    of_age = forms.BooleanField(
        label=_("The candidate has the age that the standard asks for"), required=False
    )
    admits = forms.MultipleChoiceField(
        label=_("Learning for which the standard provides"),
        help_text=_("Read it from the card of the profession, below."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    assessor = forms.ChoiceField(label=_("Examiner"))
    words = _text(_("Remark on the admission"), rows=2, required=False)

    def __init__(self, case: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = worded("exams.service", SERVICES)
        self.fields["admits"].choices = worded("exams.learning", LEARNING)
        language = get_language() or "kk"
        found = members(case.organisation, "assessor", timezone.localdate()).exclude(person=case.claimant)
        before = {one.pk for one in examined_by(case)}
        self.people = {str(one.person.public_id): one.person for one in found if one.person_id not in before}
        self.fields["assessor"].choices = [(key, one.name(language)) for key, one in self.people.items()]


class NotAdmitForm(forms.Form):
    """Why a candidate is not admitted."""

    grounds = forms.MultipleChoiceField(
        label=_("Grounds"),
        help_text=_("Citizenship is no ground: foreigners and stateless people may take the exam."),
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = _text(_("Reasons"), help_text=_("The candidate reads them, and can mend what is named here."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].choices = worded("exams.ground", GROUNDS)


class PostponeForm(PlaceForm):
    """The new day for who was ill."""

    paper = forms.CharField(
        label=_("Which paper shows the temporary incapacity"),
        help_text=_("Its kind, number and day; no diagnosis."),
        max_length=300,
    )
    field_order = ("paper", "on", "time", "minutes", "place", "online")


class TheoryForm(forms.Form):
    """How many answers were right."""

    correct = forms.IntegerField(label=_("Right answers"), min_value=0, max_value=1000)
    questions = forms.IntegerField(label=_("Questions"), min_value=1, max_value=1000)


class PersonalForm(forms.Form):
    """Each personal competence: shown or not, with a reason."""

    def __init__(self, asked: Sequence[Text], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        language = get_language() or "kk"
        for n, text in enumerate(asked):
            self.fields[f"shown_{n}"] = forms.ChoiceField(
                label=choose(text, language)[0],
                choices=[("yes", _("Shown")), ("no", _("Not shown"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"reasons_{n}"] = forms.CharField(label=_("By what you saw it"), max_length=1000)

    def rows(self) -> list[tuple[Text, Any, Any]]:
        """Each competence with its two fields."""
        return [(text, self[f"shown_{n}"], self[f"reasons_{n}"]) for n, text in enumerate(self.asked)]

    def answers(self) -> list[tuple[bool, str]]:
        """What the action takes."""
        data = self.cleaned_data
        return [(data[f"shown_{n}"] == "yes", data[f"reasons_{n}"]) for n, _text in enumerate(self.asked)]


def answered(personal: Sequence[Mapping[str, Any]] | None) -> dict[str, str]:
    """The values of a sheet that was filled in before."""
    found = {}
    for n, one in enumerate(personal or ()):
        found |= {f"shown_{n}": "yes" if one["shown"] else "no", f"reasons_{n}": one["reasons"]}
    return found


class ConcludeForm(forms.Form):
    """What somebody hears who has not passed (law 14-VIII, art. 21)."""

    recommendations = _text(
        _("Recommendations"),
        help_text=_("What to learn or practise before the next attempt."),
        required=False,
    )
    retake = _text(_("When and how the exam can be taken again"), rows=2, required=False)

    def __init__(self, retake: Text, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retake"].initial = choose(retake, get_language() or "kk")[0] if retake else ""


class OfferForm(forms.Form):
    """What a centre publishes of one profession (law 14-VIII, art. 17(2)), in Kazakh and Russian, English if it likes."""

    profession = forms.ChoiceField(label=_("Profession of the register"))
    price = forms.IntegerField(
        label=_("Price of the whole exam, in tenge"), min_value=1, max_value=10_000_000
    )
    skill_price = forms.IntegerField(
        label=_("Price for one separate skill, in tenge"), min_value=1, max_value=10_000_000, required=False
    )

    TEXTS = ("papers", "retake", "places", "conditions", "personal")
    LABELS: Mapping[str, Any] = {
        "papers": _("Papers that a candidate brings"),
        "retake": _("Terms of a retake"),
        "places": _("Where the exam takes place"),
        "conditions": _("Conditions for persons with disabilities"),
        "personal": _("Personal competences that are assessed, one a line"),
    }
    NEEDED = frozenset({"papers", "retake", "personal"})

    def __init__(self, professions: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profession"].choices = professions
        for name in self.TEXTS:
            for language in LANGUAGES:
                needed = name in self.NEEDED and language != "en"
                label = f"{self.LABELS[name]} ({language})"
                self.fields[f"{name}_{language}"] = _text(label, rows=3, required=needed)

    def clean(self) -> dict[str, Any]:
        """The competences stand in the same order in every language, so each has as many lines."""
        given = super().clean() or {}
        lines = {one: self._lines(given, one) for one in LANGUAGES}
        counts = {len(found) for found in lines.values() if found}
        if len(counts) > 1:
            self.add_error("personal_ru", _("Give as many lines in each language, in the same order."))
        return given

    def terms(self) -> Terms:
        """What the action takes."""
        data = self.cleaned_data
        lines = {one: self._lines(data, one) for one in LANGUAGES}
        count = max(len(found) for found in lines.values())
        return Terms(
            price=data["price"],
            skill_price=data["skill_price"],
            personal=[
                {one: found[n] for one, found in lines.items() if len(found) > n} for n in range(count)
            ],
            **{name: self._texts(data, name) for name in self.TEXTS if name != "personal"},
        )

    @staticmethod
    def _texts(data: Mapping[str, Any], name: str) -> dict[str, str]:
        return {
            one: data[f"{name}_{one}"].strip() for one in LANGUAGES if data.get(f"{name}_{one}", "").strip()
        }

    @staticmethod
    def _lines(data: Mapping[str, Any], language: str) -> list[str]:
        return [
            line.strip() for line in (data.get(f"personal_{language}") or "").splitlines() if line.strip()
        ]


class UploadedForm(forms.Form):
    """The number that the platform gave the file."""

    number = forms.CharField(label=_("Number that the platform gave"), max_length=60)
