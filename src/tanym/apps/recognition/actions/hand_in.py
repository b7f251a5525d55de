"""Hand in the marks of one of several assessors."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.assessing import (
    JUDGED,
    awaited,
    joint_of,
    may_hand_in,
    seat_of,
    third_wanted,
    to_mark,
)
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import address_of, ask_to_act, tell_office
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, own, require, touch
from tanym.core.kernel.errors import Refused


def hand_in(*, actor: Person, at: datetime, case: RecognitionCase) -> RecognitionCase:
    """The marks are this assessor's own, made blind, and are changed no more; once both have handed in theirs, they are
    opened to each other. Where they differ and a third is to settle it, the office is asked to appoint one; once nothing is
    open, the first assessor is told that the case can go to the commission.

    Handing in twice does nothing. Raises `Refused("recognition.marks-open")` while an outcome has no mark.
    """
    permit(TABLE, "hand_in", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        require(of(found).guarded(found.stage, JUDGED), found)
        own(found, "assessor", actor, at)
        seat = seat_of(found, actor)
        if seat is None:
            raise Refused("recognition.one-assessor")
        if seat.submitted_at is not None:
            return found
        if not may_hand_in(found, actor):
            raise Refused("recognition.marks-open")
        for row in found.judgements.filter(assessor=actor, outcome__in=to_mark(found, actor)):
            row.alone = row.achievement
            row.save(update_fields=["alone"])
        seat.submitted_at = at
        seat.save(update_fields=["submitted_at"])
        touch(found, actor=actor, act="hand-in")
        note(found, actor=actor, at=at, verb="hand_in", details={"place": seat.place})
        if third_wanted(found):
            tell_office(found, at=at, code="recognition.third-wanted")
        elif (
            joint_of(found).opened
            and found.assessor not in (None, actor)
            and awaited(found) == ([found.assessor], False)
        ):
            address = address_of(found, "recognition:work")
            ask_to_act(found.assessor, found, at=at, code="recognition.marks-settled", address=address)
        return found
