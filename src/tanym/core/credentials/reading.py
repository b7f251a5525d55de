"""The values of a plain reading: what a credential says, by language, before any catalogue of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tanym.core.credentials.log_place import LogPlace

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the holder can do (or, in a decision, that was or was not recognised) and the result for it."""

    text: Text
    achieved: bool = True
    result: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """By what it was shown: the type of assessment as a code, its title, its day, how it was supervised."""

    type: str
    title: Text = field(default_factory=dict)
    on: date | None = None
    supervision: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """A decision on recognition as the statement tells it (`decision`: in-full, in-part, refused)."""

    decision: str
    discipline: Text = field(default_factory=dict)
    programme: Text = field(default_factory=dict)
    on: date | None = None
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain half page as data. `names` by form: kk, ru, passport. `workload` is an ISO 8601 duration in clock hours.

    `credits` is a plain number of credits; `is_not`, `participation`, `quality_kind` and the types in `shown` are codes.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    title: Text = field(default_factory=dict)
    about: Text = field(default_factory=dict)
    can: tuple[Statement, ...] = ()
    shown: tuple[Shown, ...] = ()
    grade: tuple[str, ...] = ()
    grade_scale: Text = field(default_factory=dict)
    on: date | None = None
    until: date | None = None
    issued_by: Text = field(default_factory=dict)
    checked_by: Text = field(default_factory=dict)
    ask: Text = field(default_factory=dict)
    contacts: tuple[str, ...] = ()
    number: str = ""
    credits: float | None = None
    workload: str = ""
    nqf: str = ""
    eqf: str = ""
    eqf_status: str = ""
    participation: str = ""
    quality_kind: str = ""
    quality_body: Text = field(default_factory=dict)
    is_not: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    decision: DecisionRead | None = None
    log: LogPlace | None = None
