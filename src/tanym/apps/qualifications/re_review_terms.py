"""The kind of case that re-reviews are to the clocks, and where a re-review stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held, Kind
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.models import ReReview
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.procedures.extend import Extended
from tanym.core.procedures.state import CaseState, from_json, to_json

RE_REVIEW = "qualifications.re_review"


def kind() -> Kind:
    """A re-review under its procedure; the centre decides it, and no clock takes a step in it."""
    office = frozenset({approval.REVIEWER})
    return Kind(
        prefix=RE_REVIEW,
        office=office,
        extends=AT_CENTRE["extend"],
        parties=_parties,
        held=_find,
        write=_write,
        take=_take,
        open=_open,
    )


def put(one: ReReview, state: CaseState, *, at: datetime) -> None:
    """Set where a re-review stands, for the caller to save, and write down its clocks."""
    one.case, one.stage = to_json(state), state.stage
    keep(_held(one, state), at=at)


def _held(one: ReReview, state: CaseState | None = None) -> Held:
    version = one.version
    return Held(
        subject=f"{RE_REVIEW}:{one.public_id}",
        thing=one,
        state=state or from_json(one.case),
        organisation=organisation(approval.centre()),
        titles=version.titles,
        address=page_address("qualifications:design", version.public_id),
        number=f"{version.micro_qualification.code}/{version.number}",
        applicants=(version.submitted_by or version.edited_by,),
    )


def _parties(one: ReReview, person: Person, on: date) -> tuple[str, ...]:
    if approval.conflicted(one.version, person, on) or not approval.reviews(person, on):
        return ()
    return (approval.REVIEWER,)


def _find(public_id: str, lock: bool) -> Held:
    rows = ReReview.objects.select_for_update(no_key=True) if lock else ReReview.objects
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("re-review.unknown")
    return _held(found)


def _open() -> Iterable[str]:
    for one in ReReview.objects.filter(decided_at__isnull=True):
        yield str(one.public_id)


def _write(one: ReReview, moved: Extended, actor: Person, at: datetime) -> None:
    one.case = to_json(moved.state)
    one.save(update_fields=["case"])


def _take(one: ReReview, step: str, party: str, at: datetime) -> None:
    raise Refused("design.clock-has-effects", step=step)
