"""Issue the document on recognition, and put it before the register."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.models import Person
from tanym.apps.exams.document import award_record, kind_of
from tanym.apps.exams.facts import exam_facts, subject_of
from tanym.apps.exams.models import PlatformEntry
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.target import reference
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.recognition.casefile import case_file, decision_taken
from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import Refused
from tanym.rulepacks.sentences import rule_words


def issue_document(*, actor: Person, at: datetime, case: Any, revision: int | None) -> Any:
    """Confer the qualification or the separate skills of the decision that holds; the register of the platform is to
    learn of it with the next file.

    Raises `Refused("exams.rule-not-met")` with the first rule that stands in the way, and as `advance`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "issue_document", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="issue-document", revision=revision):
            return found
        _obey(found, at=at)
        holding, taken = case_file(found).holding, decision_taken(found)
        moved = take(found, actor=actor, at=at, step="issue-document")
        if holding is None or taken is None or not holding.recognised:
            raise Refused("exams.not-complete")
        if not found.rehearsal:
            award = confer(
                actor=actor,
                at=at,
                person=found.claimant,
                awarding_body=found.organisation,
                source=f"exams.document:{taken.pk}",
                record=award_record(found, taken, holding, at),
                kind=kind_of(found, holding),
                of=reference(found.target["code"]),
                decided_on=timezone.localdate(taken.decided_at),
            )
            taken.award = award
            taken.save(update_fields=["award"])
            PlatformEntry.objects.get_or_create(
                award=award, what="issued", defaults={"centre": found.organisation, "due_since": at}
            )
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        return found


def _obey(case: Any, *, at: datetime) -> None:
    on = timezone.localdate(at)
    _kept, report = check(
        at=at,
        on=on,
        subject="exam",
        facts=exam_facts(case, on),
        of=subject_of(case),
        institution=case.organisation.code,
    )
    for finding in report.blocking:
        demand = rule_words(stack(on, case.organisation.code), finding.rule, get_language() or "kk")
        raise Refused("exams.rule-not-met", rule=finding.rule, demand=demand)
