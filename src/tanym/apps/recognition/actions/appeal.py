"""Appeal against a decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code, opened
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.appeals import appealed, decision_to_appeal
from tanym.apps.recognition.held import follow
from tanym.apps.recognition.models import Appeal, RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.pending import refresh
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.state import to_json


def appeal(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, grounds: str
) -> RecognitionCase:
    """Open the procedure of the appeal, under the packs in force now; nobody who acted in the case acts in it.

    A decision is appealed once; one that was taken anew after an appeal may be appealed again. Raises
    `InvalidValue("recognition.no-grounds")`, `Refused("recognition.appealed-already")`, and as `advance`: after the term
    it is too late.
    """
    today = timezone.localdate(at)
    permit(TABLE, "appeal", actor, today, owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="appeal", revision=revision, sent=grounds):
            return found
        if not grounds.strip():
            raise InvalidValue("recognition.no-grounds")
        if appealed(found):
            raise Refused("recognition.appealed-already")
        moved = take(found, actor=actor, at=at, step="appeal")
        for effect in moved.effects:
            if effect.name == "open-procedure":
                state = opened(
                    found.organisation.code,
                    effect.arguments["procedure"],
                    people={"claimant": [code(actor)]},
                    at=at,
                    on=today,
                    appealed=state_of(found),
                )
                lodged = Appeal.objects.create(
                    of=found,
                    number=found.appeals.count() + 1,
                    against=decision_to_appeal(found),
                    grounds=grounds.strip(),
                    case=to_json(state),
                    stage=state.stage,
                    lodged_at=at,
                )
                follow(lodged, at=at)
                refresh(lodged)
                announce(found, moved, at=at, due=_due(lodged))
        return found


def _due(lodged: Appeal) -> object:
    """The last day on which the appeal is to be decided."""
    clocks = of(lodged).clocks(state_of(lodged), state_of(lodged).opened_on)
    return clocks[0].due if clocks else None
