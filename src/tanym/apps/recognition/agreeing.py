"""The consent to the use of the claimant's data, which goes with an application."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.letters.addresses import page_address
from tanym.apps.privacy.actions.give_consent import give_consent
from tanym.apps.recognition.models import RecognitionCase


def agree(case: RecognitionCase, *, at: datetime) -> None:
    """Keep that the claimant agrees to the use of their data in this case; invented people of a rehearsal agree to nothing."""
    if case.rehearsal:
        return
    give_consent(
        actor=case.claimant,
        at=at,
        organisation=case.organisation,
        about=f"recognition.case:{case.public_id}",
        number=case.number,
        titles=case.target["titles"],
        address=page_address("recognition:case", case.public_id),
    )
