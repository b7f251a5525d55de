"""What the pages of a case show of meetings and adjustments: for the claimant, and for who works on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.adjustments import may_ask, may_read, open_requests
from tanym.apps.recognition.forms.meetings import (
    AdjustmentForm,
    DecideForm,
    IdentityForm,
    MeetingForm,
    MissForm,
)
from tanym.apps.recognition.meetings import may_arrange
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.tracks import track_of


def for_claimant(found: RecognitionCase, forms: Mapping[str, Any]) -> dict[str, Any]:
    """The meetings, the own requests with their answers, and the form for another one."""
    return {
        "meetings": [] if track_of(found).own_meetings else list(found.meetings.all()),
        "adjustments": list(found.adjustments.all()),
        "adjustment_form": (forms.get("adjustment_form") or AdjustmentForm(auto_id="need-%s"))
        if may_ask(found)
        else None,
    }


def for_work(
    request: HttpRequest, found: RecognitionCase, acts_as: tuple[str, ...], forms: Mapping[str, Any]
) -> dict[str, Any]:
    """The meetings with what can be recorded now, and the requests with the form of whoever decides on them.

    Who has no need of what may tell of health reads neither a request nor why somebody did not come.
    """
    now = timezone.now()
    arranges = may_arrange(found, request.user, now)  # type: ignore[arg-type]
    meetings = [] if track_of(found).own_meetings else list(found.meetings.select_related("recorded_by"))
    recorded = []
    closely = may_read(found, request.user, timezone.localdate(now))  # type: ignore[arg-type]
    for one in meetings:
        open_ = arranges and one.state == "planned"
        today = timezone.localdate(one.begins_at) <= timezone.localdate(now)
        hold = forms.get(f"hold_{one.public_id}") or IdentityForm(one, auto_id=f"hold{one.pk}-%s")
        miss = forms.get(f"miss_{one.public_id}") or MissForm(auto_id=f"miss{one.pk}-%s")
        recorded.append((one, hold if open_ and today else None, miss if open_ else None))
    decides = bool(OFFICE & {*acts_as})
    return {
        "to_answer": decides and bool(open_requests(found)),
        "meetings": recorded,
        "closely": closely,
        "meeting_form": (forms.get("meeting_form") or MeetingForm()) if arranges else None,
        "adjustments": [
            (
                one,
                (forms.get(f"decide_{one.public_id}") or DecideForm(auto_id=f"need{one.pk}-%s"))
                if decides and not one.decision
                else None,
            )
            for one in (found.adjustments.select_related("decided_by") if closely else ())
        ],
    }
