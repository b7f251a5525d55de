"""What the rules that bind a case say of it: asked for the page at any time, kept with the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, ShownFinding, shown_findings
from tanym.apps.recognition.attesting import questions
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.handling import handling
from tanym.apps.recognition.known import known_facts
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of
from tanym.apps.recognition.tracks import track_of
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.facts import case_facts
from tanym.core.rules import Finding, Outcome
from tanym.rulepacks.sentences import rule_words

SUBJECT = "case"

DECIDED_ON = "case.decided_on"
"""The day of the decision; while there is none, the day of asking, so that lateness shows before it is decided."""


@dataclass(frozen=True, slots=True)
class Said(Answers):
    """The findings on a case; `questions` are facts that somebody may say (name, words), because an undecided rule misses them.

    Of the undecided rules those `asking` wait for such an answer, and those `unset` for a figure that the organisation
    has not set; all others read what the record of this case does not hold, or not yet.
    """

    questions: list[tuple[str, str]]
    asking: frozenset[str] = frozenset()
    unset: frozenset[str] = frozenset()

    @property
    def for_a_person(self) -> list[ShownFinding]:
        """Undecided, and a person of the office can say what is missing."""
        return [one for one in self.undecided if one.rule in self.asking]

    @property
    def without_figure(self) -> list[ShownFinding]:
        """Undecided, because the organisation has set no figure for it."""
        return [one for one in self.undecided if one.rule in self.unset]

    @property
    def not_on_record(self) -> list[ShownFinding]:
        """Undecided, because nothing of it is on record."""
        return [one for one in self.undecided if one.rule not in self.asking | self.unset]


def facts_of(record: Record, on: date) -> Mapping[str, object]:
    """What the record of a case, or of its appeal, tells the rules on a day."""
    file, case = case_file(record), case_of(record)
    told = case_facts(file, handling(record, file, on), on)
    return {**known_facts(case, on), **told, **track_of(case).rules(case, on)}


def said_by_rules(record: Record, on: date) -> Said:
    """The findings on a case as they stand today, for the reader; rules that do not apply to it are left out."""
    institution = case_of(record).organisation.code
    report = check_now(SUBJECT, facts_of(record, on), on, institution, of=_named(record))
    findings = (
        report.findings if case_of(record).decided_on else [_in_time_so_far(one) for one in report.findings]
    )
    shown = shown_findings(stack(on, institution), findings)
    asked = questions(case_of(record), (name for one in report.findings for name in one.missing), on)
    can_be_said = {name for name, _words in asked}
    open_ones = [one for one in findings if one.outcome is Outcome.UNDECIDED]
    return Said(
        shown,
        asked,
        frozenset(one.rule for one in open_ones if can_be_said & {*one.missing}),
        frozenset(one.rule for one in open_ones if one.missing_values and not one.missing),
    )


def obey(record: Record, *, at: datetime) -> str:
    """Check the decided case and keep the report; its digest.

    Raises `Refused("recognition.rule-not-met")` with the first rule that stands in the way and what it demands.
    """
    case, on = case_of(record), timezone.localdate(at)
    kept, report = check(
        at=at,
        on=on,
        subject=SUBJECT,
        facts=facts_of(record, on),
        of=_named(record),
        institution=case.organisation.code,
    )
    for finding in report.blocking:
        by = stack(on, case.organisation.code)
        demand = rule_words(by, finding.rule, get_language() or "kk")
        raise Refused("recognition.rule-not-met", rule=finding.rule, demand=demand)
    return kept.digest


def _in_time_so_far(finding: Finding) -> Finding:
    """A finding before any decision: what is late by today stays late, what is met by today alone is not met yet."""
    read = {fact.name for one in finding.conditions if one.role != "when" for fact in one.facts}
    if finding.outcome is not Outcome.MET or DECIDED_ON not in read:
        return finding
    return replace(finding, outcome=Outcome.UNDECIDED, missing=(*finding.missing, DECIDED_ON))


def _named(record: Record) -> str:
    return f"recognition.case:{case_of(record).public_id}"
