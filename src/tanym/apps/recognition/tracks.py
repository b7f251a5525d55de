"""The tracks: what only one procedure of recognition has, brought by the room that knows it when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from tanym.adapters.dossier import Section
from tanym.apps.accounts.models import Person
from tanym.apps.qualifications.models import Version
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.table import Call
from tanym.core.recognition.decision import CommissionDecision

CLAIMANT, WORK = "claimant", "work"
"""The two pages of a case on which a track may show something."""

ACT, SHOWN, SIDE = "act", "shown", "side"
"""Where on the page: what is to be done now, what is on record, beside it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a case's page that a room above brings: a template that sees `case`, `can` and its own context as `panel`.

    `label` is the heading of the next step, where the panel asks this reader to act; empty otherwise.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    place: str = ACT
    label: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a decision confers: the record of the award, and of what it is (see `qualifications.actions.confer`)."""

    record: Mapping[str, Any]
    kind: str = ""
    of: str = ""
    version: Version | None = None


def _nothing_more(*_about: Any) -> Mapping[str, Any]:
    return {}


def _no_papers(_case: RecognitionCase) -> frozenset[str]:
    return frozenset()


def _nobody(_case: RecognitionCase) -> Iterable[Person]:
    return ()


def _no_faults(_case: RecognitionCase, _decision: CommissionDecision) -> Sequence[Fault]:
    return ()


def _no_sections(_case: RecognitionCase, _reader: Person, _language: str) -> Sequence[Section]:
    return ()


def _no_lines(_case: RecognitionCase, _language: str) -> Sequence[str]:
    return ()


def _as_kept(_case: RecognitionCase, content: Mapping[str, Any], _language: str) -> Mapping[str, Any]:
    return content


def _no_panels(_request: HttpRequest, _case: RecognitionCase, _side: str) -> Sequence[Panel]:
    return ()


@dataclass(frozen=True, slots=True)
class Track:
    """What a procedure has beyond what every case has.

    `kind` is the word of the rules for it. `documented`: which papers of the table are given, besides those that every
    case knows. `guards`: members of `CaseFacts` that only this track knows, for a step. `assessed_before`: who
    assessed in a round that an appeal has set aside, and assesses no more. `handling`: members of `Handling` that differ. `rules`: further facts for the rules that bind a case. `decided`: the decision where no
    commission takes it. `faults`: what else keeps an appeal from putting a decision in place of the first. `effects`: what the effects of the table do, by name. `award`: what a decision confers, None for
    the shared statement about a discipline. `panels`: what its pages show more. `own_steps`: steps that its panels take; `own_meetings`: its panels
    plan and hold its meetings, too. `results`: under which codes its results have their words; `spoken`:
    codes that its letter of decision says in the place of ours.
    `papers`: its own parts of the case on paper, for a reader in a language. `letter`: what the letter of the decision says besides.
    `worded`: the content of a decision for a reader in a language, where sentences of ours stand in it and were kept in another.
    `by_order`: whether the head of the organisation carries the decision out by an order.
    """

    procedure: str
    kind: str = "validation"
    documented: Callable[[RecognitionCase], frozenset[str]] = _no_papers
    guards: Callable[[RecognitionCase, str], Mapping[str, Any]] = _nothing_more
    assessed_before: Callable[[RecognitionCase], Iterable[Person]] = _nobody
    handling: Callable[[RecognitionCase, date], Mapping[str, Any]] = _nothing_more
    rules: Callable[[RecognitionCase, date], Mapping[str, object]] = _nothing_more
    decided: Callable[[RecognitionCase], CommissionDecision | None] | None = None
    faults: Callable[[RecognitionCase, CommissionDecision], Sequence[Fault]] = _no_faults
    effects: Mapping[str, Callable[[RecognitionCase, Call, Person | None, datetime], None]] = field(
        default_factory=dict
    )
    award: Callable[[Decision, datetime], Given | None] | None = None
    panels: Callable[[HttpRequest, RecognitionCase, str], Sequence[Panel]] = _no_panels
    own_steps: frozenset[str] = frozenset()
    own_meetings: bool = False
    results: str = "recognition.result."
    spoken: Mapping[str, str] = field(default_factory=dict)
    papers: Callable[[RecognitionCase, Person, str], Sequence[Section]] = _no_sections
    letter: Callable[[RecognitionCase, str], Sequence[str]] = _no_lines
    worded: Callable[[RecognitionCase, Mapping[str, Any], str], Mapping[str, Any]] = _as_kept
    by_order: bool = False


_TRACKS: dict[str, Track] = {}


def register(track: Track) -> None:
    """Make a track known. For `AppConfig.ready`."""
    _TRACKS[track.procedure] = track


def track_of(case: RecognitionCase) -> Track:
    """The track of a case; one that no room has brought has nothing of its own."""
    return _TRACKS.get(case.procedure) or Track(case.procedure)


def spoken(case: RecognitionCase, code: str) -> str:
    """The code whose words a letter of this case says: the track's own, where it has one."""
    return track_of(case).spoken.get(code, code)
