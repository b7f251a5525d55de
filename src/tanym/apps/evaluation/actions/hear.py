"""Record the interview of a person without documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.evaluation.acting import begun, done, sound
from tanym.apps.evaluation.models import Hearer, Hearing
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.evaluation.queries import evaluators
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.recognition.foreign.undocumented import QUESTIONS, Evaluator, Heard, check_heard


@dataclass(frozen=True, slots=True)
class Sat:
    """An evaluator who held the interview."""

    person: Person
    knows_system: bool = False
    knows_language: bool = False


def hear(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    held_on: date,
    language: str,
    evaluators_: Sequence[Sat],
    said: Mapping[str, str],
    agreed: str,
) -> RecognitionCase:
    """Keep what two evaluators heard and agree on; one of them knows the system and the language (RC-26).

    Raises `InvalidValue` (`foreign.two-evaluators`, `foreign.nobody-knows-system`, `foreign.nothing-agreed`,
    `foreign.heard-later`, `foreign.questionnaire-left`, `evaluation.no-evaluator`), `NotFound("evaluation.none")` in a
    case with documents, and as `acting.begun`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "hear", actor, today, at=case.organisation)
    said = {one: str(said.get(one, "")).strip() for one in QUESTIONS if str(said.get(one, "")).strip()}
    heard = Heard(
        held_on,
        tuple(Evaluator(code(one.person), one.knows_system, one.knows_language) for one in evaluators_),
        language.strip(),
        said,
        agreed,
    )
    with transaction.atomic():
        found, kept = begun(
            case,
            actor=actor,
            at=at,
            act="hear",
            revision=revision,
            sent=heard,
            office=frozenset(),
            evaluator=frozenset({"evaluation"}),
        )
        if kept is None:
            return found
        if kept.documented:
            raise NotFound("evaluation.none")
        sound(check_heard(heard, kept.questionnaire, today))
        known = {one.pk for one in evaluators(found, today)}
        if any(one.person.pk not in known for one in evaluators_):
            raise InvalidValue("evaluation.no-evaluator")
        Hearing.objects.filter(evaluation=kept).delete()
        hearing = Hearing.objects.create(
            evaluation=kept,
            held_on=held_on,
            language=language.strip()[:60],
            said=said,
            agreed=agreed.strip(),
            by=actor,
            at=at,
        )
        for one in evaluators_:
            Hearer.objects.create(
                hearing=hearing,
                person=one.person,
                knows_system=one.knows_system,
                knows_language=one.knows_language,
            )
        return done(found, actor=actor, at=at, act="hear", details={"evaluators": len(evaluators_)})
