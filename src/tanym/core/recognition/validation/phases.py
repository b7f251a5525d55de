"""The four phases of a validation, each with its days and what came of it, read from the steps that were taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    """The phases of the Council Recommendation of 20 December 2012, points 2a to 2d, in their order."""

    IDENTIFICATION = "identification"
    DOCUMENTATION = "documentation"
    ASSESSMENT = "assessment"
    CERTIFICATION = "certification"


class Standing(StrEnum):
    """How a phase stands."""

    TODO = "todo"
    NOW = "now"
    DONE = "done"
    STOPPED = "stopped"


STOP = "stop"
"""The step by which the claimant stops after any phase and keeps everything (VL-16)."""

LAPSE = "lapse"
"""The step by which a term stops the case for the claimant: what was gathered is kept as well."""

ENDS: Mapping[str, tuple[Phase, str]] = {
    "go-on": (Phase.IDENTIFICATION, "go"),
    "accept": (Phase.DOCUMENTATION, "portfolio"),
    "refer": (Phase.ASSESSMENT, "assessed"),
    "recognise": (Phase.CERTIFICATION, "full"),
    "recognise-in-part": (Phase.CERTIFICATION, "partial"),
    "refuse": (Phase.CERTIFICATION, "none"),
}
"""The step that ends a phase, and what came of it. A table of an institution keeps these names of steps."""

OTHER_PATH = "other-path"
"""What comes of an identification after which the claimant goes another way (point 2a; VL-03)."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that was taken, and when."""

    step: str
    on: date


@dataclass(frozen=True, slots=True)
class PhaseRecord:
    """A phase with its days; `result` is a code, empty while nothing came of it yet."""

    phase: Phase
    standing: Standing
    began_on: date | None = None
    ended_on: date | None = None
    result: str = ""


def phases(history: Sequence[Passed], opened_on: date) -> tuple[PhaseRecord, ...]:
    """All four phases of a case that was opened on a day, by the steps in the order in which they were taken.

    A phase begins on the day on which the one before ended. Stopping ends the phase that runs; whatever ended before
    keeps what came of it.
    """
    ended: dict[Phase, tuple[date, str]] = {}
    stopped: date | None = None
    for one in history:
        if one.step in ENDS:
            phase, result = ENDS[one.step]
            ended[phase] = (one.on, result)
        elif one.step in (STOP, LAPSE):
            stopped = one.on
    return tuple(_records(ended, opened_on, stopped))


def phase_now(records: Sequence[PhaseRecord]) -> Phase:
    """The phase that runs, or in which the case stopped or ended."""
    here = [one.phase for one in records if one.standing in (Standing.NOW, Standing.STOPPED)]
    return here[0] if here else Phase.CERTIFICATION


def _records(
    ended: Mapping[Phase, tuple[date, str]], opened_on: date, stopped: date | None
) -> list[PhaseRecord]:
    found: list[PhaseRecord] = []
    began: date | None = opened_on
    for phase in Phase:
        if began is None:
            found.append(PhaseRecord(phase, Standing.TODO))
        elif phase in ended:
            on, result = ended[phase]
            found.append(PhaseRecord(phase, Standing.DONE, began, on, result))
            began = on
        elif stopped is not None:
            result = OTHER_PATH if phase is Phase.IDENTIFICATION else ""
            found.append(PhaseRecord(phase, Standing.STOPPED, began, stopped, result))
            began = None
        else:
            found.append(PhaseRecord(phase, Standing.NOW, began))
            began = None
    return found
