"""Letters to holders."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.words import say
from tanym.apps.credentials.models import Credential
from tanym.apps.letters.actions.send import send
from tanym.core.kernel.localized import LANGUAGES


def revoked(credential: Credential, at: datetime) -> None:
    """The document is revoked, with the reason."""
    send(
        to=credential.holder,
        at=at,
        about=credential.subject,
        address=f"/documents/{credential.public_id}/",
        subject={x: say("credential.letter.revoked.subject", x, number=credential.number) for x in LANGUAGES},
        body={
            x: say(
                "credential.letter.revoked.body", x, number=credential.number, reason=credential.revoked_for
            )
            for x in LANGUAGES
        },
    )
