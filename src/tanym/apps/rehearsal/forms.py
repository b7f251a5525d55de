"""Forms of rehearsals: where, what, under which rules; how many days pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, say
from tanym.apps.organisations.models import Organisation
from tanym.apps.rehearsal.subjects import Subject
from tanym.apps.workshop.models import PackDraft


class WhereForm(forms.Form):
    """At which organisation."""

    organisation = forms.ChoiceField(label=_("Organisation"), choices=())

    def __init__(self, found: Iterable[Organisation], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["organisation"].choices = [(one.code, here(one.names)) for one in found]  # type: ignore[attr-defined]


class BeginForm(forms.Form):
    """What is asked for, and under which rules."""

    wanted = forms.ChoiceField(
        label=_("What the claimant asks for"),
        help_text=_("As people could ask for it today. Nothing of the rehearsal is seen by others."),
        choices=(),
    )
    draft = forms.ChoiceField(
        label=_("Rules"),
        help_text=_("With a draft the rehearsal begins on the day from which the draft is to hold."),
        required=False,
        choices=(),
    )

    def __init__(
        self, found: Sequence[Subject], drafts: Iterable[PackDraft], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        grouped: dict[str, list[tuple[str, str]]] = {}
        for one in found:
            grouped.setdefault(one.procedure, []).append((one.value, here(one.titles)))
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            (say(f"rehearsal.procedure.{name}"), choices) for name, choices in grouped.items()
        ]
        self.fields["draft"].choices = [  # type: ignore[attr-defined]
            ("", _("those in force")),
            *((str(one.public_id), f"{here(one.titles)} ({one.pack})") for one in drafts),
        ]


class DaysForm(forms.Form):
    """How many days pass."""

    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=400, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
