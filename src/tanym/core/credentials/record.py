"""What an awarding body says of one person: the award or the decision, frozen, before any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue

Text = Mapping[str, str]
"""Text by language code (`kk`, `ru`, `en`)."""


class Kind(StrEnum):
    """What was decided."""

    MICRO_QUALIFICATION = "micro-qualification"
    RECOGNITION = "recognition-statement"


class Decision(StrEnum):
    """What a commission can decide."""

    IN_FULL = "in-full"
    IN_PART = "in-part"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class HolderName:
    """One name in three forms: Kazakh, Russian, and as in the passport (Latin letters)."""

    kk: str
    ru: str
    passport: str


@dataclass(frozen=True, slots=True)
class HashedIdentity:
    """An identity that only who knows it can compare (Open Badges 3.0, IdentityObject): `kind` is emailAddress or so.

    `value` is `sha256$` and the hexadecimal SHA-256 of identity and salt. Never made from an IIN: twelve digits are
    guessed in minutes, salted or not.
    """

    kind: str
    value: str
    salt: str


@dataclass(frozen=True, slots=True)
class Holder:
    """The person, without date of birth and without any national number. `id` is a wallet's did:key, if there is one."""

    name: HolderName
    id: str | None = None
    identities: tuple[HashedIdentity, ...] = ()

    def __post_init__(self) -> None:
        if not any((self.name.kk, self.name.ru, self.name.passport)):
            raise InvalidValue("credential.holder-without-name")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: `id` is its DID or https address; `ask` is where a person asks about the award."""

    id: str
    names: Text
    country: str = "KZ"  # ISO 3166-1 alpha-2
    registration: str = ""
    url: str = ""
    ask: Text = field(default_factory=dict)
    email: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """A link from an outcome into a framework (`framework`: ESCO, professional standard)."""

    url: str
    name: str
    framework: str


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """A learning outcome of the version awarded, with this person's result.

    `percent` is the result, `threshold` what was asked; `achieved` is the assessor's judgement.
    `kind`: knowledge, skill, responsibility-autonomy.
    """

    id: str
    text: Text
    kind: str = ""
    achieved: bool = True
    percent: int | None = None
    threshold: int | None = None
    reason: Text = field(default_factory=dict)
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedAssessment:
    """An assessment that took place (`type`: test, practical-task, interview …; `supervision` as in the design)."""

    type: str
    title: Text = field(default_factory=dict)
    supervision: str = ""
    outcomes: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """The result on a scale: percent, letter, points, and which scale was in force."""

    percent: int | None = None
    letter: str = ""
    points: str = ""
    scale: Text = field(default_factory=dict)
    letters: tuple[str, ...] = ()  # from low to high


@dataclass(frozen=True, slots=True)
class RecordedLevel:
    """Level of learning (`eqf_status`: referenced or indicative; `basis`: in-nqf, self-assigned, not-levelled)."""

    nqf: int | None = None
    eqf: int | None = None
    eqf_status: str = "indicative"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RecordedQuality:
    """The quality assurance behind the award (`kind`: external-accreditation, external-review, sector-label, internal)."""

    kind: str
    body: Text = field(default_factory=dict)
    reference: str = ""
    url: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """The decision of a commission about learning shown elsewhere, towards one discipline.

    `credits` are hundredths that are re-credited; outcomes recognised and not stand in the record's `outcomes`.
    """

    decision: Decision
    discipline: Text
    programme: Text = field(default_factory=dict)
    discipline_code: str = ""
    credits: int = 0
    decided_on: date | None = None
    commission: Text = field(default_factory=dict)
    minutes_number: str = ""
    evidence: tuple[Text, ...] = ()
    reasons: Text = field(default_factory=dict)
    basis: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AwardRecord:
    """One award or decision, complete, as it stood on its day.

    `id` and `achievement_id` are random addresses given from outside (no personal data in them); `number` is what
    stands in print. `workload` is whole minutes by kind (contact, self-study, practice, assessment); `credits` and
    `ects` are hundredths.
    """

    kind: Kind
    id: str
    achievement_id: str
    number: str
    titles: Text
    holder: Holder
    awarding: Body
    awarded_at: datetime
    assessing: Body | None = None
    delivering: Body | None = None
    version: str = ""
    code: str = ""
    summary: Text = field(default_factory=dict)
    outcomes: tuple[RecordedOutcome, ...] = ()
    assessments: tuple[RecordedAssessment, ...] = ()
    grade: Grade | None = None
    workload: Mapping[str, int] = field(default_factory=dict)
    credits: int | None = None
    ects: int | None = None
    level: RecordedLevel = RecordedLevel()
    participation: str = ""
    languages: tuple[str, ...] = ()
    isced_f: str = ""
    quality: RecordedQuality | None = None
    prerequisites: Text = field(default_factory=dict)
    stacking: str = ""  # stand-alone | stackable | integrated
    counts_towards: tuple[Text, ...] = ()
    is_not: tuple[str, ...] = ("diploma", "professional-qualification", "regulated-work")
    identity_check: str = (
        ""  # how the identity was checked: document-in-person | document-online | account | none
    )
    place: Text = field(default_factory=dict)
    further: Text = field(default_factory=dict)
    valid_until: datetime | None = None
    recognition: Recognition | None = None

    def __post_init__(self) -> None:
        if self.awarded_at.tzinfo is None:
            raise InvalidValue("credential.date-malformed")
        if (self.kind is Kind.RECOGNITION) != (self.recognition is not None):
            raise InvalidValue("credential.record-incomplete", member="recognition")
        if not self.titles:
            raise InvalidValue("credential.record-incomplete", member="titles")

    @property
    def minutes(self) -> int | None:
        """Whole notional workload in minutes; None where none is stated."""
        return sum(self.workload.values()) if self.workload else None
