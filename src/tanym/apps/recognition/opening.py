"""Opening a case: one draft for one person and one target, with a number, under the procedure in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.playing import playing
from tanym.apps.clocks.proceedings import code, opened
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.models import Discipline
from tanym.apps.recognition.models import CaseCounter, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import note
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.state import to_json


def open_draft(
    *,
    claimant: Person,
    organisation: Organisation,
    procedure: str,
    target: Mapping[str, Any],
    target_ref: str,
    at: datetime,
    purpose: str = "exemption",
    discipline: Discipline | None = None,
    people: Mapping[str, Iterable[str]] | None = None,
) -> RecognitionCase:
    """A draft of the claimant's own, in the caller's transaction; the caller has asked who may open it, and where.

    A draft towards the same target at the same organisation is given back; a case that runs already is refused
    (`recognition.runs-already`). `people` are further relations of the table (relation → codes of persons). Raises as
    `open_case` besides, above all `clock.length-not-given` where the organisation has not fixed its terms. In a rehearsal the case is of it, and takes
    no number from the real ones.
    """
    today, play = timezone.localdate(at), playing()
    counter, _new = CaseCounter.objects.select_for_update(no_key=True).get_or_create(
        year=today.year
    )  # one at a time
    running = _running(claimant, organisation, procedure, target_ref)
    if running is not None:
        if running.stage == of(running).procedure.start:
            return running
        raise Refused("recognition.runs-already", number=running.number)
    if play is None:
        counter.last += 1
        counter.save(update_fields=["last"])
    parties = {"claimant": [code(claimant)], **(people or {})}
    state = opened(organisation.code, procedure, people=parties, at=at, on=today)
    case = RecognitionCase.objects.create(
        number=f"R-{play.rehearsal.hex[:8]}" if play else f"{today.year}-{counter.last:04d}",
        claimant=claimant,
        organisation=organisation,
        procedure=procedure,
        discipline=discipline,
        target=dict(target),
        target_ref=target_ref,
        purpose=purpose,
        rehearsal=play is not None,
        played_in=play.rehearsal if play else None,
        case=to_json(state),
        stage=state.stage,
        opened_at=at,
    )
    note(case, actor=claimant, at=at, verb="apply", details={"number": case.number, "procedure": procedure})
    return case


def target_of_discipline(discipline: Discipline) -> dict[str, object]:
    """A discipline as the target of a case, as it stands now."""
    return {
        "kind": "discipline",
        "code": discipline.code,
        "titles": discipline.titles,
        "credits": discipline.credits,
        "outcomes": discipline.outcomes,
        "organisation": discipline.programme.organisation.code,
        "programme": discipline.programme.code,
        "programme_titles": discipline.programme.titles,
    }


def ref_of_discipline(discipline: Discipline) -> str:
    """The name of a discipline among targets: the same one in every version of its words."""
    programme = discipline.programme
    return f"discipline:{programme.organisation.code}/{programme.code}/{discipline.code}"


def _running(
    claimant: Person, organisation: Organisation, procedure: str, target_ref: str
) -> RecognitionCase | None:
    cases = RecognitionCase.objects.filter(
        claimant=claimant, organisation=organisation, procedure=procedure, target_ref=target_ref
    )
    return next((case for case in cases if not of(case).procedure.stages[case.stage].end), None)
