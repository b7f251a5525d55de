"""Letters to holders: what was done with their document, why, and what they can do."""

from __future__ import annotations

from datetime import date, datetime

from tanym.apps.accounts.words import day, say
from tanym.apps.credentials.models import Credential
from tanym.apps.letters.actions.send import send
from tanym.core.kernel.localized import LANGUAGES


def revoked(credential: Credential, at: datetime) -> None:
    """The document is revoked, with the reason."""
    _tell(credential, at, "revoked", credential.revoked_for)


def suspended(credential: Credential, at: datetime, undo_until: date | None = None) -> None:
    """The document is suspended, with the reason and the last day; as a part of a bulk revocation, with what follows."""
    if undo_until is not None:
        _tell(credential, at, "suspended-before-revocation", credential.suspended_for, until=undo_until)
    elif credential.suspended_until is not None:
        _tell(credential, at, "suspended-until", credential.suspended_for, until=credential.suspended_until)
    else:
        _tell(credential, at, "suspended", credential.suspended_for)


def reinstated(credential: Credential, at: datetime, reason: str) -> None:
    """The document counts again."""
    _tell(credential, at, "reinstated", reason)


def superseded(credential: Credential, at: datetime, reason: str) -> None:
    """There is a new document under the same number; the old file says so when it is checked."""
    _tell(credential, at, "superseded", reason)


def signed_again(credential: Credential, at: datetime) -> None:
    """The same document is signed with another key; the new file is the one to keep."""
    _tell(credential, at, "signed-again", "")


def _tell(credential: Credential, at: datetime, what: str, reason: str, until: date | None = None) -> None:
    def words(part: str, language: str) -> str:
        shown = {"until": day(until, language)} if until else {}
        return say(
            f"credential.letter.{what}.{part}", language, number=credential.number, reason=reason, **shown
        )

    send(
        to=credential.holder,
        at=at,
        about=credential.subject,
        address=f"/documents/{credential.public_id}/",
        subject={one: words("subject", one) for one in LANGUAGES},
        body={one: words("body", one) for one in LANGUAGES},
    )
