"""Choose an expert for an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.handling import (
    EXPERT,
    locked,
    note,
    of,
    permit_office,
    repeated,
    state_of,
    touch,
    write,
)
from tanym.apps.accreditation.models import Application, Seat
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.apps.accreditation.queries import experts
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import is_member
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.people import assign as seat


def assign(
    *, actor: Person, at: datetime, application: Application, expert: Person, revision: int | None = None
) -> Application:
    """Seat somebody with the role of an expert who has no tie to the organisation that the registers show.

    Raises `NotPermitted`, `InvalidValue("accreditation.no-expert")` for who is none, `Refused("accreditation.expert-conflict")`
    for who works for the organisation or has declared an interest before, `Refused("case.not-now")` once experts have
    reported, `Refused("changed-meanwhile")`.
    """
    on = timezone.localdate(at)
    permit_office(AT_OFFICE, "assign", application, actor, on)
    with transaction.atomic():
        kept = locked(application)
        if repeated(kept, actor=actor, act="assign", revision=revision, sent=code(expert)):
            return kept
        if expert.pk not in {one.pk for one in experts(kept, on)}:
            raise InvalidValue("accreditation.no-expert")
        seated = kept.seats.filter(expert=expert).first()
        if is_member(expert, kept.organisation, on) or (seated and seated.relation == "interest"):
            raise Refused("accreditation.expert-conflict")
        if not _open(kept):
            raise Refused("case.not-now", step="assign", stage=kept.stage)
        write(kept, seat(of(kept).procedure, state_of(kept), EXPERT, code(expert)))
        touch(kept, actor=actor, act="assign")
        Seat.objects.get_or_create(
            application=kept, expert=expert, defaults={"chosen_by": actor, "chosen_at": at}
        )
        note(kept, actor=actor, at=at, verb="assign", details={"expert": code(expert)})
        notices.ask_to_act(kept, [expert], at=at, code="accreditation.letter.chosen")
        return kept


def _open(kept: Application) -> bool:
    """Whether experts have still to act: a step of theirs lies ahead and the application was sent."""
    table = of(kept).procedure
    ahead, waiting = {kept.stage}, [kept.stage]
    if not kept.under_decision:
        return False
    while waiting:
        for row in table.steps_from(waiting.pop()):
            if EXPERT in row.by:
                return True
            if row.target(kept.stage) not in ahead:
                ahead.add(row.target(kept.stage))
                waiting.append(row.target(kept.stage))
    return False
