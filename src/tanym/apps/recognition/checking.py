"""What the rules that bind a case say of it: asked for the page at any time, kept with the decision."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import ShownFinding, shown_findings
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.file import rule_facts

SUBJECT = "case"


def said_by_rules(record: Record, on: date) -> list[ShownFinding]:
    """The findings on a case as they stand today, for the reader."""
    institution = case_of(record).organisation.code
    report = check_now(SUBJECT, rule_facts(case_file(record), on), on, institution)
    return shown_findings(stack(on, institution), report.findings)


def obey(record: Record, *, at: datetime) -> str:
    """Check the decided case and keep the report; its digest. Raises `Refused("recognition.rule-not-met")`."""
    case, on = case_of(record), timezone.localdate(at)
    kept, report = check(
        at=at,
        on=on,
        subject=SUBJECT,
        facts=rule_facts(case_file(record), on),
        of=f"recognition.case:{case.public_id}",
        institution=case.organisation.code,
    )
    for finding in report.blocking:
        raise Refused("recognition.rule-not-met", rule=finding.rule)
    return kept.digest
