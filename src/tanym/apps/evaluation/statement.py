"""What a decision on foreign learning confers: the shared statement of a discipline, or a statement of its own type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.evaluation.casefile import evaluation_of, valid_until
from tanym.apps.evaluation.conditions import lines
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.recognition.models import Decision
from tanym.apps.recognition.statement import award_record
from tanym.apps.recognition.tracks import Given
from tanym.core.credentials.record_document import from_json, to_json
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.forms_of_recognition import Form
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.foreign.statements import IS_NOT, StatementType

KIND = "evaluation"
"""The kind of the award."""

PRINTED: dict[StatementType, tuple[str, ...]] = {
    StatementType.DECISION: ("diploma", "regulated-work"),
    StatementType.COMPARABILITY: ("diploma", "recognition-decision", "other-centre", "regulated-work"),
    StatementType.ADVICE: ("diploma", "formal-recognition", "other-centre", "regulated-work"),
    StatementType.INFORMATION: ("formal-recognition",),
}
"""What stands on the document itself that it is not."""


def award(decision: Decision, at: datetime) -> Given | None:
    """Credits go into the shared statement of the discipline; anything else is a statement of evaluation."""
    case, kept = decision.case, evaluation_of(decision.case)
    record = award_record(decision, at)
    if kept is None or case.purpose == Purpose.CREDITS:
        return Given(record)
    type_ = StatementType(kept.statement)
    made = from_json(record)
    until = valid_until(case, timezone.localdate(at)) if not kept.documented else None
    subject = case.target["titles"]
    changed = replace(
        made,
        titles={
            x: say(f"foreign.statement.title.{type_}", x, subject=choose(subject, x)[0]) for x in LANGUAGES
        },
        summary={x: " ".join(_summary(decision, kept, type_, x)) for x in LANGUAGES},
        credits=None,
        ects=None,
        is_not=PRINTED[type_],
        valid_until=timezone.make_aware(datetime.combine(until, time(23, 59, 59))) if until else None,
    )
    return Given(to_json(changed), kind=KIND, of=f"purpose:{case.purpose}")


def says(type_: StatementType) -> tuple[str, ...]:
    """What a statement of a type says of itself, and what it is not, as codes of sentences."""
    return (f"foreign.says.{type_}", *(f"foreign.is-not.{code}" for code in IS_NOT[type_]))


def _summary(decision: Decision, kept: Evaluation, type_: StatementType, language: str) -> Iterable[str]:
    content: dict[str, Any] = decision.content.get("instead") or decision.content
    result = Result(content["result"])
    yield say(f"foreign.result.{result}", language, institution=kept.institution or "–")
    if result is Result.IN_PART and kept.form:
        yield say("foreign.form-is", language, form=f"foreign.form.{kept.form}")
        if kept.form_says:
            yield kept.form_says
        if kept.form == Form.CONDITIONAL:
            yield from lines(kept, language)
    for code in says(type_):
        yield say(code, language)
