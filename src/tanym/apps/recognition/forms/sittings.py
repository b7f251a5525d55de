"""Forms of sittings and of an organisation's own reasons."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here, worded
from tanym.apps.recognition.agenda import Item
from tanym.apps.recognition.models import Commission
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.recognition.evidence import EvidenceKind
from tanym.core.recognition.reasons import Finding


class SittingForm(forms.Form):
    """When and where commissions meet, and on what."""

    sitting = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Place: a room, or the address of a call"), max_length=300)
    cases = forms.MultipleChoiceField(label=_("On the agenda"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, items: Iterable[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {str(one.commission.pk): one for one in items if one.commission}
        self.fields["cases"].choices = [
            (key, f"№ {one.case.number}: {here(one.case.target['titles'])}")
            for key, one in self._items.items()
        ]

    def chosen(self) -> list[Commission]:
        """The commissions that are to meet."""
        found = [self._items[key].commission for key in self.cleaned_data["cases"]]
        return [one for one in found if one is not None]

    def starts_at(self) -> datetime:
        """The moment in the time of the country."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["on"], data["time"]))


class ReasonForm(forms.Form):
    """A reason of an organisation's own."""

    finding = forms.ChoiceField(label=_("For which finding"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("On which evidence"), required=False)
    kk = forms.CharField(
        label=_("In Kazakh"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "lang": "kk"})
    )
    ru = forms.CharField(
        label=_("In Russian"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"})
    )
    en = forms.CharField(
        label=_("In English"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "lang": "en"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].choices = worded("recognition.reason-finding", Finding)
        self.fields["kind"].choices = [("", _("any")), *worded("recognition.kind", EvidenceKind)]

    def words(self) -> dict[str, str]:
        """The words by language."""
        return {language: self.cleaned_data[language] for language in LANGUAGES}
