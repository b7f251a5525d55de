"""An expert says whether anything ties them to the organisation."""

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
    permit_party,
    repeated,
    reseat,
    state_of,
    touch,
)
from tanym.apps.accreditation.models import Application
from tanym.apps.clocks.proceedings import code
from tanym.core.kernel.errors import InvalidValue

RELATIONS = ("none", "interest")


def declare(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    relation: str,
    note_: str = "",
    revision: int | None = None,
) -> Application:
    """Keep the declaration; who has an interest leaves the case, and the office chooses somebody else.

    Raises `NotPermitted`, `InvalidValue("accreditation.declaration")` for an interest that is not named,
    `Refused("changed-meanwhile")`.
    """
    with transaction.atomic():
        kept = locked(application)
        permit_party(kept, actor, EXPERT, timezone.localdate(at))
        if repeated(kept, actor=actor, act="declare", revision=revision, sent=(relation, note_)):
            return kept
        if relation not in RELATIONS or (relation == "interest" and not note_.strip()):
            raise InvalidValue("accreditation.declaration")
        seat = kept.seats.select_related("chosen_by").get(expert=actor)
        seat.relation, seat.note, seat.declared_at = relation, note_.strip(), at
        seat.save()
        if relation == "interest":
            left = tuple(one for one in state_of(kept).people.get(EXPERT, ()) if one != code(actor))
            reseat(kept, EXPERT, left)
            notices.ask_to_act(kept, [seat.chosen_by], at=at, code="accreditation.letter.expert-left")
        touch(kept, actor=actor, act="declare")
        note(kept, actor=actor, at=at, verb="declare", details={"relation": relation})
        return kept
