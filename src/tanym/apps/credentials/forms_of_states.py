"""Forms on the states of documents and on keys: reasons, days, names, numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.core.credentials.record import HolderName


def _reason(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason: the holder has a right to it.")},
    )


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SuspendForm(forms.Form):
    """Why a document is suspended, and until when."""

    prefix = "suspend"
    reason = _reason(
        _("Reason, for the holder"),
        _("The holder reads it in a letter; it is not shown to anybody else."),
    )
    until = _day(_("Last day"), _("Left empty, it stays suspended until you reinstate it."))


class ReinstateForm(forms.Form):
    """Why a document counts again."""

    prefix = "reinstate"
    reason = _reason(
        _("Reason, for the holder"),
        _("The holder reads it in a letter; it is not shown to anybody else."),
    )


class SupersedeForm(forms.Form):
    """What a new document under the same number says differently, and why."""

    prefix = "supersede"
    name_kk = forms.CharField(label=_("Holder’s name in Kazakh"), max_length=200, required=False)
    name_ru = forms.CharField(label=_("Holder’s name in Russian"), max_length=200, required=False)
    name_passport = forms.CharField(
        label=_("Holder’s name as in the passport (Latin letters)"), max_length=200, required=False
    )
    reason = _reason(
        _("Reason, for the holder"),
        _(
            "The holder reads it in a letter. The check shows only that a name was corrected, when and by whom."
        ),
    )

    @property
    def name(self) -> HolderName:
        """The name in the three forms."""
        given = self.cleaned_data
        return HolderName(given["name_kk"].strip(), given["name_ru"].strip(), given["name_passport"].strip())


class BulkForm(forms.Form):
    """Which documents are revoked together: by their numbers, or by a version and days."""

    numbers = forms.CharField(
        label=_("Numbers of the documents"),
        help_text=_("One under another, or divided by commas, as they are printed."),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    version = forms.TypedChoiceField(
        label=_("Or all of a micro-qualification"), required=False, coerce=int, empty_value=None
    )
    since = _day(_("Conferred from"))
    until = _day(_("Conferred until"))
    reason = _reason(_("Reason, for the holders"), _("Every holder reads it in a letter."))

    def __init__(self, *args: Any, versions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [("", "—"), *versions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One way of choosing, not both and not none."""
        given = super().clean() or {}
        if bool(given.get("numbers", "").strip()) == bool(given.get("version")):
            raise forms.ValidationError(_("Give either numbers or a micro-qualification, one of the two."))
        return given


class MakeKeyForm(forms.Form):
    """What kind of key is made, and where it is kept."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        help_text=_("Ed25519 signs badges; P-256 signs what goes into wallets."),
        choices=[("Ed25519", "Ed25519"), ("P-256", "P-256")],
    )
    backend = forms.ChoiceField(label=_("Where it is kept"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["backend"].choices = places  # type: ignore[attr-defined]


class EndKeyForm(forms.Form):
    """Why a key should end, and since when it may have been in strange hands."""

    ending = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("retired", _("It is to be withdrawn in good order")),
            ("compromised", _("It may be in strange hands")),
        ],
        widget=forms.RadioSelect,
    )
    as_of = forms.DateTimeField(
        label=_("In strange hands since"),
        help_text=_("Only where it may be in strange hands: the earliest moment that cannot be ruled out."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=_("Reason, for the second person"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )
