"""Forms of signing: a signature from another program, a scan, a member who left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.models import Seat


class NationalForm(forms.Form):
    """A signature that the person's own program made."""

    cms = forms.CharField(
        label=_("The signature that the program gave"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )


class ScanForm(forms.Form):
    """Minutes that were signed on paper."""

    file = forms.FileField(
        label=_("The scan: PDF, JPEG or PNG"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    printed = forms.CharField(
        label=_("The mark that is printed on the signed paper"),
        help_text=_(
            "Twelve signs at the foot of every page, such as 3f2a 90bc 11de. Type them from the paper."
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    people = forms.MultipleChoiceField(label=_("Who signed this paper"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.public_id): one for one in people}
        language = get_language() or "kk"
        self.fields["people"].choices = [(key, one.name(language)) for key, one in self._people.items()]

    def chosen(self) -> list[Person]:
        """Who signed."""
        return [self._people[key] for key in self.cleaned_data["people"]]


class LeftForm(forms.Form):
    """A member who voted and left."""

    seat = forms.ChoiceField(label=_("Who left"))
    reason = forms.CharField(
        label=_("Why this member cannot sign"),
        help_text=_("Stands in the minutes: illness, the end of the membership."),
        max_length=300,
    )
    successor = forms.ChoiceField(
        label=_("Whom the members who remain chose to chair"),
        help_text=_("Only where neither the chair nor the deputy is left."),
        required=False,
    )

    def __init__(self, seats: Iterable[Seat], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seats = {str(one.pk): one for one in seats}
        language = get_language() or "kk"
        named = [(key, one.person.name(language)) for key, one in self._seats.items()]
        self.fields["seat"].choices = named
        self.fields["successor"].choices = [("", "—"), *named]

    def seats(self) -> tuple[Seat, Seat | None]:
        """Who left, and who chairs from now on."""
        data = self.cleaned_data
        return self._seats[data["seat"]], self._seats.get(data["successor"])


class TakeOverForm(forms.Form):
    """Why another secretary goes on."""

    reason = forms.CharField(label=_("Why the secretary cannot go on"), max_length=300)
