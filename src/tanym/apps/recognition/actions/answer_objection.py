"""Answer a claimant's objection to automated advice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.actions.end_term import end_term
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.advising import objection_of
from tanym.apps.recognition.held import OBJECTION, held
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import address_of, ask_to_act
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note
from tanym.core.kernel.errors import InvalidValue, Refused

LONGEST = 3000


def answer_objection(*, actor: Person, at: datetime, case: RecognitionCase, answer: str) -> RecognitionCase:
    """A person has looked at what was done with the advice, and says to the claimant what they found.

    Raises `Refused` (`recognition.no-objection`, `recognition.objection-answered`), `InvalidValue("recognition.answer-empty")`.
    """
    permit(TABLE, "answer_objection", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        objection = objection_of(found)
        if objection is None:
            raise Refused("recognition.no-objection")
        if objection.answered_at is not None:
            if objection.answered_by == actor and objection.answer == answer.strip():
                return found
            raise Refused("recognition.objection-answered")
        if not answer.strip():
            raise InvalidValue("recognition.answer-empty")
        objection.answer, objection.answered_at, objection.answered_by = answer.strip()[:LONGEST], at, actor
        objection.save(update_fields=["answer", "answered_at", "answered_by"])
        end_term(held(found), name=OBJECTION, at=at)
        note(found, actor=actor, at=at, verb="answer_objection")
        ask_to_act(
            found.claimant, found, at=at, code="recognition.objection-answer", address=address_of(found)
        )
        return found
