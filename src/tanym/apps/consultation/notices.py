"""Letters of a consultation: to a contributor, what became of their words; to a partner, that they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.consultation.models import Answer, Consultation, Contribution
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.core.kernel.localized import LANGUAGES, choose


def tell_moderated(contribution: Contribution, *, at: datetime) -> None:
    """Tell the author that everybody reads it now, or why it is hidden."""
    if contribution.said_by:  # words of a meeting, written down by the organiser
        return
    _send(
        contribution.author,
        contribution.consultation,
        f"consultation.letter.{contribution.state}",
        at=at,
        address=page_address("consultation:contribution", contribution.public_id),
        reason=contribution.hidden_because,
        number=contribution.number,
    )


def tell_answered(answer: Answer, contributions: Sequence[Contribution], *, at: datetime) -> None:
    """Tell each author what became of their words and why."""
    for one in contributions:
        if not one.said_by:
            _send(
                one.author,
                answer.consultation,
                "consultation.letter.answered",
                at=at,
                address=page_address("consultation:contribution", one.public_id),
                outcome=f"consultation.outcome.{answer.outcome}",
                reason=answer.reason,
                number=one.number,
            )


def tell_invited(person: Person, consultation: Consultation, *, at: datetime) -> None:
    """Ask a partner to draft side by side."""
    _send(
        person,
        consultation,
        "consultation.letter.invited",
        at=at,
        address=page_address("consultation:beside", consultation.public_id),
    )


def tell_recorder(person: Person, consultation: Consultation, *, at: datetime, address: str) -> None:
    """Ask somebody to write down what a group proposes."""
    _send(person, consultation, "consultation.letter.recorder", at=at, address=address)


def seminar_address(public_id: object) -> str:
    """The path of a meeting's page, without the language before it."""
    return page_address("consultation:meeting", public_id)


def _send(to: Person, of: Consultation, code: str, *, at: datetime, address: str, **details: object) -> None:
    def words(part: str) -> dict[str, str]:
        return {
            language: say(f"{code}.{part}", language, title=choose(of.titles, language)[0], **details)
            for language in LANGUAGES
        }

    send(
        to=to,
        at=at,
        about=f"consultation.consultation:{of.public_id}",
        subject=words("subject"),
        body=words("body"),
        address=address,
    )
