"""Forms of endorsements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import ByLanguage, day, long
from tanym.apps.endorsements.queries import who_may_endorse
from tanym.apps.organisations.models import Organisation
from tanym.core.kernel.localized import choose


class AskForm(forms.Form):
    """Whom to ask, and what."""

    endorser = forms.ModelChoiceField(
        Organisation.objects.none(), to_field_name="code", label=_("Employer or sector council")
    )
    message = forms.CharField(
        label=_("What you ask"),
        help_text=_("For whom the micro-qualification is, and why you ask just them."),
        max_length=2000,
        widget=long(4),
    )

    def __init__(self, *args: Any, owner: Organisation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "kk"
        field = self.fields["endorser"]
        field.queryset = who_may_endorse(owner, on)  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: choose(one.names, language)[0]  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """What the organisation says, and until when."""

    until = forms.DateField(
        label=_("Until"), help_text=_("Leave it empty if it has no end."), required=False, widget=day()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement = ByLanguage(self, "statement", _("What your organisation says"), rows=4)


class ReasonForm(forms.Form):
    """Why not, or why not any more."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=long(3))
