"""What the organiser fills in: the announcement, an answer, a longer period, the end, a question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from tanym.apps.accounts.fields import ByLanguage, OnceForm, day, long
from tanym.apps.accounts.words import ENDONYMS, say, worded
from tanym.apps.consultation.announcing import Announcement
from tanym.apps.consultation.models import Consultation
from tanym.core.consultation.contribution import Outcome
from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.localized import LANGUAGES

STEPS = 2
"""Steps of the road map after the answers that the form offers: approval and entry into force."""


class AnnouncementForm(OnceForm):
    """The terms and the road map of a consultation."""

    level = forms.ChoiceField(
        label=_("How far the public takes part"),
        choices=worded("consultation.level", Consultation.Level),
        initial=Consultation.Level.CONSULTATION,
    )
    step = forms.ChoiceField(
        label=_("Step of the policy cycle"),
        choices=worded("consultation.step", Consultation.Step),
        initial=Consultation.Step.DRAFTING,
    )
    opens_on = forms.DateField(label=_("Opens on"), widget=day())
    ends_on = forms.DateField(label=_("Last day for contributions"), widget=day())
    answers_by = forms.DateField(label=_("Answers by"), widget=day())
    languages = forms.MultipleChoiceField(
        label=_("Languages in which people may write"),
        choices=list(ENDONYMS.items()),
        initial=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Whom it is meant for"),
        choices=worded("consultation.category", Category),
        initial=[str(one) for one in Category],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, today: date, shortest: int | None, titles: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        length = timedelta(days=(shortest or 1) - 1)
        self.fields["opens_on"].initial = today
        self.fields["ends_on"].initial = today + length
        self.fields["answers_by"].initial = today + 2 * length + timedelta(days=1)
        self.titles = ByLanguage(self, "title", pgettext("consultation", "What it is about"))
        self.summary = ByLanguage(self, "summary", _("In short: what changes and why"), rows=3)
        self.note = ByLanguage(self, "note", _("What force the text has"), rows=2)
        self.privacy = ByLanguage(self, "privacy", _("What happens to people’s data"), rows=3)
        self.titles.fill(titles)
        for texts, code in (
            (self.note, "consultation.usual-note"),
            (self.privacy, "consultation.usual-privacy"),
        ):
            texts.fill({language: say(code, language) for language in LANGUAGES})
        self.steps = []
        for number in range(1, STEPS + 1):
            self.fields[f"step-{number}-on"] = forms.DateField(label=_("Day"), required=False, widget=day())
            texts = ByLanguage(self, f"step-{number}", _("What happens"))
            code = f"consultation.usual-step.{number}"
            texts.fill({language: say(code, language) for language in LANGUAGES})
            self.steps.append({"on": self[f"step-{number}-on"], "words": texts, "name": f"step-{number}-on"})

    def announcement(self) -> Announcement:
        """What is announced; `Announcement.check` says whether it can be."""
        given = self.cleaned_data
        return Announcement(
            titles=self.titles.given(),
            summary=self.summary.given(),
            level=given["level"],
            step=given["step"],
            opens_on=given["opens_on"],
            ends_on=given["ends_on"],
            answers_by=given["answers_by"],
            legal_note=self.note.given(),
            privacy=self.privacy.given(),
            languages=tuple(given["languages"]),
            target_groups=tuple(given["target_groups"]),
            road_map=tuple(
                (given[one["name"]], one["words"].given()) for one in self.steps if given.get(one["name"])
            ),
        )


class AnswerForm(OnceForm):
    """One answer to one contribution or to several."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=worded("consultation.outcome", Outcome),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Everybody reads it. Say what decided it, and where the text stands now."),
        widget=long(4),
    )
    entry = forms.ChoiceField(
        label=_("The change in the draft that it caused"),
        help_text=_("Make the change in the draft first; then it stands in this list."),
        required=False,
    )
    same = forms.BooleanField(label=_("The draft said so already"), required=False)

    def __init__(self, changes: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = [("", _("No change in the draft")), *changes]


class ExtendForm(forms.Form):
    """A later last day."""

    ends_on = forms.DateField(label=_("New last day"), widget=day())
    because = forms.CharField(label=_("Why; it is published"), widget=long(2))


class CloseForm(forms.Form):
    """The end, with a reason where it comes before its day."""

    early = forms.CharField(
        label=_("Why it ends before its last day; it is published"), required=False, widget=long(2)
    )


class QuestionForm(OnceForm):
    """A question of the survey."""

    several = forms.BooleanField(label=_("Several options may be chosen"), required=False)
    open = forms.BooleanField(label=_("Leave room for own words"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = ByLanguage(self, "words", _("The question"))
        self.options = ByLanguage(
            self, "options", _("Options, one a line, in the same order in each language"), rows=4
        )

    def option_texts(self) -> list[dict[str, str]]:
        """The options, each by language: the first lines belong together, then the second ones …"""
        by_language = {
            language: [line.strip() for line in text.splitlines() if line.strip()]
            for language, text in self.options.given().items()
        }
        most = max((len(lines) for lines in by_language.values()), default=0)
        return [
            {language: lines[index] for language, lines in by_language.items() if index < len(lines)}
            for index in range(most)
        ]


class PersonForm(forms.Form):
    """A person, by the name or address with which they sign in."""

    person = forms.CharField(label=_("Sign-in name or e-mail of the person"), max_length=150)
