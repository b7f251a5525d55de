"""What the rules in force say of an assessment and of the award that would follow, before it is concluded and as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.learning.conclusions import Foreseen, record_of
from tanym.apps.learning.models import Enrolment
from tanym.apps.learning.queries import assessors, relations, results_of
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, shown_findings
from tanym.apps.qualifications.entitlement import Entitlement, entitled
from tanym.apps.qualifications.queries import design_of
from tanym.core.credentials.issue_facts import record_facts
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.canonical import digest
from tanym.core.qualifications.assessment_facts import Judged, assessment_facts
from tanym.core.rules.types import Interval


def said_by_rules(enrolment: Enrolment, seen: Foreseen, at: datetime) -> Answers:
    """What the rules say of concluding now; of the award only where one follows. Nothing is kept.

    What the rules on issue leave open is asked again of the signed document, so it is no matter of the conclusion.
    """
    on, body = timezone.localdate(at), awarding_body(enrolment)
    reports = [check_now("assessment", facts_of_assessment(enrolment, on), on, body, of=enrolment.source)]
    if seen.reached:
        facts = facts_of_issue(enrolment, seen, record_of(enrolment, seen, at), on)
        reports.append(check_now("issue", facts, on, body, of=enrolment.source))
    later = {one.rule for report in reports[1:] for one in report.undecided}
    findings = [one for report in reports for one in report.findings if one.rule not in later]
    people = {str(one.public_id): one.name(get_language() or "kk") for one in assessors(enrolment)}
    return Answers(shown_findings(stack(on, body), findings, lambda code: people.get(code, code)))


def awarding_body(enrolment: Enrolment) -> str:
    """The code of the body that awards."""
    return str(enrolment.version.content.get("bodies", {}).get("awarding", ""))


def contact_of(enrolment: Enrolment) -> str:
    """Where the learner writes about the result: the contact of the offer, else the awarding body's address, else its site."""
    design = design_of(enrolment.version)
    body = organisation(awarding_body(enrolment))
    return design.offer.contact or body.contact.get("email", "") or body.website


def facts_of_assessment(enrolment: Enrolment, on: date) -> dict[str, object]:
    """The facts of this attempt: who judged, how, with which reasons; who taught, who declared an interest."""
    declared = relations(enrolment)
    judged = {
        cell: Judged(
            result.percent,
            result.reasons,
            result.identity,
            frozenset({str(result.assessor.public_id)}),
            timezone.localdate(result.at),
        )
        for cell, result in results_of(enrolment).items()
    }
    return assessment_facts(
        design_of(enrolment.version),
        judged,
        on,
        trained=_who(declared, "taught"),
        interested=_who(declared, "interest"),
        appeal=contact_of(enrolment),
    )


def right_to_award(enrolment: Enrolment, on: date) -> Entitlement:
    """What the registers say of the body that would award on that day (IS-02)."""
    return entitled(organisation(awarding_body(enrolment)), on, version=enrolment.version)


def facts_of_issue(enrolment: Enrolment, seen: Foreseen, record: AwardRecord, on: date) -> dict[str, object]:
    """The facts of the award that would be made on that day; those of the signed document follow when it is signed."""
    entitlement = right_to_award(enrolment, on)
    authorised = Interval(entitlement.since, entitlement.until) if entitlement.entitled else None
    found = record_facts(
        record,
        on,
        authorised=authorised,
        version=digest(enrolment.version.content),
        assessed=enrolment.version.digest,
    )
    return found | {"result.percent": seen.hundredths, "result.letter": seen.letter}


def _who(declared: Mapping[Any, str], relation: str) -> frozenset[str]:
    return frozenset(str(person.public_id) for person, said in declared.items() if said == relation)
