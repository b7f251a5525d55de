"""State in the minutes that a member left after the vote."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import Seat
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of, locked, note, repeated, touch
from tanym.apps.recognition.seating import give_chair
from tanym.apps.recognition.signing import written
from tanym.apps.recognition.signing_rules import rules_of
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused


def state_left(
    *,
    actor: Person,
    at: datetime,
    record: Record,
    revision: int | None,
    seat: Seat,
    reason: str,
    successor: Seat | None = None,
) -> Record:
    """The secretary or whoever chairs states why a member who voted cannot sign: the vote counts, the signature is not awaited.

    That is a change of the minutes, so those who have signed sign anew. Where neither chair nor deputy is left, the
    members who remain choose a `successor` in the chair. Raises `Refused` (`recognition.not-voted`: mark as absent
    instead; `recognition.who-left-signs` under the pack; `recognition.nobody-left`), `InvalidValue` (`recognition.say-why`,
    `recognition.name-a-chair`), `NotFound("recognition.no-seat")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "state_left", actor, today, at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        sent = (reason, successor.pk if successor else None)
        if repeated(found, actor=actor, act=f"state-left {seat.pk}", revision=revision, sent=sent):
            return found
        commission, minutes = written(found)
        seats = {one.pk: one for one in commission.seats.select_related("person")}
        held = seats.get(seat.pk)
        if held is None or held.state != "present" or held.left_on is not None:
            raise NotFound("recognition.no-seat")
        may = {commission.secretary_id} | {one.person_id for one in seats.values() if one.office}
        if actor.pk not in may or actor.pk == held.person_id:
            raise NotPermitted("recognition.not-to-state")
        if not rules_of(found).left_need_not_sign:
            raise Refused("recognition.who-left-signs")
        if not held.vote:
            raise Refused("recognition.not-voted")
        if not reason.strip():
            raise InvalidValue("recognition.say-why")
        remaining = minutes.able - {code(held.person)}
        if not remaining:
            raise Refused("recognition.nobody-left")
        held.left_on, held.left_because = today, reason.strip()
        held.save()
        _fill_chair(list(seats.values()), held, successor)
        give_chair(found, commission)
        touch(found, actor=actor, act=f"state-left {seat.pk}")
        note(found, actor=actor, at=at, verb="state_left")
        return found


def _fill_chair(seats: list[Seat], gone: Seat, successor: Seat | None) -> None:
    here = [one for one in seats if one.state == "present" and one.left_on is None]
    if not gone.office or any(one.office for one in here):
        return
    chosen = next((one for one in here if successor and one.pk == successor.pk), None)
    if chosen is None:
        raise InvalidValue("recognition.name-a-chair")
    office, gone.office = gone.office, ""
    gone.save(update_fields=["office"])
    chosen.office = office
    chosen.save(update_fields=["office"])
