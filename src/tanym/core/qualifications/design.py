"""The design of a micro-qualification: the one document that authors write, rules check and reviewers approve.

The same document is a TOML or JSON file for `tanym check`, the content of a draft in the platform and a file of
the sample country. `parse` is lenient in what may be missing (a draft is unfinished by nature: silence is a fact
that the rules see) and strict in form: an unknown member or a wrong type is an error that names its place.
Texts by language are mappings `{"kk": …, "ru": …, "en": …}`. All amounts of work are whole minutes.
Source of the elements: Council Recommendation 2022/C 243/02, Annex I.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.reading import (
    ANYTHING,
    HUNDREDTHS,
    IDENTIFIER,
    LONG,
    MINUTES,
    PERCENT,
    UNITS,
    InvalidDocument,
    read,
    write,
)

__all__ = [
    "Assessment", "Attestation", "Bodies", "Covering", "Design", "Fault", "InvalidDocument", "LearningOutcome",
    "Level", "Need", "NeedEvidence", "Offer", "OutcomeLevel", "OutcomeLink", "Quality", "StackTarget", "Stacking", "Text",
    "document", "parse",
]  # fmt: skip

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OutcomeLink:
    """A link from an outcome to an occupational standard or a skill (`scheme`: esco, professional-standard)."""

    scheme: str
    target: str = field(metadata=LONG)
    match: str = "related"  # exact | close | related


@dataclass(frozen=True, slots=True)
class OutcomeLevel:
    """A level of the rubric of an outcome: how far it is shown."""

    code: str = field(metadata=IDENTIFIER)
    text: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LearningOutcome:
    """What a learner knows, understands and can do (`kind`: knowledge, skill, responsibility-autonomy).

    `levels` are its rubric, the lowest first; none where it is judged without one.
    """

    id: str = field(metadata=IDENTIFIER)
    kind: str | None = None
    text: Text = field(default_factory=dict)
    links: tuple[OutcomeLink, ...] = ()
    levels: tuple[OutcomeLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class Covering:
    """One cell of the assessment plan: this assessment shows that outcome, by a criterion, from a threshold (whole %)."""

    outcome: str
    criterion: Text = field(default_factory=dict)
    threshold: int | None = field(default=None, metadata=PERCENT)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment (`type`: test, practical-task, project, interview, portfolio, observation, attendance …)."""

    id: str = field(metadata=IDENTIFIER)
    type: str | None = None
    title: Text = field(default_factory=dict)
    supervision: str | None = None  # unsupervised | supervised | supervised-with-id
    covers: tuple[Covering, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """Level of learning with its basis (`basis`: in-nqf, self-assigned, not-levelled) and the human argument for it."""

    nqf: int | None = None
    eqf: int | None = None
    eqf_status: str | None = None  # referenced | indicative
    basis: str | None = None
    argument: Text = field(default_factory=dict)
    decided_by: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Quality assurance behind the award (`kind`: external-accreditation, external-review, sector-label, internal)."""

    kind: str | None = None
    body: str | None = None
    reference: str | None = field(default=None, metadata=LONG)
    url: str | None = field(default=None, metadata=LONG)
    since: date | None = None
    until: date | None = None
    register_searched_on: date | None = None  # the day on which a European register was searched
    register_result: str | None = None  # an id, or "not-found"
    last_review_on: date | None = None
    next_review_on: date | None = None


@dataclass(frozen=True, slots=True)
class NeedEvidence:
    """One proof of need (rule LM-01): who said it, when, what, of which occupation and outcomes, until when it counts.

    `kind` is a code (survey, vacancies, employer-letter, council-opinion, statistics); `verified_by` who looked at it.
    """

    source: str = field(metadata=LONG)
    on: date | None = None
    text: Text = field(default_factory=dict)
    kind: str | None = None
    occupation: str | None = field(default=None, metadata=LONG)
    outcomes: tuple[str, ...] = ()
    verified_by: str | None = field(default=None, metadata=LONG)
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Why the micro-qualification is needed (`type`: societal, personal, cultural, labour-market)."""

    type: str | None = None
    text: Text = field(default_factory=dict)
    evidence: tuple[NeedEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class StackTarget:
    """Something that this micro-qualification counts towards, and the receiving body's agreement to it."""

    body: str
    discipline: str
    outcomes: tuple[str, ...] = ()
    agreement: str | None = None  # reference of the agreement; None: nobody agreed yet
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Stacking:
    """How it combines with others (`option`: stand-alone, stackable, integrated)."""

    option: str | None = None
    targets: tuple[StackTarget, ...] = ()
    builds_on: tuple[str, ...] = ()
    disclaimer: Text = field(default_factory=dict)
    profile: Text = field(default_factory=dict)  # what the whole that it belongs to leads to, in which order


@dataclass(frozen=True, slots=True)
class Bodies:
    """The three roles, by the code of an organisation; one organisation may hold all of them."""

    delivering: str | None = None
    assessing: str | None = None
    awarding: str | None = None


@dataclass(frozen=True, slots=True)
class Attestation:
    """What only a person can know: who says it, when, in which words. `fact` is a name of the vocabulary."""

    fact: str
    by: str
    on: date
    text: str = field(metadata=LONG)
    value: Any = field(
        default=None, metadata=ANYTHING
    )  # the value that the fact takes; None: the text itself


@dataclass(frozen=True, slots=True)
class Offer:
    """What a learner must know before enrolling: cost in whole units of the currency, and the days."""

    cost: int | None = None
    currency: str | None = None
    criteria_published_on: date | None = None
    enrolment_opens_on: date | None = None
    contact: str | None = field(default=None, metadata=LONG)
    accessibility: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Design:
    """A micro-qualification as designed. Every member may be missing while it is a draft."""

    code: str | None = field(default=None, metadata=IDENTIFIER)
    titles: Text = field(default_factory=dict)
    summary: Text = field(default_factory=dict)  # what it is, in a few plain sentences
    purpose: Text = field(default_factory=dict)  # what it is good for by itself
    target_group: Text = field(default_factory=dict)
    content: Text = field(default_factory=dict)  # outline of the content
    sector: str | None = None  # it | marketing | finance | manufacturing | …
    languages: tuple[str, ...] = ()  # languages of teaching, ISO 639-1
    isced_f: str | None = None  # four digits
    outcomes: tuple[LearningOutcome, ...] = ()
    workload: Mapping[str, int] = field(default_factory=dict, metadata=MINUTES)  # by kind: see WORK
    volume: int | None = field(
        default=None, metadata=MINUTES
    )  # the whole, where it is stated; None: sum of the kinds
    credits: int | None = field(
        default=None, metadata=HUNDREDTHS
    )  # hundredths of a credit: 200 is two credits
    ects: int | None = field(default=None, metadata=HUNDREDTHS)
    level: Level = Level()
    assessments: tuple[Assessment, ...] = ()
    participation: str | None = None  # online | onsite | blended | work-based | volunteering | none
    quality: Quality = Quality()
    prerequisites: Text = field(default_factory=dict)
    entry_test: bool | None = None
    need: Need = Need()
    stacking: Stacking = Stacking()
    bodies: Bodies = Bodies()
    prior_learning_route: str | None = None  # offered | not-offered
    prior_learning_reason: Text = field(default_factory=dict)
    offer: Offer = Offer()
    attestations: tuple[Attestation, ...] = ()
    changes: Text = field(default_factory=dict)  # what changed since the version before

    @property
    def minutes(self) -> int | None:
        """Whole notional workload in minutes: as stated, else the sum of its kinds; None while nothing is stated."""
        if self.volume is not None:
            return self.volume
        return sum(self.workload.values()) if self.workload else None


WORK = ("contact", "self-study", "practice", "assessment")
"""The kinds of work of which a workload consists (Council Recommendation 2022/C 243/02, Annex I; ECTS Users' Guide)."""


def parse(document: Mapping[str, Any], *, units: Mapping[str, int] = UNITS) -> Design:
    """The design that a TOML or JSON document holds; `units` gives the minutes in each unit of work.

    Raises `InvalidDocument` (code `design.invalid`) whose `faults` name the code and the place of each fault.
    """
    design, faults = read(Design, document, prefix="design", units=units)
    if design is not None:
        faults = tuple(_contradictions(design))
    if design is None or faults:
        raise InvalidDocument("design.invalid", faults)
    return design


def document(design: Design) -> dict[str, Any]:
    """The JSON document of a design, without what is missing; `parse(document(d)) == d`."""
    written: dict[str, Any] = write(design)
    return written


def _contradictions(design: Design) -> Iterator[Fault]:
    """Names used twice, and references to what is not there."""
    for kind in design.workload:
        if kind not in WORK:
            yield Fault("design.unknown-member", f"workload.{kind}", {"found": kind})
    outcomes = [outcome.id for outcome in design.outcomes]
    yield from _twice("outcomes", outcomes)
    yield from _twice("assessments", [assessment.id for assessment in design.assessments])
    for i, assessment in enumerate(design.assessments):
        for j, cell in enumerate(assessment.covers):
            if cell.outcome not in outcomes:
                yield Fault(
                    "design.unknown-outcome", f"assessments[{i}].covers[{j}].outcome", {"found": cell.outcome}
                )
    for i, target in enumerate(design.stacking.targets):
        for j, outcome in enumerate(target.outcomes):
            if outcome not in outcomes:
                yield Fault(
                    "design.unknown-outcome", f"stacking.targets[{i}].outcomes[{j}]", {"found": outcome}
                )
    for i, evidence in enumerate(design.need.evidence):
        for j, outcome in enumerate(evidence.outcomes):
            if outcome not in outcomes:
                yield Fault("design.unknown-outcome", f"need.evidence[{i}].outcomes[{j}]", {"found": outcome})


def _twice(place: str, names: Sequence[str]) -> Iterator[Fault]:
    for i, name in enumerate(names):
        if name in names[:i]:
            yield Fault("design.twice", f"{place}[{i}].id", {"found": name})
