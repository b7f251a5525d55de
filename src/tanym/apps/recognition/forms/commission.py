"""Forms of the commission: seats and votes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import say, worded
from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import members


class RecuseForm(forms.Form):
    """Why a member steps aside."""

    reason = forms.CharField(label=_("Why you step aside"), max_length=300)


class VoteForm(forms.Form):
    """A member's vote."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)

    def __init__(self, results: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = worded("recognition.vote", [*results, "abstain"])


class SeatingForm(forms.Form):
    """Who sits on the commission, with which office."""

    elected = forms.BooleanField(
        label=_("The members chose the chair and the deputy among themselves"), required=False
    )

    def __init__(
        self,
        organisation: Organisation,
        *args: Any,
        kept_out: Collection[str] = (),
        fewest: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        found = members(organisation, "member", timezone.localdate())
        everybody = list(dict.fromkeys(m.person for m in found.order_by("pk")))
        self.people = [one for one in everybody if str(one.public_id) not in kept_out]
        self.out = [one for one in everybody if str(one.public_id) in kept_out]
        self.too_few = len(self.people) < fewest
        language = get_language() or "kk"
        offices = [
            ("", _("does not sit")),
            *worded("recognition.office", ("chair", "deputy", "member")),
        ]
        for person in self.people:
            key = self._key(person)
            self.fields[f"office_{key}"] = forms.ChoiceField(
                label=person.name(language), choices=offices, required=False
            )
            self.fields[f"side_{key}"] = forms.ChoiceField(
                label=_("Side"),
                choices=worded("recognition.side", ("educator", "practitioner")),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Whoever is kept out is not seated, though a page that was opened before still offered them."""
        for person in self.out:
            if self.data.get(f"office_{self._key(person)}"):
                name = person.name(get_language() or "kk")
                self.add_error(None, say("commission.must-be-apart", person=name))
        return super().clean() or {}

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each person with the fields of office and side."""
        return [(p, self[f"office_{self._key(p)}"], self[f"side_{self._key(p)}"]) for p in self.people]

    def chosen(self) -> list[tuple[Any, str, str]]:
        """Who was seated: person, office, side."""
        seated = []
        for person in self.people:
            office = self.cleaned_data[f"office_{self._key(person)}"]
            side = self.cleaned_data[f"side_{self._key(person)}"] or "educator"
            if office:
                seated.append((person, "" if office == "member" else office, side))
        return seated

    @staticmethod
    def _key(person: Any) -> str:
        return str(person.public_id).replace("-", "")
