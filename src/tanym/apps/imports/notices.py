"""Letters to people with an account whose award came in by a list."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.localized import LANGUAGES, choose


def awarded(award: Award, at: datetime, contact: str) -> None:
    """The award is conferred: the same letter as after a conclusion on the platform."""
    grade = from_json(award.record).grade
    titles = award.version.titles if award.version else {}
    words = {
        "percent": grade.percent if grade else "",
        "letter": grade.letter if grade else "",
        "contact": contact,
    }
    send(
        to=award.person,
        at=at,
        about=f"qualifications.award:{award.public_id}",
        address=page_address("credentials:mine"),
        subject={x: say("learning.letter.awarded.subject", x, title=choose(titles, x)[0]) for x in LANGUAGES},
        body={
            x: say("learning.letter.awarded.body", x, title=choose(titles, x)[0], **words) for x in LANGUAGES
        },
    )
