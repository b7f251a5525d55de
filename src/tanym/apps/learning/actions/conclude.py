"""Conclude an enrolment: the award is conferred, or the person reads what was not reached."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.learning import checking, conclusions, notices
from tanym.apps.learning.models import Enrolment
from tanym.apps.learning.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.permissions import about
from tanym.apps.qualifications.queries import design_of
from tanym.core.credentials.record_document import to_json
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.qualifications.award import weaker_than_planned
from tanym.core.rules import Report

CODES = {"AS-02": "learning.not-independent", "IS-02": "learning.not-entitled"}


def conclude(*, actor: Person, at: datetime, enrolment: Enrolment, revision: int) -> Enrolment:
    """Decide by the frozen plan and the scale in force, and confer the award where every threshold is reached.

    What is concluded stays so; a second click finds it done. Raises `NotPermitted` (`learning.own-enrolment`),
    `Refused` (`changed-meanwhile`, `learning.concluded`, `learning.identity-weaker`, `learning.not-independent`, `learning.not-entitled`,
    `learning.rule-not-met`, `award.taught-out`) and `InvalidValue` (`award.results-missing`, `award.no-plan`).
    """
    today = timezone.localdate(at)
    bodies = enrolment.version.content.get("bodies", {})
    awarding = organisation(bodies.get("awarding", ""))
    permit(TABLE, "conclude", actor, today, at=awarding, about=about(enrolment.version))
    if enrolment.person_id == actor.pk:
        raise NotPermitted("learning.own-enrolment")
    with transaction.atomic():
        found = (
            Enrolment.objects.select_for_update(of=("self",), no_key=True)
            .select_related("person", "version__micro_qualification")
            .get(pk=enrolment.pk)
        )
        if found.revision != revision:
            if repeats(found.source, actor=actor, action="learning.conclude"):
                return found
            raise Refused("changed-meanwhile")
        if found.state != "enrolled":
            raise Refused("learning.concluded")
        design = design_of(found.version)
        foreseen = conclusions.foreseen(found, today)
        weaker = weaker_than_planned(design, conclusions.supervision(found))
        if weaker:
            raise Refused("learning.identity-weaker", assessments=", ".join(weaker))
        of, body = found.source, awarding.code
        facts = checking.facts_of_assessment(found, today)
        _obey(check(at=at, on=today, subject="assessment", facts=facts, of=of, institution=body)[1])
        record = conclusions.record_of(found, foreseen, at) if foreseen.reached else None
        if record is not None:
            facts = checking.facts_of_issue(found, foreseen, record, today)
            if "issue.awarding_body_authorised" not in facts:
                raise Refused("learning.not-entitled", why=checking.right_to_award(found, today).code)
            _obey(check(at=at, on=today, subject="issue", facts=facts, of=of, institution=body)[1])
        found.state = "awarded" if foreseen.reached else "not-reached"
        found.concluded_at = at
        found.percent, found.letter = foreseen.grade.percent, foreseen.grade.letter
        found.revision += 1
        found.save(update_fields=["state", "concluded_at", "percent", "letter", "revision"])
        journal(
            actor=actor,
            at=at,
            action="learning.conclude",
            subject=found.source,
            details={
                "attempt": found.attempt,
                "state": found.state,
                "percent": found.percent,
                "letter": found.letter,
            },
        )
        if record is not None:
            confer(
                actor=actor,
                at=at,
                person=found.person,
                awarding_body=awarding,
                source=found.source,
                record=to_json(record),
                version=found.version,
                decided_on=_assessed_on(found),
            )
        tell = notices.awarded if foreseen.reached else notices.not_reached
        tell(found, at)
    return found


def _assessed_on(enrolment: Enrolment) -> date:
    """The day of the last result: what was shown by then is awarded, though the version is no longer taught."""
    results = enrolment.results.filter(attempt=enrolment.attempt)
    return max(timezone.localdate(one.at) for one in results)


def _obey(report: Report) -> None:
    """Refuse where a rule stands in the way; what a rule cannot decide stands in the report that is kept."""
    for finding in report.blocking:
        raise Refused(CODES.get(finding.rule, "learning.rule-not-met"), rule=finding.rule)
