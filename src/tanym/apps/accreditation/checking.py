"""What the rules say of an application, and what the guards of its next step may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.facts import facts_of
from tanym.apps.accreditation.handling import (
    EXPERT,
    kind_of,
    of,
    state_of,
    subject_of,
)
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import criteria, entry_of, proposed_measure
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import is_member
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import check_now
from tanym.apps.standards.queries import professions
from tanym.core.kernel.periods import FirstDay, Period, last_day
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.case_facts import CaseFacts, CheckedRule
from tanym.core.rules import Outcome as Found
from tanym.core.rules import Report, Severity

RULE = "rule:"
OUTCOMES = {Found.MET: Outcome.MET, Found.NOT_MET: Outcome.NOT_MET, Found.UNDECIDED: Outcome.UNDECIDED}


def findings_now(application: Application, on: date) -> Report:
    """What the rules in force say of it now, as it stands (or would stand by the decision that is prepared); nothing is kept."""
    return check_now(
        kind_of(application).subject,
        _facts(application, on),
        on,
        application.office.code,
        of=subject_of(application),
    )


def check_and_keep(application: Application, at: datetime, on: date) -> Report:
    """The same, kept as a report; the application names the latest one. The caller saves."""
    kept, found = check(
        at=at,
        on=on,
        subject=kind_of(application).subject,
        facts=_facts(application, on),
        of=subject_of(application),
        institution=application.office.code,
    )
    application.report = kept.digest
    return found


def guard_facts(
    application: Application,
    step: str,
    actor: Person | None,
    on: date,
    *,
    report: Report | None = None,
    reasons: Sequence[str] | None = None,
) -> CaseFacts:
    """What the guards of a step may know now. `reasons` are those of who acts; else those of what is proposed."""
    procedure, state = of(application).procedure, state_of(application)
    wanted = frozenset(one.name for one in procedure.documents_for(step))
    given = application.papers.all()
    if not wanted and application.missing:
        wanted = frozenset(application.missing)
        given = given.filter(at__gt=application.asked_at)
    names = criteria(application)
    judged = application.judgements.exclude(about__startswith=RULE).exclude(reasons="")
    return CaseFacts(
        documents_needed=wanted,
        documents_given=frozenset(given.values_list("document", flat=True)),
        missing_named=tuple(application.missing.values()) or None,
        conflicted=_conflicted(application, actor, on),
        experts=frozenset(state.people.get(EXPERT, ())),
        visit_reported=application.visits.exclude(report="").exists(),
        criteria=frozenset(names) if names else None,
        criteria_judged=frozenset(judged.values_list("about", flat=True)),
        proposers=_proposers(application),
        reasons=tuple(reasons) if reasons is not None else _reasons(application),
        profession_in_register=_professions(application, on),
        checked=_checked(application, report) if report else None,
    )


def interval_of(application: Application, on: date) -> tuple[date, date] | None:
    """From when until when a decision of this day would hold; a renewal continues where the entry ends, if it has not ended."""
    period = of(application).stack.value(kind_of(application).valid_for)
    if not isinstance(period, Period):
        return None
    ends = continued(application, on)
    return on, last_day(ends, period) if ends else last_day(on, period, FirstDay.SAME_DAY)


def continued(application: Application, on: date) -> date | None:
    """The last day of the entry that an application asks to continue; None for a first one, and for what has ended."""
    entry = entry_of(application) if application.renews else None
    ends = max((one.until for one in entry.recorded.all() if one.until), default=None) if entry else None
    return ends if ends and ends >= on else None


def _facts(application: Application, on: date) -> dict[str, Any]:
    return facts_of(application, on, entry=entry_of(application), decided=_would_hold(application, on))


def _would_hold(application: Application, on: date) -> tuple[date, date] | None:
    prepared = getattr(application, "decision", None)
    if prepared is None or prepared.decided_at is not None or prepared.result != "recognise":
        return None
    return interval_of(application, on)


def _checked(application: Application, report: Report) -> tuple[CheckedRule, ...]:
    """The findings as guards read them, with what a person has decided where the rules could not."""
    by_rule = {
        one.about.removeprefix(RULE): one for one in application.judgements.filter(about__startswith=RULE)
    }
    result = []
    for finding in report.findings:
        if finding.outcome is Found.NOT_APPLICABLE:
            continue
        blocks = finding.severity is Severity.BLOCK and finding.waiver is None
        rule = CheckedRule(finding.rule, OUTCOMES[finding.outcome], blocks)
        judged = by_rule.get(finding.rule)
        if judged and finding.outcome is Found.UNDECIDED:
            if judged.outcome == "met":
                rule = replace(rule, decided_by=code(judged.by), note=judged.reasons)
            else:
                rule = replace(rule, outcome=Outcome.NOT_MET)
        result.append(rule)
    return tuple(result)


def _conflicted(application: Application, actor: Person | None, on: date) -> frozenset[str] | None:
    """Who may not judge this application; None while the expert who acts has declared nothing."""
    if actor is None:
        return None
    seat = application.seats.filter(expert=actor).first()
    if code(actor) in state_of(application).people.get(EXPERT, ()) and (seat is None or not seat.relation):
        return None
    tied = is_member(actor, application.organisation, on) or (
        seat is not None and seat.relation == "interest"
    )
    return frozenset({code(actor)}) if tied else frozenset()


def _proposers(application: Application) -> frozenset[str] | None:
    measure = proposed_measure(application)
    if measure is not None:
        return frozenset({code(measure.proposed_by)})
    prepared = getattr(application, "decision", None)
    return frozenset({code(prepared.prepared_by)}) if prepared else None


def _reasons(application: Application) -> tuple[str, ...] | None:
    """The reasons of what is before the next person: of the measure, of the decision, of the report."""
    measure = application.measures.exclude(state="dropped").first()
    if measure is not None:
        return (measure.reasons,)
    prepared = getattr(application, "decision", None)
    if prepared is not None:
        return (prepared.reasons,)
    return tuple(application.visits.values_list("report", flat=True)) or None


def _professions(application: Application, on: date) -> bool | None:
    """Whether every profession stands in the register of professions (Law 14-VIII, art. 15 and 24).

    Where the platform keeps no professions it is what the applicant says; the inspection confirms it as a criterion.
    """
    asked = application.scope.get("professions") or ()
    if not asked:
        return None
    if known := {one.instrument.code for one in professions(on)}:
        return set(asked) <= known
    said = application.answers.get("professions_in_register")
    return said == "yes" if said else None
