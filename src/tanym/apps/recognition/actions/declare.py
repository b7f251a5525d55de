"""Declare an interest in a case, or that there is none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.assessing import leads, seat_of
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import tell_office
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, own, repeated, touch
from tanym.apps.recognition.ties import keep_adviser_out, ties
from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.assignment import against


def declare(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    relation: str,
    interest: str = "",
) -> RecognitionCase:
    """The assessor says whether anything ties them to the claimant: `none`, or `interest` with what it is.

    Whoever has an interest cannot go on (guard `no-conflict`); the secretary appoints another assessor, and is told where
    the record shows a tie against a declaration. Whoever guided the claimant cannot declare none. Raises
    `InvalidValue("recognition.declaration")`, `NotPermitted("recognition.adviser-assesses")`.
    """
    permit(TABLE, "declare", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="declare", revision=revision, sent=(relation, interest)):
            return found
        own(found, "assessor", actor, at)
        if relation == "none":
            keep_adviser_out(found, actor, timezone.localdate(at))
        if relation not in ("none", "interest") or (relation == "interest" and not interest.strip()):
            raise InvalidValue("recognition.declaration")
        seat = seat_of(found, actor)
        if seat is not None:
            seat.relation, seat.interest = relation, interest.strip()
            seat.save(update_fields=["relation", "interest"])
        if leads(found, actor):
            found.relation, found.interest = relation, interest.strip()
        touch(found, actor=actor, act="declare")
        shown = against(relation, ties(found, actor, timezone.localdate(at)))
        note(
            found,
            actor=actor,
            at=at,
            verb="declare",
            details={"relation": relation, **({"record_shows": sorted(shown)} if shown else {})},
        )
        if shown:
            tell_office(found, at=at, code="recognition.tie-on-record")
        return found
