"""Forms of the portfolio: a piece of evidence, a question about it, the answer to one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import ENDONYMS, say, worded
from tanym.apps.files.fields import DocumentField
from tanym.apps.files.sizes import with_limit
from tanym.apps.portfolio import asking
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.models import Item, Question
from tanym.core.recognition.evidence import EvidenceKind

KINDS = (
    EvidenceKind.CERTIFICATE,
    EvidenceKind.SIGNED_CREDENTIAL,
    EvidenceKind.TRANSCRIPT,
    EvidenceKind.WORK_SAMPLE,
    EvidenceKind.EXPERIENCE,
    EvidenceKind.REFERENCE,
)
"""What can be added, the usual one first."""


class ItemForm(forms.Form):
    """A piece of evidence that is no award of this platform."""

    kind = forms.ChoiceField(label=_("What it is"), choices=worded("recognition.kind", KINDS))
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
        max_value=99999,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
    )
    text = forms.CharField(
        label=_("What you learnt or did"),
        help_text=_("In short sentences. An assessor compares these words with what has to be shown."),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = DocumentField(
        label=_("File"),
        help_text=with_limit(
            _("PDF, PNG, JPEG, or the JSON of a digital credential; {megabytes} MB at most.")
        ),
        required=False,
    )
    joint = forms.BooleanField(label=_("It was done together with others"), required=False)
    own_share = forms.CharField(
        label=_("Your own part of it"), help_text=_("Only for joint work."), max_length=300, required=False
    )

    has_file = False
    """Whether there is a file already, so that neither text nor upload is needed."""

    def clean(self) -> dict[str, Any]:
        """What the fields alone cannot say."""
        given = super().clean() or {}
        if given.get("joint") and not given.get("own_share"):
            self.add_error("own_share", say("evidence.no-share"))
        if given.get("dated") and given["dated"] > timezone.localdate():
            self.add_error("dated", say("evidence.later-than-today"))
        empty = not given.get("text") and not given.get("file") and not self.has_file
        if empty and "file" not in self.errors:
            self.add_error("text", say("evidence.no-content"))
        return given

    def given(self) -> Given:
        """What the person says of it."""
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


class ChangeForm(ItemForm):
    """The same without the file, which stays."""

    file = None  # type: ignore[assignment]

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(item, name) for name in ("kind", "title", "provider", "dated", "text")}
        initial |= {"joint": item.joint, "own_share": item.own_share}
        initial["hours"] = Decimal(item.minutes) / 60 if item.minutes else None
        super().__init__(*args, initial=initial, **kwargs)
        self.has_file = item.file_id is not None
        known = {value for value, _words in self.fields["kind"].choices}  # type: ignore[attr-defined]
        if item.kind not in known:  # of a later version, or brought in by a program
            self.fields["kind"].choices += worded("recognition.kind", [item.kind])  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """Whom to ask about an item, and until when."""

    name = forms.CharField(label=_("Name of the person"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_(
            "One at work says more than one of a public mail service. It is erased after the answer."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the questions"), choices=[*ENDONYMS.items(), ("it", "Italiano")]
    )
    until = forms.DateField(
        label=_("Answer by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"until": timezone.localdate() + asking.USUAL, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)

    def asked(self) -> dict[str, Any]:
        """What `actions.ask` takes."""
        said = self.cleaned_data
        last = datetime.combine(said["until"], time(23, 59), tzinfo=timezone.get_current_timezone())
        return {"name": said["name"], "email": said["email"], "language": said["language"], "until": last}


class AnswerForm(forms.Form):
    """The answers to a question; all its words are in the language of the question."""

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, language = question, question.language
        choices = [(one.value, say(f"question.answer.{one}", language)) for one in asking.Answer]
        for code in question.questions:
            self.fields[f"a-{code}"] = forms.ChoiceField(
                label=say(f"question.ask.{question.to}.{code}", language),
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": say("question.unanswered", language)},
            )
            self.fields[f"w-{code}"] = forms.CharField(
                label=say("question.page.words", language),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for name in ("name", "role"):
            self.fields[name] = forms.CharField(
                label=say(f"question.page.{name}", language),
                max_length=200,
                error_messages={"required": say(f"question.no-{name}", language)},
                initial=question.name if name == "name" else "",
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        """Each question with the field for further words."""
        return [(self[f"a-{code}"], self[f"w-{code}"]) for code in self.question.questions]

    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """What `actions.answer` takes."""
        said = self.cleaned_data
        return {
            code: {"answer": said[f"a-{code}"], "words": said[f"w-{code}"]}
            for code in self.question.questions
        }
