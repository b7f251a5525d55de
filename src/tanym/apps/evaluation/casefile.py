"""The record of an evaluation as the core knows it, and what it tells the guards and the rules of its case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.apps.audit import clock as timezone
from tanym.apps.clocks.proceedings import code
from tanym.apps.evaluation.asked import open_questions
from tanym.apps.evaluation.models import Evaluation, Hearing
from tanym.apps.evaluation.precedents import precedent
from tanym.apps.evaluation.routing import routed_now
from tanym.apps.recognition.casefile import DOCUMENTED, case_file, decision_taken, mapping_of
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.core.credentials.checks import Outcome
from tanym.core.kernel.periods import Period, last_day
from tanym.core.procedures.foreign_case import ForeignCase
from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.authenticity import Authenticity, Method, Standing, StatusSource
from tanym.core.recognition.foreign.difference import Difference
from tanym.core.recognition.foreign.file import ForeignFile, Fraud, foreign_facts
from tanym.core.recognition.foreign.findings import Finding, Part, Source
from tanym.core.recognition.foreign.forms_of_recognition import (
    Condition,
    Considered,
    Form,
    Ground,
    check_form,
)
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.foreign.statements import StatementType
from tanym.core.recognition.foreign.undocumented import Evaluator, Heard, unanswered
from tanym.core.recognition.routing import HERE, Route

FOREIGN = "foreign"
"""The procedure of this room."""

VALIDITY = "passport.validity"
"""The value of the packs by which a statement without documents ends."""


def evaluation_of(case: RecognitionCase) -> Evaluation | None:
    """What stands beside a foreign case; None for any other."""
    return getattr(case, "evaluation", None)


def documents_of(case: RecognitionCase) -> list[EvidenceItem]:
    """The items of evidence that are documents of learning: those whose authenticity is looked into."""
    return [item for item in case.evidence.select_related("award", "file") if item.kind in DOCUMENTED]


def foreign_file(case: RecognitionCase, on: date) -> ForeignFile:
    """Everything on record in an evaluation. The decision is the one that holds, or stands in the minutes."""
    kept = evaluation_of(case)
    if kept is None:
        return ForeignFile()
    file, taken = case_file(case), decision_taken(case)
    stated_on = timezone.localdate(taken.decided_at) if taken else None
    documented = kept.documented
    return ForeignFile(
        purpose=Purpose(case.purpose),
        documented=documented,
        route=Route(kept.route) if kept.route else None,
        route_by_rule=Route(kept.route_by_rule) if kept.route_by_rule else routed_now(case, kept).route,
        credential_kind=kept.credential_kind,
        study_mode=kept.study_mode,
        award_day=kept.award_day,
        items={str(item.public_id): item.checked for item in documents_of(case)} if documented else None,
        relied_on=frozenset(link.evidence for link in mapping_of(case).links),
        findings=tuple(_finding(one) for one in kept.findings.all()),
        authenticity=tuple(_check(one) for one in kept.checks.select_related("item")),
        sources=tuple(_source(one) for one in kept.sources.all()),
        differences=differences_of(kept),
        considered=considered_of(kept),
        result=file.holding.result if file.holding else None,
        form=Form(kept.form) if kept.form else None,
        conditions=conditions_of(kept),
        ground=Ground(kept.ground) if kept.ground else None,
        fraud=_fraud(kept),
        questionnaire=not documented and not unanswered(kept.questionnaire),
        heard=_heard(getattr(kept, "hearing", None)),
        issuer_asked=bool(open_questions(case)),
        statement=StatementType(kept.statement) if kept.statement else None,
        stated_on=stated_on,
        stated_until=valid_until(case, stated_on) if stated_on and not documented else None,
    )


def guards(case: RecognitionCase, step: str) -> Mapping[str, Any]:
    """What only this room knows for the guards of a step."""
    kept = evaluation_of(case)
    if kept is None:
        return {}
    today = timezone.localdate()
    file = foreign_file(case, today)
    holding = case_file(case).holding
    result = Result(step) if step in tuple(Result) else None
    return {
        "foreign": ForeignCase(
            purpose=str(file.purpose or ""),
            route_here=file.route in HERE if file.route else None,
            issuer_asked=file.issuer_asked,
            heard=file.documented or file.heard is not None,
            status_known=file.status_known,
            unchecked=file.unchecked,
            answers_left=file.answers_left if kept.credential_kind or not kept.documented else None,
            statement=kept.statement,
            form_faults=check_form(result, file.form, file.considered, file.conditions, file.ground, today)
            if result
            else None,
            forms_left=file.forms_left,
            obstacle_missing=file.obstacle_missing if file.ground else None,
            anything_recognised=bool(holding.recognised) if holding else None,
        )
    }


def documented(case: RecognitionCase) -> frozenset[str]:
    """The papers that this room knows to be given: the questionnaire stands in for a document that cannot be had."""
    kept = evaluation_of(case)
    answered = kept is not None and not kept.documented and not unanswered(kept.questionnaire)
    return frozenset({"result"}) if answered else frozenset()


def rules(case: RecognitionCase, on: date) -> Mapping[str, object]:
    """Further facts for the rules that bind a case."""
    kept = evaluation_of(case)
    if kept is None:
        return {}
    found = foreign_facts(foreign_file(case, on))
    if case.decided_on is not None:
        found["case.precedent_fields"] = precedent(case, kept).fields
        found["case.precedent_personal_fields"] = frozenset[str]()  # it is composed without any
    return found | ({"case.route_reasons": kept.route_reasons} if kept.route_reasons else {})


def differences_of(kept: Evaluation) -> tuple[Difference, ...]:
    """The differences as the core knows them."""
    return tuple(
        Difference(str(one.pk), one.element, one.in_what, one.obstacle, one.evidence, one.bridge)
        for one in kept.differences.all()
    )


def considered_of(kept: Evaluation) -> tuple[Considered, ...]:
    """The answers on other forms of recognition."""
    return tuple(
        Considered(Form(name), bool(one["possible"]), one["because"]) for name, one in kept.considered.items()
    )


def conditions_of(kept: Evaluation) -> tuple[Condition, ...]:
    """The conditions of a conditional recognition."""
    return tuple(
        Condition(
            f"c{number}",
            one["goal"],
            one["measure"],
            date.fromisoformat(one["until"]) if one.get("until") else None,
        )
        for number, one in enumerate(kept.conditions, 1)
    )


def valid_until(case: RecognitionCase, on: date) -> date | None:
    """The last day of a statement without documents, by the packs of the case; None where none says."""
    longest = of(case).stack.value(VALIDITY)
    return last_day(on, longest) if isinstance(longest, Period) else None


def _finding(one: Any) -> Finding:
    said = " ".join(str(line["code"]) for line in one.said)
    return Finding(
        Part(one.part),
        one.name,
        one.rating,
        one.value or said,
        Source(one.source) if one.source else None,
        one.on,
        one.because,
    )


def _check(one: Any) -> Authenticity:
    return Authenticity(str(one.item.public_id), Method(one.method), Outcome(one.outcome), one.on, one.note)


def _source(one: Any) -> StatusSource:
    return StatusSource(
        one.name, one.official, Standing(one.standing), one.for_day, one.looked_on, one.address
    )


def _fraud(kept: Evaluation) -> Fraud | None:
    if kept.fraud_found_by is None:
        return None
    return Fraud(
        frozenset({kept.fraud_evidence} if kept.fraud_evidence.strip() else ()),
        code(kept.fraud_found_by),
        code(kept.fraud_confirmed_by) if kept.fraud_confirmed_by else "",
    )


def _heard(hearing: Hearing | None) -> Heard | None:
    if hearing is None:
        return None
    return Heard(
        hearing.held_on,
        tuple(
            Evaluator(code(one.person), one.knows_system, one.knows_language)
            for one in hearing.evaluators.select_related("person")
        ),
        hearing.language,
        hearing.said,
        hearing.agreed,
    )
