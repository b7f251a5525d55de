"""Forms of one's own data: what to erase, whether to close the account; and the answer of an office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import worded
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.showing import Room


class EraseForm(forms.Form):
    """Which of what may be erased."""

    rooms = forms.MultipleChoiceField(
        label=_("What to erase"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what to erase.")},
    )

    def __init__(self, own: Iterable[Room], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rooms"].choices = [
            (one.room, f"{one.name} ({one.what_goes})") for one in own if one.goes
        ]


class CloseForm(forms.Form):
    """That the account is really to be closed."""

    sure = forms.BooleanField(
        label=_("I understand that nobody can open this account again"),
        error_messages={"required": _("Mark this line if you are sure.")},
    )


class AnswerForm(forms.Form):
    """What the organisation does with what it keeps, and why."""

    answer = forms.ChoiceField(
        label=_("What happens with the data"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("Needed where something is kept: on which ground and for how long. The person reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = worded("privacy.answer-is", Consent.Answer.values)
