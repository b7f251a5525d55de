"""The file of a foreign case beside its recognition file: purpose, route, findings, checks, differences, forms, statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tanym.core.credentials.checks import Outcome
from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.authenticity import (
    Authenticity,
    StatusSource,
    refuted,
    settled,
    sources_for,
)
from tanym.core.recognition.foreign.difference import Difference, hindering, substantial
from tanym.core.recognition.foreign.findings import Comparison, Finding, Part, answered, left
from tanym.core.recognition.foreign.forms_of_recognition import (
    NO_SECOND_LOOK,
    Condition,
    Considered,
    Form,
    Ground,
    unanswered,
)
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.foreign.statements import IS_NOT, StatementType, stated_as
from tanym.core.recognition.foreign.undocumented import Heard
from tanym.core.recognition.routing import Route

FOREIGN, UNDOCUMENTED = "foreign", "undocumented"
"""The kinds of case that the rules tell apart."""

MICRO, WHOLE = "micro-credential", "qualification"
"""The kinds of credential that the rules tell apart."""

NO_GROUND = "none"
"""The ground of a refusal where nothing was refused: rules on grounds do not apply."""

ONLINE = frozenset({"online"})
"""Modes of study for which verification and identification are asked, too (Micro-Evaluator)."""

Fact = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Fraud:
    """Fraud or a mill: what shows it, who found it, who confirmed it (RC-25)."""

    evidence: frozenset[str]
    found_by: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """Everything on record; None or empty where nothing was recorded. People and items of evidence stand as codes.

    `items` are the items that are documents of foreign learning, with what the verifier said of each; `relied_on` are
    those that somebody has linked to an outcome.
    """

    purpose: Purpose | None = None
    documented: bool = True
    route: Route | None = None
    route_by_rule: Route | None = None
    credential_kind: str = ""
    study_mode: str = ""
    award_day: date | None = None
    items: Mapping[str, Mapping[str, str]] | None = None
    relied_on: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    authenticity: tuple[Authenticity, ...] = ()
    sources: tuple[StatusSource, ...] = ()
    differences: tuple[Difference, ...] = ()
    considered: tuple[Considered, ...] = ()
    result: Result | None = None
    form: Form | None = None
    conditions: tuple[Condition, ...] = ()
    ground: Ground | None = None
    fraud: Fraud | None = None
    questionnaire: bool = False
    heard: Heard | None = None
    issuer_asked: bool | None = None
    statement: StatementType | None = None
    stated_on: date | None = None
    stated_until: date | None = None

    @property
    def kind(self) -> str:
        """The kind of case, for the rules."""
        return FOREIGN if self.documented else UNDOCUMENTED

    @property
    def small(self) -> bool:
        """Whether the seven criteria are asked."""
        return self.documented and self.credential_kind == MICRO

    @property
    def answers_left(self) -> frozenset[str]:
        """Lines of elements and criteria that nobody has answered, as `elements.level`."""
        online = self.study_mode in ONLINE
        return frozenset(
            f"{part}.{name}" for part, name in left(self.findings, small=self.small, online=online)
        )

    @property
    def unchecked(self) -> frozenset[str]:
        """Items whose authenticity nobody has looked into: a check that could not be made has been tried, and counts."""
        return frozenset(self.items or ()) - settled(self.items or (), self.authenticity).keys()

    @property
    def status_known(self) -> bool:
        """Whether some source was asked about the day of the award; how many are enough, the rules say (RC-08)."""
        return not self.documented or bool(sources_for(self.award_day, self.sources))

    @property
    def forms_left(self) -> frozenset[str]:
        """Forms of recognition to answer before a refusal on this ground."""
        return (
            frozenset() if self.ground in NO_SECOND_LOOK else frozenset(map(str, unanswered(self.considered)))
        )

    @property
    def obstacle_missing(self) -> bool:
        """Whether a refusal for a difference has none that hinders the purpose, with something that shows it."""
        return self.ground is Ground.DIFFERENCE and not any(one.proven for one in self.differences)


def foreign_facts(file: ForeignFile) -> dict[str, object]:
    """What the file tells the rules that bind a case; what is not on record is absent."""
    return {
        name: fact
        for part in (_asked(file), _checked(file), _found(file), _differs(file), _stated(file))
        for name, fact in part
        if fact is not None
    }


def _asked(file: ForeignFile) -> Iterator[Fact]:
    yield "case.kind", file.kind
    yield "case.purpose", str(file.purpose) if file.purpose else None
    yield "case.route", str(file.route) if file.route else None
    yield "case.route_by_rule", str(file.route_by_rule) if file.route_by_rule else None
    if file.documented:
        yield "case.credential_kind", file.credential_kind or None
        yield "case.study_mode", file.study_mode or None
        return
    records = {"questionnaire": file.questionnaire, "interview": file.heard is not None}
    yield "case.undocumented_records", frozenset(name for name, kept in records.items() if kept)
    if file.heard is not None:
        yield "case.interviewers", frozenset(one.person for one in file.heard.evaluators)
        yield (
            "case.interviewers_knowing_system",
            frozenset(one.person for one in file.heard.evaluators if one.knows),
        )


def _checked(file: ForeignFile) -> Iterator[Fact]:
    if not file.documented:
        return
    asked = sources_for(file.award_day, file.sources)
    if file.sources:
        yield "case.status_sources", frozenset(one.name for one in asked)
        yield "case.status_sources_official", frozenset(one.name for one in asked if one.official)
    known = settled(file.items or (), file.authenticity)
    if known and not file.unchecked:
        yield "case.authenticity_method", ", ".join(sorted({str(one.method) for one in known.values()}))
        yield "case.authenticity_result", ", ".join(sorted({str(one.outcome) for one in known.values()}))
    if file.items is not None:
        wrong = {item for item, said in file.items.items() if refuted(said)}
        confirmed = {item for item, one in known.items() if one.outcome is Outcome.CONFIRMED}
        yield "case.items_refuted", frozenset(wrong - confirmed)
        yield "case.items_relied_on", file.relied_on


def _found(file: ForeignFile) -> Iterator[Fact]:
    if not file.documented:
        return
    yield "case.elements_answered", answered(file.findings, Part.ELEMENTS)
    if file.small:
        yield "case.criteria_answered", answered(file.findings, Part.CRITERIA)
    rated = {one.name: one.rating for one in file.findings if one.part is Part.ELEMENTS and one.answered}
    compared = {name for name, rating in rated.items() if rating != Comparison.NOT_AVAILABLE}
    yield "case.elements_compared", frozenset(compared) if rated else None
    if "level" in compared:
        yield "case.level_compared", "same" if rated["level"] == Comparison.COMPARABLE else "different"


def _differs(file: ForeignFile) -> Iterator[Fact]:
    yield "case.substantial_elements", hindering(file.differences)
    hinders = substantial(file.differences)
    yield "case.differences", {one.id: (_written(one),) for one in file.differences}
    yield (
        "case.differences_not_hindering",
        frozenset(one.id for one in file.differences if not one.substantial),
    )
    if file.result is Result.REFUSE:
        yield "case.refusal_ground", str(file.ground) if file.ground else None
        if file.ground is Ground.DIFFERENCE:
            yield "case.differences_refused_for", frozenset(one.id for one in hinders)
        gathered = {one.id for one in hinders if one.evidence.strip()}
        gathered |= {one.name for one in sources_for(file.award_day, file.sources)}
        gathered |= {f"{one.method}:{one.item}" for one in file.authenticity}
        gathered |= set(file.fraud.evidence) if file.fraud else set()
        yield "case.refusal_evidence_by_authority", frozenset(gathered)
        yield (
            "case.alternatives_answered",
            frozenset(str(one.form) for one in file.considered if one.answered),
        )
    elif file.result is not None:
        yield "case.refusal_ground", NO_GROUND
    if file.fraud is not None:
        yield "case.fraud_evidence", file.fraud.evidence
        yield "case.fraud_found_by", frozenset({file.fraud.found_by})
        yield "case.fraud_approved_by", frozenset(filter(None, {file.fraud.confirmed_by}))


def _written(difference: Difference) -> dict[str, object]:
    said = {
        "element": difference.element,
        "obstacle": difference.obstacle.strip(),
        "evidence": difference.evidence.strip(),
    }
    return {name: text for name, text in said.items() if text}


def _stated(file: ForeignFile) -> Iterator[Fact]:
    if file.result is Result.IN_PART and file.form is not None:
        yield "case.result", str(file.form)
    if file.form is Form.CONDITIONAL:
        yield "case.conditions", frozenset(one.id for one in file.conditions)
        yield (
            "case.condition_terms",
            {
                one.id: (
                    {"measure": one.measure, "until": one.until} if one.until else {"measure": one.measure},
                )
                for one in file.conditions
            },
        )
    if file.statement is None:
        return
    yield "case.statement_type", stated_as(file.statement)
    if not file.documented:
        yield "case.statement_on", file.stated_on
        yield "case.statement_until", file.stated_until
        says = {code for code in IS_NOT[file.statement] if code == "not-formal-recognition"}
        yield "case.statement_says", frozenset(says)
