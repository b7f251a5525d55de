"""What the pages of an application show: stages, history, the next action, the scope in words, the checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.accounts.words import ENDONYMS, say
from tanym.apps.accreditation.certificate import scope_in_words
from tanym.apps.accreditation.checking import RULE, findings_now
from tanym.apps.accreditation.handling import held, of, subject_of
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import criteria, entry_of
from tanym.apps.clocks.shown import past, terms_of
from tanym.apps.policy.queries import stack
from tanym.apps.policy.shown import Answers, shown_findings, tally
from tanym.apps.qualifications.queries import body_words
from tanym.apps.registers.queries import stood
from tanym.core.kernel.localized import choose
from tanym.core.procedures.extend import EXTEND
from tanym.core.rules import Report

VALID = "valid"
"""The clock of the interval of an entry; its last day is said with the entry itself."""

AT_REST = frozenset({"recognised", "suspended", "accredited"})
"""Stages in which nothing is due from anybody: the entry stands, or stands still."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history: a step in words, when, by which party."""

    words: str
    party: str
    at: Any


@dataclass(frozen=True, slots=True)
class Needed:
    """A document of the procedure: what was given, and what is missing."""

    name: str
    words: str
    papers: list[Any]
    missing: str


def about(application: Application, on: date, reader: Any) -> dict[str, Any]:
    """What every page of an application shows."""
    proceeding, language = of(application), get_language() or "kk"
    table = proceeding.procedure
    stage = table.stages[application.stage]
    party = table.parties.get(stage.waits_for)
    entry, decided = entry_of(application), decision(application)
    return {
        "application": application,
        "stage": stage,
        "waits_for": choose(party.words, language)[0]
        if party and not stage.end and stage.name not in AT_REST
        else "",
        "terms": [one for one in terms_of(held(application), on, reader) if one.name != VALID],
        "ended_terms": past(subject_of(application)),
        "status_note": table.status == "institution-rule",
        "history": history(application),
        "certificate_languages": ENDONYMS.items(),
        "any_papers": application.papers.exists(),
        "judged": application.judgements.exists(),
        "scope": words_of_scope(application.scope, language),
        "entry": entry,
        "standing": stood(entry, on) if entry else None,
        "decision": decided,
        "conditions": application.conditions.all() if decided else [],
        "measures": application.measures.select_related("proposed_by", "decided_by"),
        "visits": application.visits.all(),
    }


def words_of_scope(scope: Any, language: str) -> list[tuple[str, str]]:
    """A scope in words, each member with its name."""
    return [(say(f"accreditation.scope.{name}"), text) for name, text in scope_in_words(scope, language)]


def decision(application: Application) -> Any:
    """The decision, once it was taken."""
    found = getattr(application, "decision", None)
    return found if found is not None and found.decided_at is not None else None


def criteria_of(application: Application) -> list[dict[str, Any]]:
    """Each criterion with what was found of it."""
    judged = {one.about: one for one in application.judgements.select_related("by")}
    return [
        {"code": name, "words": say(f"accreditation.criterion.{name}"), "judged": judged.get(name)}
        for name in criteria(application)
    ]


def frozen_criteria(application: Application) -> list[dict[str, Any]]:
    """What was found of each criterion at the decision."""
    found = decision(application)
    rows = found.criteria if found else []
    return [{**row, "words": say(f"accreditation.criterion.{row['code']}")} for row in rows]


def history(application: Application) -> list[Happened]:
    """The steps that were taken, the oldest first."""
    proceeding, language = of(application), get_language() or "kk"
    table = proceeding.procedure
    steps = {row.do: row.words for row in table.steps}
    found = []
    for event in application.events.all():
        party = table.parties.get(event.party)
        words = (
            say("clocks.extended") if event.step == EXTEND else choose(steps.get(event.step, {}), language)[0]
        )
        found.append(
            Happened(words or event.step, choose(party.words, language)[0] if party else "", event.at)
        )
    return found


def needed(application: Application) -> list[Needed]:
    """The documents that the procedure asks the applicant for."""
    language = get_language() or "kk"
    papers: dict[str, list[Any]] = {}
    for one in application.papers.select_related("file"):
        papers.setdefault(one.document, []).append(one)
    return [
        Needed(name, choose(one.words, language)[0], papers.get(name, []), application.missing.get(name, ""))
        for name, one in of(application).procedure.documents.items()
    ]


def findings(application: Application, report: Report) -> dict[str, Any]:
    """What the rules say, for this reader."""
    by = stack(report.on, application.office.code)
    shown = shown_findings(by, report.findings, body_words(get_language() or "kk"))
    return {"answers": Answers(shown), "tally": tally(report.findings)}


def to_judge(application: Application, on: date) -> dict[str, tuple[str, str, str]]:
    """What a person judges: criteria, and findings that the rules left open → label, outcome, reasons."""
    judged = {one.about: one for one in application.judgements.all()}
    found: dict[str, tuple[str, str, str]] = {}
    for name in criteria(application):
        one = judged.get(name)
        found[name] = (
            say(f"accreditation.criterion.{name}"),
            one.outcome if one else "",
            one.reasons if one else "",
        )
    report = findings_now(application, on)
    by = stack(report.on, application.office.code)
    for finding in shown_findings(by, report.findings):
        if finding.undecided and finding.severity == "block":
            one = judged.get(f"{RULE}{finding.rule}")
            found[f"{RULE}{finding.rule}"] = (
                f"{finding.rule}: {finding.title}",
                one.outcome if one else "",
                one.reasons if one else "",
            )
    return found
