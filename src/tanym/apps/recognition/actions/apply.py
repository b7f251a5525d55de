"""Open a draft of an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code, opened
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Discipline
from tanym.apps.recognition.models import CaseCounter, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import ACADEMIC, of
from tanym.apps.recognition.proceedings import note
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.state import to_json


def apply(*, actor: Person, at: datetime, discipline: Discipline) -> RecognitionCase:
    """A draft of the actor's own, under the procedure in force at the university of the discipline.

    A draft that is there already is given back; a case that runs already is refused (`recognition.runs-already`), so
    is an organisation that may not recognise (`recognition.not-entitled`). Raises as `open_case` besides, above all
    `clock.length-not-given` where the organisation has not fixed its terms.
    """
    today = timezone.localdate(at)
    permit(TABLE, "apply", actor, today, owner=actor)
    organisation = discipline.programme.organisation
    with transaction.atomic():
        if not authorised(organisation, "academic-recognition", today).held:
            raise Refused("recognition.not-entitled", on=today.isoformat())
        counter, _new = CaseCounter.objects.select_for_update().get_or_create(
            year=today.year
        )  # one at a time
        running = _running(actor, discipline)
        if running is not None:
            if running.stage == of(running).procedure.start:
                return running
            raise Refused("recognition.runs-already", number=running.number)
        counter.last += 1
        counter.save(update_fields=["last"])
        state = opened(organisation.code, ACADEMIC, people={"claimant": [code(actor)]}, at=at, on=today)
        case = RecognitionCase.objects.create(
            number=f"{today.year}-{counter.last:04d}",
            claimant=actor,
            organisation=organisation,
            discipline=discipline,
            target=_target(discipline),
            case=to_json(state),
            stage=state.stage,
            opened_at=at,
        )
        note(case, actor=actor, at=at, verb="apply", details={"number": case.number})
        return case


def _running(claimant: Person, discipline: Discipline) -> RecognitionCase | None:
    cases = RecognitionCase.objects.filter(claimant=claimant, discipline=discipline)
    return next((case for case in cases if not of(case).procedure.stages[case.stage].end), None)


def _target(discipline: Discipline) -> dict[str, object]:
    return {
        "code": discipline.code,
        "titles": discipline.titles,
        "credits": discipline.credits,
        "outcomes": discipline.outcomes,
        "organisation": discipline.programme.organisation.code,
        "programme": discipline.programme.code,
        "programme_titles": discipline.programme.titles,
    }
