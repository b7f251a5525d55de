"""What an employer sees of a cohort: how many are in which phase, small numbers hidden, never who and never a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tanym.core.recognition.validation.phases import Phase


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """People by phase; None where fewer than `fewest` are in it. `total` is told only where nothing is hidden, for it
    would give away what is."""

    by_phase: Mapping[Phase, int | None]
    total: int | None
    fewest: int


def cohort_counts(phases: Iterable[Phase], fewest: int) -> CohortCounts:
    """Count people by phase; a phase with fewer than `fewest`, none included, is hidden."""
    standing = list(phases)
    counts = {phase: standing.count(phase) for phase in Phase}
    shown = {phase: number if number >= fewest else None for phase, number in counts.items()}
    hidden = any(number is None for number in shown.values())
    return CohortCounts(shown, None if hidden else len(standing), fewest)
