"""Forms of claims: a code, the second question, a corrected address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import say
from tanym.apps.claims.codes import tidy
from tanym.apps.claims.phones import phone as read_phone
from tanym.core.kernel.errors import InvalidValue


class CodeForm(forms.Form):
    """The code on a slip."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_(
            "Sixteen letters and digits in four groups, as 7Q4K-M2XD-9FTR-4WZ8. Small letters will do."
        ),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code first.")},
    )

    def clean_code(self) -> str:
        """The code as it is kept; a mistyped letter is said at once."""
        try:
            return tidy(self.cleaned_data["code"])
        except InvalidValue as wrong:
            raise forms.ValidationError(say(wrong.code, **wrong.details)) from None


class AnswerForm(forms.Form):
    """The second question: a name, or an address."""

    said = forms.CharField(max_length=254, error_messages={"required": _("Answer first.")})

    def __init__(self, *args: Any, asks: str) -> None:
        super().__init__(*args, label_suffix="")
        field = self.fields["said"]
        if asks == "contact":
            field.label = _("Your e-mail address or telephone number")
            field.help_text = _("The one that you gave to the organisation which awarded you.")
        else:
            field.label = _("Your name and family name")
            field.help_text = _(
                "As in your documents: in Kazakh, in Russian, or in Latin letters as in the passport."
            )
        field.widget.attrs["autocomplete"] = "off"


class AddressForm(forms.Form):
    """Where somebody can be reached."""

    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_(
            "With the code of the country: +7 701 000 00 00. A short message leaves where there is no e-mail."
        ),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_phone(self) -> str:
        """The number in the international form."""
        given = self.cleaned_data["phone"]
        try:
            return read_phone(given) if given.strip() else ""
        except InvalidValue as wrong:
            raise forms.ValidationError(say(wrong.code)) from None

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given = super().clean() or {}
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("email", say("claim.no-address"))
        return given
