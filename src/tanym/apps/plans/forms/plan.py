"""The form of a plan's head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import ENDONYMS, here, say
from tanym.apps.organisations.models import Organisation
from tanym.apps.plans.forms.writing import also_written, merged, reader, sentence_of
from tanym.apps.plans.models import ActionPlan
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.plans.item import PlanPeriod


class PlanForm(forms.Form):
    """Title by language, what the plan is for, its first and last day, the consultation that it comes from."""

    purpose = forms.CharField(
        label=_("What the plan is for"),
        help_text=_("Two or three sentences in the language of this page."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    since = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    consultation = forms.ChoiceField(label=_("On whose recommendations"), required=False)
    organisation = forms.ChoiceField(label=_("Whose plan it is"))
    once = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Any = None,
        *,
        places: Sequence[Organisation],
        consultations: Sequence[tuple[str, str]],
        plan: ActionPlan | None = None,
    ) -> None:
        initial = {}
        if plan is not None:
            initial = {
                "purpose": plan.purpose.get(reader(), ""),
                "since": plan.since,
                "until": plan.until,
                "consultation": plan.consultation,
                "organisation": plan.organisation.code,
                "revision": plan.revision,
                **{f"title-{language}": plan.titles.get(language, "") for language in LANGUAGES},
            }
        super().__init__(data, initial=initial, label_suffix="")
        self.plan = plan
        for language in LANGUAGES:
            self.fields[f"title-{language}"] = forms.CharField(
                label=ENDONYMS[language],
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": language}),
            )
        self.fields["consultation"].choices = [("", _("No consultation")), *consultations]
        self.fields["organisation"].choices = [(one.code, here(one.names)) for one in places]
        if plan is not None or len(places) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = plan.organisation.code if plan else places[0].code
        if plan is not None:
            also_written(self.fields["purpose"], plan.purpose)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.titles():
            self.add_error("title-kk", say("plan.untitled"))
        try:
            if given.get("since") and given.get("until"):
                given["period"] = PlanPeriod(given["since"], given["until"])
        except InvalidValue as refused:
            self.add_error("until", sentence_of(refused))
        return given

    def titles(self) -> dict[str, str]:
        """The titles that were written, by language."""
        given = {language: self.cleaned_data.get(f"title-{language}", "") for language in LANGUAGES}
        return {language: text for language, text in given.items() if text}

    def purposes(self) -> dict[str, str]:
        """What the plan is for, by language."""
        return merged(self.plan.purpose if self.plan else {}, self.cleaned_data["purpose"])

    def written_in(self) -> list[Any]:
        """The fields of the title, by language."""
        return [self[f"title-{language}"] for language in LANGUAGES]
