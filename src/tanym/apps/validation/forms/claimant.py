"""Forms of the person whose learning is validated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, worded
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.actions.describe import CAN, Described
from tanym.apps.validation.models import Route
from tanym.apps.validation.shown import ShownDescription


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NearForm(forms.Form):
    """What somebody can do, told freely."""

    words = forms.CharField(
        label=_("What can you do?"),
        help_text=_(
            "Write as you would tell a friend: at work, at home, in clubs. Nothing of it is kept or sent."
        ),
        max_length=3000,
        widget=_words(5),
    )


class BeginForm(forms.Form):
    """With whom to go the way, and that one knows it."""

    kind = forms.ChoiceField(
        label=_("How would you like to go?"),
        choices=(),
        initial=Route.Kind.ACCOMPANIED,
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(
        label=_("My adviser may read this case"),
        help_text=_("Only if you go with an adviser. You can take it back at any time."),
        required=False,
        initial=True,
    )
    carry = forms.ChoiceField(label=_("Evidence to begin with"), required=False, widget=forms.RadioSelect)
    informed = forms.BooleanField(
        label=_(
            "I have read how it goes, what it costs and what can come of it, and I take part of my own will"
        ),
        error_messages={"required": _("Read it first, then mark this line.")},
    )

    def __init__(
        self, *args: Any, advised: bool = True, carried: Iterable[RecognitionCase] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.carried = {str(one.public_id): one for one in carried}
        if self.carried:
            self.fields["carry"].choices = [
                *(
                    (key, _("that of your case %(number)s") % {"number": one.number})
                    for key, one in self.carried.items()
                ),
                ("", _("none: I add it myself")),
            ]
            self.fields["carry"].initial = next(iter(self.carried))
        else:
            del self.fields["carry"]
        ways = [Route.Kind.ACCOMPANIED, Route.Kind.ALONE] if advised else [Route.Kind.ALONE]
        self.fields["kind"].choices = worded("validation.way", ways)
        if not advised:
            self.fields["kind"].initial = Route.Kind.ALONE
            del self.fields["consent"]

    def chosen(self) -> RecognitionCase | None:
        """The case whose evidence is to be carried over."""
        return self.carried.get(self.cleaned_data.get("carry", ""))


class DescribeForm(forms.Form):
    """For each outcome: whether one can do it, how, and what one could show."""

    def __init__(self, rows: Iterable[ShownDescription], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for number, row in enumerate(self.rows):
            said = row.said
            self.fields[f"can_{number}"] = forms.ChoiceField(
                label=_("Can you do this?"),
                choices=worded("validation.can-say", CAN),
                initial=said.can if said else None,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer for this one.")},
            )
            self.fields[f"words_{number}"] = forms.CharField(
                label=_("How do you do it? In your own words"),
                initial=said.words if said else "",
                required=False,
                max_length=3000,
                widget=_words(3),
            )
            self.fields[f"show_{number}"] = forms.CharField(
                label=_("What could you show?"),
                help_text=_(
                    "A photograph, a thing you made, somebody who has seen you work, the work itself."
                ),
                initial=said.could_show if said else "",
                required=False,
                max_length=1000,
                widget=_words(2),
            )

    def parts(self) -> list[tuple[ShownDescription, Any, Any, Any]]:
        """Each outcome with its three fields."""
        return [
            (row, self[f"can_{n}"], self[f"words_{n}"], self[f"show_{n}"]) for n, row in enumerate(self.rows)
        ]

    def described(self) -> dict[str, Described]:
        """What was said, by outcome."""
        data = self.cleaned_data
        return {
            row.id: Described(data[f"can_{n}"], data[f"words_{n}"], data[f"show_{n}"])
            for n, row in enumerate(self.rows)
        }


class AskGuidanceForm(forms.Form):
    """Ask an organisation for an adviser."""

    organisation = forms.ChoiceField(label=_("Where"), choices=())
    words = forms.CharField(
        label=_("What would you like to talk about?"), required=False, max_length=2000, widget=_words(3)
    )
    consent = forms.BooleanField(
        label=_("My adviser may read my cases there"),
        help_text=_("You can take it back at any time."),
        required=False,
        initial=True,
    )

    def __init__(self, organisations: Iterable[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(one.code, here(one.names)) for one in organisations]


class JoinForm(forms.Form):
    """Join an employer's group."""

    informed = forms.BooleanField(
        label=_(
            "I have read how it goes, what it costs and what can come of it, and I take part of my own will"
        ),
        error_messages={"required": _("Read it first, then mark this line.")},
    )
    tell = forms.BooleanField(
        label=_("My employer may read my result"),
        help_text=_("Without this the employer never learns it. You can change it at any time."),
        required=False,
    )
