"""Forms of wallets: in which form a document is handed over, and what is asked of somebody's wallet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import OnceForm, long
from tanym.apps.accounts.words import say
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.models import MicroQualification
from tanym.apps.qualifications.queries import published
from tanym.apps.wallets.asking import CLAIMS, ways
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.queries import asking_places
from tanym.core.kernel.localized import choose


class OfferForm(forms.Form):
    """In which form, and how the wallet gets access."""

    configuration = forms.ChoiceField(label=_("For which wallet"), widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How the wallet gets it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, forms_of: Sequence[str], by_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [Offer.Way.CODE] if by_code else []
        self._offer("configuration", [(one, say(f"wallet.form-choice.{one}")) for one in forms_of])
        self._offer(
            "way", [(one.value, say(f"wallet.way.{one.value}")) for one in (*offered, Offer.Way.SIGN_IN)]
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = choices[0][0]


class AskForm(OnceForm):
    """In whose name, for what, why, and on which device."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), to_field_name="code", label=_("In the name of"), empty_label=None
    )
    micro_qualification = forms.ModelChoiceField(
        MicroQualification.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Which micro-qualification"),
        empty_label=_("Any"),
    )
    claims = forms.MultipleChoiceField(
        label=_("What else you need to know"),
        help_text=_("Ask for no more than you need: the person sees the list and may say no."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Why you ask"),
        help_text=_("The person reads it before deciding."),
        max_length=300,
        widget=long(2),
        error_messages={"required": _("Write why you ask: the person decides by it.")},
    )
    prefix = forms.ChoiceField(label=_("How the wallet learns who asks"), required=False)
    mode = forms.ChoiceField(label=_("How the answer comes"), required=False)

    def __init__(self, *args: Any, person: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "kk"
        bodies = asking_places(person, on)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["organisation"].label_from_instance = (  # type: ignore[attr-defined]
            lambda one: choose(one.names, language)[0]
        )
        titles = {one.micro_qualification_id: one.titles for one in published(on)}
        offered = self.fields["micro_qualification"]
        offered.queryset = MicroQualification.objects.filter(pk__in=titles)  # type: ignore[attr-defined]
        offered.label_from_instance = (  # type: ignore[attr-defined]
            lambda one: choose(titles[one.pk], language)[0]
        )
        self.fields["claims"].choices = [  # type: ignore[attr-defined]
            (name, say(f"wallet.asked.{name}")) for name in CLAIMS
        ]
        prefixes, modes = ways()
        self.fields["prefix"].choices = [  # type: ignore[attr-defined]
            (name, say(f"wallet.prefix.{name}")) for name in prefixes
        ]
        self.fields["mode"].choices = [  # type: ignore[attr-defined]
            (name, say(f"wallet.mode.{name.replace('.', '-')}")) for name in modes
        ]
