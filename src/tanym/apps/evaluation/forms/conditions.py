"""Forms of a condition: what shows that it is met, and whether it does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.portfolio.models import Item
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import items_to_show


class ShowConditionForm(forms.Form):
    """The applicant's words on a condition, with a piece of their own documents."""

    words = forms.CharField(
        label=_("How you have met it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    item = forms.ChoiceField(label=_("Which of your documents shows it"), required=False)

    def __init__(self, case: RecognitionCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = {str(one.public_id): one for one in items_to_show(case)}
        self.fields["item"].choices = [
            ("", _("none: my words say it all")),
            *((key, one.title) for key, one in self.own.items()),
        ]

    def chosen(self) -> Item | None:
        """The document that was chosen."""
        return self.own.get(self.cleaned_data["item"])


class AnswerConditionForm(forms.Form):
    """Whether what was put shows that the condition is met."""

    met = forms.ChoiceField(
        label=_("Is the condition met?"),
        choices=[("yes", _("Yes, it is shown")), ("no", _("Not shown yet"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What you looked at, or what is missing"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever does not confirm says why."""
        given = super().clean() or self.cleaned_data
        if given.get("met") == "no" and not given.get("words", "").strip():
            self.add_error("words", _("Say what is missing."))
        return given
