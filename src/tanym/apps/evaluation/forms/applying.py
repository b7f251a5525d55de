"""Forms of the applicant: the purpose, and the questionnaire where documents cannot be had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here
from tanym.apps.evaluation.actions.answer import LONGEST
from tanym.apps.evaluation.queries import centres, targets
from tanym.apps.evaluation.shown import worded
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.models import Discipline
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.foreign.undocumented import ASKED_ALWAYS, QUESTIONS


class PurposeForm(forms.Form):
    """What recognition is for, and who is asked."""

    purpose = forms.ChoiceField(label=_("What do you need it for?"), widget=forms.RadioSelect)
    discipline = forms.ChoiceField(
        label=_("Which discipline the credits are for"),
        help_text=_("Only for credits: the university of the discipline decides."),
        required=False,
    )
    wanted = forms.CharField(
        label=_("Which studies or which work"),
        help_text=_("For example: a master’s programme in data analysis; work as a data analyst."),
        max_length=300,
        required=False,
    )
    documented = forms.ChoiceField(
        label=_("Do you have documents of what you learnt?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Yes, or I can get them")),
            ("no", _("No, and I cannot get them, for example because I had to leave")),
        ],
        initial="yes",
    )

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = centres(on)
        self.towards: Mapping[Organisation, list[Discipline]] = targets(on)
        self.fields["purpose"].choices = worded("foreign.purpose", Purpose)
        self.fields["discipline"].choices = [
            ("", _("Choose")),
            *(
                (here(organisation.names), [(str(one.pk), here(one.titles)) for one in found])
                for organisation, found in self.towards.items()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """Credits need a discipline, anything else words on what it is for."""
        given = super().clean() or {}
        purpose = given.get("purpose")
        if purpose == Purpose.CREDITS and not given.get("discipline"):
            self.add_error("discipline", _("Choose the discipline that the credits are for."))
        elif purpose and purpose != Purpose.CREDITS and not str(given.get("wanted") or "").strip():
            self.add_error("wanted", _("Say which studies or which work you need it for."))
        return given

    def chosen(self) -> dict[str, Any]:
        """What `actions.apply` takes."""
        data = self.cleaned_data
        purpose = Purpose(data["purpose"])
        wanted = next(
            (
                (organisation, one)
                for organisation, found in self.towards.items()
                for one in found
                if str(one.pk) == data["discipline"]
            ),
            None,
        )
        if purpose is Purpose.CREDITS and wanted:
            organisation, discipline = wanted
        else:
            organisation, discipline = self.centres[0] if self.centres else None, None
        return {
            "purpose": purpose,
            "organisation": organisation,
            "discipline": discipline,
            "wanted": data["wanted"],
            "documented": data["documented"] == "yes",
        }


class QuestionnaireForm(forms.Form):
    """The questions that stand in for documents; unfinished answers are kept, too."""

    def __init__(self, answers: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(answers), **kwargs)
        for code, words in worded("foreign.question", QUESTIONS):
            self.fields[code] = forms.CharField(
                label=words,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Needed before you send the application.") if code in ASKED_ALWAYS else "",
            )
