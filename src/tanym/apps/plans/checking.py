"""What the rules in force say of an action item: shown while it is written, kept when it is adopted and reviewed."""

from __future__ import annotations

import re
from datetime import date, datetime

from tanym.apps.accounts.words import say
from tanym.apps.plans.content import day_of, indicator_of, subject_of, terms_of
from tanym.apps.plans.models import ActionItem, ProgressReport
from tanym.apps.plans.queries import late, silence
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import ShownFinding, shown_findings
from tanym.core.plans.facts import NONE_RECEIVED, item_facts, status_facts
from tanym.core.plans.item import said
from tanym.core.plans.status import Status, Verdict
from tanym.core.rules import Outcome, Report
from tanym.core.rules.findings import ConditionRead

SUBJECT = "policy-item"
PUBLIC_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def check_item(item: ActionItem, *, at: datetime, report: ProgressReport | None = None) -> tuple[Report, str]:
    """Ask the rules and keep the answer: the findings and the digest of the report."""
    facts = facts_of(item)
    if report is not None:
        facts |= _status_facts(report)
    kept, found = check(at=at, on=day_of(at), subject=SUBJECT, facts=facts, of=subject_of(item))
    return found, kept.digest


def said_by_rules(item: ActionItem, on: date) -> list[ShownFinding]:
    """The findings on an item as it stands, for the reader; what cannot be asked of it yet is left out."""
    report = check_now(SUBJECT, facts_of(item) | _facts_of_progress(item, on), on, of=subject_of(item))
    about = [
        one
        for one in report.findings
        if one.outcome in (Outcome.MET, Outcome.NOT_MET)
        and any(fact.name.startswith("item.") for read in one.conditions for fact in read.facts)
    ]
    return shown_findings(stack(on), about, _word)


def missing(item: ActionItem, on: date) -> list[str] | None:
    """What keeps the plan of this item from being adopted, in the reader's words: what a list of the rules asks for and
    the item has not, else the sentence of the rule; None where nothing does."""
    report = check_now(SUBJECT, facts_of(item), on, of=subject_of(item))
    if not report.blocking:
        return None
    found: list[str] = []
    for finding in report.blocking:
        lacking = [_word(code) for read in finding.conditions for code in sorted(_lacking(read))]
        found += lacking or [one.title for one in shown_findings(stack(on), [finding], _word)]
    return list(dict.fromkeys(found))


def _lacking(read: ConditionRead) -> frozenset[str]:
    """What the values of a condition list and its facts do not; nothing where they are no lists."""
    there = [one.value for one in read.facts if isinstance(one.value, frozenset)]
    asked = [one.value for one in read.values if isinstance(one.value, frozenset)]
    if read.outcome is not Outcome.NOT_MET or not there:
        return frozenset()
    return frozenset().union(*asked) - frozenset().union(*there)


WORDS = {
    "owner": "plans.field.lead",
    "start": "plans.field.start",
    "deadline": "plans.field.deadline",
    "indicator": "plans.field.indicator",
    "baseline": "plans.field.baseline",
    "target": "plans.field.target",
    "recommendation": "plans.field.recommendation",
    "rule": "plans.field.rules",
    "legal-act": "plans.field.act",
    "none-received": "plans.field.nothing-received",
}
"""Codes of the facts on items → the codes whose sentences are their words."""


def _word(code: str) -> str:
    """The word of a code of an item's facts; a recommendation, named by its public id, is just that."""
    if code in WORDS:
        return say(WORDS[code])
    return say("plans.field.recommendation") if PUBLIC_ID.fullmatch(code) else code


def facts_of(item: ActionItem) -> dict[str, object]:
    """The facts of an item, as its record shows them."""
    answers = {item.recommendation} if item.recommendation else set()
    if item.none_received:
        answers.add(NONE_RECEIVED)
    links = {
        "recommendation": bool(item.recommendation),
        "rule": bool(item.rules or item.draft),
        "legal-act": said(item.texts.get("act", {})),
    }
    return item_facts(
        terms=terms_of(item),
        indicator=indicator_of(item),
        owner=str(item.lead.public_id) if item.lead else "",
        answers=answers,
        links=[name for name, there in links.items() if there],
    )


def _facts_of_progress(item: ActionItem, on: date) -> dict[str, object]:
    """Of an adopted item: how long nobody has reported past its last day, and the last report that counts."""
    if not item.plan.adopted:
        return {}
    silent = late(item, on, silence(on)).silent
    accepted = [one for one in item.reports.all() if one.verdict == Verdict.ACCEPTED]
    latest = max(accepted, key=lambda one: (one.at, one.pk), default=None)
    said_of_it = _status_facts(latest) if latest is not None else {}
    return said_of_it | {"item.days_overdue": silent}


def _status_facts(report: ProgressReport) -> dict[str, object]:
    evidence = " ".join(report.evidence.values())
    reviewer = str(report.reviewed_by.public_id) if report.reviewed_by else ""
    return status_facts(status=Status(report.status), evidence=evidence, reviewer=reviewer, silent=0)
