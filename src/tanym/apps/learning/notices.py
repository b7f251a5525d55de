"""Letters to learners."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.words import say
from tanym.apps.learning.checking import contact_of
from tanym.apps.learning.models import Enrolment
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.core.kernel.localized import LANGUAGES, choose


def enrolled(enrolment: Enrolment, at: datetime) -> None:
    """You are enrolled."""
    _send(enrolment, at, "enrolled", "learning:enrolment")


def awarded(enrolment: Enrolment, at: datetime) -> None:
    """The award is conferred."""
    _send(enrolment, at, "awarded", "credentials:mine")


def not_reached(enrolment: Enrolment, at: datetime) -> None:
    """Not every threshold was reached."""
    _send(enrolment, at, "not-reached", "learning:enrolment")


def retake_opened(enrolment: Enrolment, at: datetime) -> None:
    """A retake is open."""
    _send(enrolment, at, "retake", "learning:enrolment")


def _send(enrolment: Enrolment, at: datetime, letter: str, page: str) -> None:
    titles = {language: choose(enrolment.version.titles, language)[0] for language in LANGUAGES}
    own = page == "learning:enrolment"
    address = page_address(page, *([enrolment.public_id] if own else []))
    send(
        to=enrolment.person,
        at=at,
        about=enrolment.source,
        address=address,
        subject={x: say(f"learning.letter.{letter}.subject", x, title=titles[x]) for x in LANGUAGES},
        body={
            x: say(
                f"learning.letter.{letter}.body",
                x,
                title=titles[x],
                percent=enrolment.percent,
                letter=enrolment.letter,
                contact=contact_of(enrolment),
            )
            for x in LANGUAGES
        },
    )
