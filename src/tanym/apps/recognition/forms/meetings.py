"""Forms of meetings with a claimant, and of what they need to show what they can."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import worded
from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.actions.miss_meeting import WHY
from tanym.apps.recognition.adjustments import DECISIONS
from tanym.apps.recognition.meetings import IDENTITIES, LONGEST, ONLINE_ONLY, WHAT
from tanym.apps.recognition.models import Meeting


class PlaceForm(forms.Form):
    """Day, time and place of a meeting."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=LONGEST, initial=60, required=False
    )
    place = forms.CharField(label=_("Place, or the address of the online room"), max_length=300)
    online = forms.BooleanField(label=_("It takes place online"), required=False)

    def planned(self) -> dict[str, Any]:
        """What the actions take; the time is that of the country."""
        data = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(data["on"], data["time"]))
        return {
            "begins_at": begins,
            "place": data["place"],
            "online": data["online"],
            "minutes": data["minutes"] or 60,
        }


class MeetingForm(PlaceForm):
    """A meeting, and what it is for."""

    what = forms.ChoiceField(label=_("What for"))
    field_order = ("what", "on", "time", "minutes", "place", "online")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "meeting-%s", **kwargs})
        self.fields["what"].choices = worded("recognition.meeting", WHAT)


class IdentityForm(forms.Form):
    """How the person who came was identified."""

    identity = forms.ChoiceField(
        label=_("How did you check who it is?"),
        help_text=_("Look at the document; make no copy."),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, meeting: Meeting | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        online = meeting is not None and meeting.online
        ways = [one for one in IDENTITIES if online or one not in ONLINE_ONLY]
        self.fields["identity"].choices = worded("recognition.identity", ways)


class MissForm(forms.Form):
    """Why a meeting was not held."""

    why = forms.ChoiceField(label=_("Why was it not held?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"), help_text=_("No diagnosis."), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = worded("recognition.absence", WHY)


class AdjustmentForm(forms.Form):
    """What the claimant needs."""

    asked = forms.CharField(
        label=_("What do you need so that you can show what you can?"),
        help_text=_(
            "More time, another language, a seat, an interpreter, another hour. You need not say why."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideForm(forms.Form):
    """The answer to a claimant who asked for an adjustment."""

    decision = forms.ChoiceField(label=_("Your decision"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("What exactly will be done, or why not"),
        help_text=_("The claimant reads these words."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = worded("recognition.adjustment", DECISIONS)
