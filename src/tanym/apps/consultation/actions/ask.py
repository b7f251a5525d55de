"""Add a question to the survey of a consultation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Consultation, Question
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import clean, following, locked, made_before, note
from tanym.core.kernel.errors import InvalidValue, Refused

MOST_QUESTIONS = 20
MOST_OPTIONS = 12
LONGEST = 500


def ask(
    *,
    actor: Person,
    at: datetime,
    consultation: Consultation,
    words: Mapping[str, str],
    options: Sequence[Mapping[str, str]],
    several: bool,
    open_: bool,
    once: UUID,
) -> Question:
    """Ask everybody the same, with options to choose from, room for own words (`open_`), or both.

    Raises `NotPermitted`, `Refused("consultation.closed" | "consultation.questions-enough")`,
    `InvalidValue("consultation.question" | "consultation.text-too-long")`.
    """
    require("ask", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        if (before := made_before(Question.objects, once, consultation=of)) is not None:
            return before  # type: ignore[no-any-return]
        kept = [one for one in map(clean, options) if one]
        if not clean(words) or len(kept) > MOST_OPTIONS or len(kept) == 1 or not (kept or open_):
            raise InvalidValue("consultation.question")
        for texts in (words, *kept):
            for text in texts.values():
                if len(text) > LONGEST:
                    raise InvalidValue("consultation.text-too-long", most=LONGEST, given=len(text))
        if of.questions.count() >= MOST_QUESTIONS:
            raise Refused("consultation.questions-enough", most=MOST_QUESTIONS)
        made = Question.objects.create(
            once=once,
            consultation=of,
            number=following(of.questions),
            words=clean(words),
            options=kept,
            several=several,
            open=open_,
        )
        note(of, actor=actor, at=at, verb="ask", subject=f"question:{made.public_id}")
        return made
