"""What a subscriber writes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import here
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.registers.queries import definitions
from tanym.apps.registers.sources import sources


class SubscriptionForm(forms.Form):
    """An address, the registers that it wants, and for whom."""

    address = forms.CharField(
        label=_("Address of your server"),
        help_text=_("A public address that begins with https://. It gets each change as JSON."),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    registers = forms.MultipleChoiceField(
        label=_("Registers; none chosen: all"), required=False, widget=forms.CheckboxSelectMultiple
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), to_field_name="code", label=_("For which organisation"), empty_label=None
    )

    def __init__(self, data: Any = None, *, person: Person, on: date) -> None:
        super().__init__(data, label_suffix="")
        known = sources()
        choices = [(one.id, here(one.words)) for one in definitions().values() if one.id in known]
        self.fields["registers"].choices = choices  # type: ignore[attr-defined]
        mine = memberships(person, on).values("organisation")
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=mine)  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: here(one.names)  # type: ignore[attr-defined]
