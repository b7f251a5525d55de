"""Forms of keepers: a document with the act that approved it, a withdrawal, remarks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import ByLanguage, OnceForm, day, long
from tanym.apps.accounts.words import worded
from tanym.apps.standards.actions.propose import EVIDENCE, Approved


class UploadForm(OnceForm):
    """The document of a professional standard in one or two languages, and the act that approved it."""

    first = forms.FileField(
        label=_("The standard as a Word document (.docx)"),
        help_text=_(
            "As it was published, in Russian or in Kazakh. Nothing is written until all of it is right."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    second = forms.FileField(
        label=_("The same in the other language"),
        help_text=_("Both texts must have the same parts in the same order."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    number = forms.CharField(label=_("Number of the act"), max_length=60, required=False)
    on = forms.DateField(label=_("Day of the act"), widget=day(), required=False)
    since = forms.DateField(label=_("In force from"), widget=day())
    until = forms.DateField(label=_("In force until"), widget=day(), required=False)
    evidence = forms.ChoiceField(
        label=_("Has anybody read the act?"), choices=worded("standards.evidence", EVIDENCE), initial="U"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = ByLanguage(self, "act", _("Title of the act that approved it"))

    def approved(self) -> Approved:
        """The act as it was typed."""
        given = self.cleaned_data
        return Approved(
            since=given["since"],
            until=given["until"],
            act=self.act.given(),
            number=given["number"],
            on=given["on"],
            evidence=given["evidence"],
        )


class RemarksForm(forms.Form):
    """Why a proposal is returned."""

    remarks = forms.CharField(label=_("What has to be mended"), widget=long(), required=False)


class WithdrawForm(OnceForm):
    """From which day an edition is withdrawn, and why."""

    since = forms.DateField(label=_("Withdrawn from"), widget=day())
    reason = forms.CharField(label=_("Why"), widget=long())
