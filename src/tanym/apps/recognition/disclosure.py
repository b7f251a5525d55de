"""Who is shown what was judged, and when: the one rule for pages, the case on paper, its journal and an export.

A judgement of a case under way is no finding about its claimant yet, only a step towards one, and of two assessors neither
may learn the other's. So until the case is decided or over it stands open to the office alone, and of two assessors to
nobody but who made it before both have handed in theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.recognition.assessing import joint_of, seat_of, seats
from tanym.apps.recognition.models import Judgement, RecognitionCase
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of, parties
from tanym.apps.recognition.targets import target_of

TOLD = frozenset(
    {
        "stage",
        "thing",
        "item",
        "kind",
        "what",
        "due",
        "outcome",
        "place",
        "assessor",
        "fact",
        "part",
        "period",
    }
    | {"identity", "decision", "members", "present", "answered", "purpose"}
)
"""What the details of an act on a case may name without saying how anything was judged; of any other, nothing is told."""


def is_settled(record: Record) -> bool:
    """Whether nobody judges any more: the case or the appeal is decided, or over without a decision."""
    decided = isinstance(record, RecognitionCase) and record.decided_on is not None
    return decided or bool(of(record).procedure.stages[record.stage].end)


def is_open_to(record: Record, reader: Person, on: date) -> bool:
    """Whether this reader is shown what was judged in a case, or in its appeal: everybody once it is settled, until then
    the office; never who is still to judge blind."""
    if is_settled(record):
        return True
    if isinstance(record, RecognitionCase) and is_blind(record, reader):
        return False
    acts_as = {one.removeprefix("appeal-") for one in parties(record, reader, on)}
    return reader.pk != case_of(record).claimant_id and not OFFICE.isdisjoint(acts_as)


def marks(case: RecognitionCase, reader: Person, on: date) -> list[Judgement]:
    """The marks of assessors that this reader may read, each with who made it."""
    if not is_open_to(case, reader, on):
        return []
    made = list(case.judgements.select_related("assessor"))
    found = seats(case)
    if not found or is_settled(case) or joint_of(case, found).opened:
        return made
    return [one for one in made if one.assessor_id == reader.pk]


def tells(case: RecognitionCase, act: Act, reader: Person, on: date) -> bool:
    """Whether this reader is given an act of the journal on a case, or on one of its appeals, word for word; of any other
    they get the commitment alone."""
    if act.actor == str(reader.public_id) or TOLD.issuperset(act.details):
        return True
    appeals = (one for one in case.appeals.all() if act.subject.endswith(f":{one.public_id}"))
    return is_open_to(next(appeals, case), reader, on)


@dataclass(frozen=True, slots=True)
class Said:
    """A judgement as a page shows it: an own one, or the joint one; `marks` are those of each assessor, once opened."""

    achievement: str
    reasons: str
    level: str = ""
    own: bool = False
    marks: tuple[Judgement, ...] = ()


def is_blind(case: RecognitionCase, reader: Person | None) -> bool:
    """Whether this reader is still to judge without a look at what another assessor found."""
    seat = seat_of(case, reader) if reader else None
    return seat is not None and seat.submitted_at is None


def said_to(case: RecognitionCase, reader: Person | None) -> Mapping[str, Said]:
    """The judgements that this reader may see, by outcome.

    Whoever has marks to hand in sees only those; then, and everybody else, what counts once both have handed in theirs.
    The claimant sees none before the case is settled.
    """
    if reader is not None and reader.pk == case.claimant_id and not is_settled(case):
        return {}
    rows = list(case.judgements.select_related("assessor"))
    found = seats(case)
    if not found:
        return {one.outcome: _alone(one, reader) for one in rows}
    own = {one.outcome: one for one in rows if reader and one.assessor_id == reader.pk}
    together = joint_of(case, found)
    seated = {one.person_id for one in found}
    blind = is_blind(case, reader)
    if not together.opened or blind:
        return {outcome: _alone(one, reader) for outcome, one in own.items()}
    shown: dict[str, Said] = {}
    for outcome in (one.id for one in target_of(case).outcomes):
        marks = tuple(one for one in rows if one.outcome == outcome and one.assessor_id in seated)
        counted = together.counts.get(outcome)
        if counted is not None:
            shown[outcome] = Said(str(counted.achievement), counted.reasons, marks=marks)
        elif outcome in own:
            shown[outcome] = Said(own[outcome].achievement, own[outcome].reasons, own=True, marks=marks)
    return shown


def _alone(row: Judgement, reader: Person | None) -> Said:
    return Said(row.achievement, row.reasons, row.level, reader is not None and row.assessor_id == reader.pk)
