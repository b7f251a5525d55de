"""A case or an appeal as the room of clocks knows it, and its clocks written down there."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held
from tanym.apps.letters.addresses import page_address
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record, state_of

CASE, APPEAL = "recognition.case", "recognition.appeal"


def held(record: Record) -> Held:
    """Whose a case or an appeal is, what it is about, where its page is. No word on the claimant in what lists show."""
    case = record if isinstance(record, RecognitionCase) else record.of
    return Held(
        subject=f"{CASE if record is case else APPEAL}:{record.public_id}",
        thing=record,
        state=state_of(record),
        organisation=case.organisation,
        titles=case.target["titles"],
        address=page_address("recognition:case", case.public_id),
        number=case.number,
        applicants=(case.claimant,),
    )


def follow(record: Record, *, at: datetime) -> None:
    """Write down the clocks of a case or an appeal, in the transaction of the step that moved it."""
    keep(held(record), at=at)
