"""Answer the questions of a survey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Consultation, Reply
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import lines, locked, note
from tanym.core.consultation.period import require_open
from tanym.core.kernel.errors import InvalidValue

LONGEST = 2000


def reply(
    *, actor: Person, at: datetime, consultation: Consultation, given: Mapping[int, tuple[list[int], str]]
) -> int:
    """Keep what the person chose and wrote, by number of the question; sending again replaces it.

    Returns how many questions were answered. Raises `NotPermitted`, `Refused` as `require_open`,
    `InvalidValue("consultation.option" | "consultation.text-too-long" | "consultation.reply-empty")`.
    """
    today = timezone.localdate(at)
    require("reply", actor, today, consultation, owner=actor)
    with transaction.atomic():
        of = locked(consultation)
        require_open(of.stage(today))
        answered = 0
        for question in of.questions.all():
            chosen, text = given.get(question.number, ([], ""))
            picked = sorted(set(chosen))
            if any(not 0 <= one < len(question.options) for one in picked) or (
                len(picked) > 1 and not question.several
            ):
                raise InvalidValue("consultation.option")
            if len(text) > LONGEST:
                raise InvalidValue("consultation.text-too-long", most=LONGEST, given=len(text))
            own = lines(text) if question.open else ""
            if not picked and not own:
                continue
            Reply.objects.update_or_create(
                question=question, person=actor, defaults={"chosen": picked, "text": own, "at": at}
            )
            answered += 1
        if not answered:
            raise InvalidValue("consultation.reply-empty")
        note(of, actor=None, at=at, verb="reply", details={"questions": answered})
        return answered
