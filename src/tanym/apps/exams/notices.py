"""Notices of an exam to the candidate, beside the letters of the procedure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.send import send
from tanym.apps.recognition.notices import address_of
from tanym.core.kernel.localized import LANGUAGES


def tell_candidate(case: Any, *, at: datetime, code: str, **details: object) -> None:
    """Send the candidate a notice with a link to the case; `code` names its subject and its body."""
    subject, body = (
        {language: say(f"{code}.{part}", language, case=case.number, **details) for language in LANGUAGES}
        for part in ("subject", "body")
    )
    send(
        to=case.claimant,
        at=at,
        about=f"recognition.case:{case.public_id}",
        subject=subject,
        body=body,
        address=address_of(case),
    )
