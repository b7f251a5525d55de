"""Take in the answer of a student information system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase, StudentNumber
from tanym.apps.recognition.permissions import TABLE


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a case: where its credits stand (empty: not yet), and the number of the person there."""

    case: RecognitionCase
    line: str
    student_number: str = ""


def take_in_lines(*, actor: Person, at: datetime, answers: Sequence[Answer]) -> Mapping[str, int]:
    """Confirm the credits of each case with a line, and keep numbers; all or nothing. What stands here already stays.

    The caller has looked for faults; whoever is no registrar of the institution is refused (`not-permitted`), and a
    step that a case does not allow now as `confirm_credits` refuses it.
    """
    today = timezone.localdate(at)
    confirmed = noted = 0
    with transaction.atomic():
        for one in sorted(answers, key=lambda answer: answer.case.pk):
            permit(TABLE, "take_in_lines", actor, today, at=one.case.organisation)
            noted += _note_number(one, actor, at)
            if not one.line or one.case.credits_entered is not None:
                continue
            due = case_file(one.case).credits_due or 0
            confirm_credits(actor=actor, at=at, case=one.case, revision=None, credits=due, line=one.line)
            confirmed += 1
    return {"recognition.line.confirmed": confirmed, "recognition.line.numbers": noted}


def _note_number(answer: Answer, actor: Person, at: datetime) -> bool:
    """Keep the number of a person; it stands in no journal, only that it was said."""
    if not answer.student_number:
        return False
    case = answer.case
    kept, made = StudentNumber.objects.get_or_create(
        organisation=case.organisation, person=case.claimant, defaults={"number": answer.student_number}
    )
    if not made and kept.number == answer.student_number:
        return False
    kept.number = answer.student_number
    kept.save(update_fields=["number"])
    journal(
        actor=actor,
        at=at,
        action="recognition.note_student_number",
        subject=f"recognition.case:{case.public_id}",
    )
    return True
