"""What a contributor fills in: a contribution, a survey, a new account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import OnceForm, long
from tanym.apps.accounts.words import here, worded
from tanym.apps.consultation.forms.fields import named
from tanym.apps.consultation.models import Question
from tanym.core.consultation.contribution import Said, Stance
from tanym.core.consultation.stakeholders import Category


class SaidForm(OnceForm):
    """A contribution. `website` is a trap: no person sees it, so only a machine fills it in."""

    stance = forms.ChoiceField(
        label=_("What do you want?"), choices=worded("consultation.stance", Stance), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What you think, and why"),
        help_text=_("Two sentences are enough. Up to 6,000 characters."),
        widget=long(5),
    )
    wording = forms.CharField(
        label=_("The words that you propose"),
        help_text=_("Needed if you would amend the text: how the paragraph should read."),
        required=False,
        widget=long(3),
    )
    address = forms.CharField(
        label=_("Link to evidence"),
        help_text=_("A study, figures, a document: an address that begins with https://"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    category = forms.ChoiceField(
        label=_("For whom do you speak?"), choices=worded("consultation.category", Category)
    )
    organisation = forms.CharField(label=_("Organisation"), required=False)
    anonymous = forms.BooleanField(label=_("Do not show my name to the public"), required=False)
    website = forms.CharField(label=_("Leave this field empty"), required=False)

    def said(self) -> Said:
        """What was said. Raises `InvalidValue` as `Said`."""
        given = self.cleaned_data
        return Said(
            stance=Stance(given["stance"]),
            text=given["text"],
            category=Category(given["category"]),
            wording=given["wording"],
            address=given["address"],
            organisation=given["organisation"],
        )


class SpokenForm(SaidForm):
    """A contribution that somebody made at a meeting."""

    said_by = forms.CharField(label=_("Who said it"), help_text=_("As the minutes name the speaker."))
    paragraph = forms.ChoiceField(label=_("About which paragraph"), required=False)

    field_order = ["said_by", "paragraph"]

    def __init__(self, paragraphs: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["anonymous"], self.fields["website"]
        self.fields["paragraph"].choices = [("", _("The text as a whole")), *named(paragraphs)]


class SurveyForm(forms.Form):
    """The questions of a survey."""

    def __init__(self, questions: list[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            choices = [(str(index), here(words)) for index, words in enumerate(one.options)]
            if choices:
                kind = forms.MultipleChoiceField if one.several else forms.ChoiceField
                widget = forms.CheckboxSelectMultiple if one.several else forms.RadioSelect
                self.fields[f"q{one.number}"] = kind(
                    label=here(one.words), choices=choices, required=False, widget=widget
                )
            if one.open:
                self.fields[f"q{one.number}-text"] = forms.CharField(
                    label=_("In your own words") if choices else here(one.words),
                    help_text=_("Read by the organiser, not published."),
                    required=False,
                    widget=long(3),
                )

    def given(self) -> dict[int, tuple[list[int], str]]:
        """What was chosen and written, by number of the question."""
        found = {}
        for one in self.questions:
            chosen = self.cleaned_data.get(f"q{one.number}") or []
            picked = [int(index) for index in ([chosen] if isinstance(chosen, str) else chosen)]
            found[one.number] = (picked, self.cleaned_data.get(f"q{one.number}-text", ""))
        return found


class RegisterForm(forms.Form):
    """A new account: a name, an e-mail address, a password."""

    given_name = forms.CharField(
        label=_("First name"), max_length=90, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Surname"), max_length=90, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("You sign in with it. It is shown to nobody."),
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three words in a row are easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)

    def clean_password(self) -> str:
        """A password that is not too easy."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password
