"""The form of the minutes of a second panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import worded
from tanym.apps.recognition.forms.minutes import MinutesForm, needed_at_times


class AppealMinutesForm(MinutesForm):
    """The minutes of the second panel; the findings count only where it changes the decision."""

    result_field = "instead"
    instead = forms.ChoiceField(
        label=_("The decision that takes the place of the first"),
        choices=worded("recognition.vote", ("recognise", "recognise-in-part", "refuse")),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, one in self.fields.items():
            if name.startswith("recognised_"):
                one.required = False
                needed_at_times(one)
        needed_at_times(self.fields["instead"])
        self.fields["instead"].help_text = _("Needed where the decision is changed.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("result") == "reverse":
            for name in (
                "instead",
                *(f"recognised_{o}" for o in range(len(self.outcomes))),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed where the decision is changed."))
        return given

    def _needs_findings(self, given: Mapping[str, Any]) -> bool:
        return given.get("result") == "reverse"

    def _for_claimant(self, given: Mapping[str, Any]) -> str:
        return str(given.get("instead") or "") if given.get("result") == "reverse" else ""

    def draft(self) -> dict[str, Any]:
        """What `actions.record_minutes` takes for an appeal."""
        data = self.cleaned_data
        draft = {"result": data["result"], "reasons": data["reasons"], "language": get_language() or "kk"}
        if data["result"] == "reverse":
            draft["instead"] = {
                "result": data["instead"],
                "findings": self.findings(),
                "reasons": data["reasons"],
                "advice": data["advice"],
            }
            if picked := self.picked():
                draft["picked"] = picked
        return draft
