"""What is filled in for meetings and seminars, and side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.fields import ByLanguage, OnceForm, long
from tanym.apps.accounts.words import ENDONYMS, worded
from tanym.apps.consultation.forms.fields import named
from tanym.apps.consultation.models import Contribution, Meeting, Paragraph
from tanym.apps.files.sizes import with_limit
from tanym.core.consultation.adopting import How, Settled, Tally
from tanym.core.consultation.stakeholders import Category

MOST_PEOPLE = 100_000


class MeetingForm(OnceForm):
    """When, where and about what people meet."""

    kind = forms.ChoiceField(label=_("Kind"), choices=worded("consultation.kind", Meeting.Kind))
    starts_at = forms.DateTimeField(
        label=_("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    place = forms.CharField(label=_("Where"), max_length=300)
    agenda = forms.CharField(label=_("Agenda"), required=False, widget=long(4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = ByLanguage(self, "title", _("Name of the meeting"))


class DocumentForm(forms.Form):
    """A document for everybody to read."""

    title = forms.CharField(label=_("Title of the document"), max_length=200)
    file = forms.FileField(
        label=_("File"), help_text=with_limit(_("PDF, PNG or JPEG, up to {megabytes} MB."))
    )


class MinutesForm(forms.Form):
    """The minutes, and how many people of each category came."""

    minutes = forms.CharField(label=_("Minutes"), widget=long(8))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in worded("consultation.category", Category):
            self.fields[f"came-{code}"] = forms.IntegerField(
                label=words, required=False, min_value=0, max_value=MOST_PEOPLE
            )

    @property
    def came(self) -> list[Any]:
        """The fields of attendance."""
        return [self[f"came-{code}"] for code in Category]

    def attendance(self) -> dict[str, int]:
        """How many came, by category."""
        return {str(code): self.cleaned_data.get(f"came-{code}") or 0 for code in Category}


class GroupForm(OnceForm):
    """A small group with its paragraphs and its recorder."""

    title = forms.CharField(label=_("Name of the group"), max_length=200)
    recorder = forms.CharField(label=_("Who records: sign-in name or e-mail"), max_length=150)
    paragraphs = forms.MultipleChoiceField(label=_("Its paragraphs"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, paragraphs: Iterable[Paragraph], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraphs"].choices = named(paragraphs)


class ProposalForm(OnceForm):
    """What a group proposes."""

    paragraph = forms.ChoiceField(label=_("About which paragraph"), required=False)
    text = forms.CharField(label=_("What the group proposes"), widget=long(4))
    reasons = forms.CharField(label=_("Why"), required=False, widget=long(3))

    def __init__(self, paragraphs: Iterable[Paragraph], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph"].choices = [("", _("The text as a whole")), *named(paragraphs)]


class SettleForm(forms.Form):
    """What the plenary makes of a proposal."""

    settled = forms.ChoiceField(
        label=_("The plenary"),
        choices=worded("consultation.plenary", Settled),
        widget=forms.RadioSelect,
    )
    addressee = forms.CharField(label=_("To whom it is addressed"), required=False, max_length=300)
    how = forms.ChoiceField(
        label=_("How it was agreed"),
        choices=worded("consultation.how", How),
        initial=How.CONSENSUS,
        widget=forms.RadioSelect,
    )
    yes = forms.IntegerField(label=_("Votes for"), required=False, min_value=0)
    no = forms.IntegerField(label=_("Votes against"), required=False, min_value=0)
    abstained = forms.IntegerField(label=_("Abstained"), required=False, min_value=0)
    contributions = forms.MultipleChoiceField(
        label=_("Contributions that it takes up"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Why it is left"), required=False, widget=long(2))

    def __init__(self, contributions: Iterable[Contribution], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = ByLanguage(self, "text", _("The recommendation"), rows=3)
        self.rows = {str(one.public_id): one for one in contributions}
        self.fields["contributions"].choices = [
            (key, f"№ {one.number}: {one.text[:70]}") for key, one in self.rows.items()
        ]
        if not self.rows:
            del self.fields["contributions"]

    def votes(self) -> Tally:
        """The votes. Raises `InvalidValue` as `Tally`."""
        given = self.cleaned_data
        return Tally(given["yes"] or 0, given["no"] or 0, given["abstained"] or 0)

    def chosen(self) -> list[Contribution]:
        """The contributions that the recommendation takes up."""
        return [self.rows[key] for key in self.cleaned_data.get("contributions", [])]


class BesideForm(forms.Form):
    """What stands beside a paragraph."""

    theirs = forms.CharField(label=_("The partner’s text"), required=False, widget=long(5))
    theirs_language = forms.ChoiceField(label=_("Its language"), required=False)
    theirs_source = forms.CharField(label=_("Its act and article"), required=False)
    european = forms.CharField(
        label=_("The text of the European Union"), required=False, widget=long(5, lang="en")
    )
    european_source = forms.CharField(label=_("Its act and point"), required=False)
    together = forms.CharField(label=_("The wording found together"), required=False, widget=long(4))
    together_language = forms.ChoiceField(label=_("Its language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", "—"), *ENDONYMS.items(), ("it", "Italiano"), ("de", "Deutsch"), ("fr", "Français")]
        for name in ("theirs_language", "together_language"):
            self.fields[name].choices = languages


class NoteForm(OnceForm):
    """A note for the other side."""

    text = forms.CharField(label=_("Your note"), widget=long(3))
