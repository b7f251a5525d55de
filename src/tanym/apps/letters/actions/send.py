"""Send a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.audit.playing import playing
from tanym.apps.letters.actions.leave_after_commit import leave_after_commit
from tanym.apps.letters.models import Letter


def send(
    *,
    to: Person,
    at: datetime,
    about: str,
    subject: Mapping[str, str],
    body: Mapping[str, str],
    address: str = "",
) -> Letter:
    """Put a letter into the person's letters; a mail that says so follows. `subject` and `body` are texts by language.

    A letter of a rehearsal says so, and goes to its invented people alone (`NotPermitted("rehearsal.real-person")`).
    """
    if (play := playing()) is not None:
        play.admit(to)
        subject = {
            language: say("letters.played", language, subject=one) for language, one in subject.items()
        }
    made = Letter.objects.create(
        to=to, about=about, address=address, subject=dict(subject), body=dict(body), sent_at=at
    )
    leave_after_commit()
    return made
