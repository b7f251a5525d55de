"""What rooms above show on the page of a discipline, beside its outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tanym.apps.qualifications.models import Discipline
from tanym.apps.recognition.tracks import Panel

Beside = Callable[[Discipline, date], Sequence[Panel]]

_BESIDE: list[Beside] = []


def register(shows: Beside) -> None:
    """Make a part of the page known. For `AppConfig.ready`."""
    _BESIDE.append(shows)


def beside(discipline: Discipline, on: date) -> list[Panel]:
    """Everything that is shown of a discipline on a day."""
    return [panel for shows in _BESIDE for panel in shows(discipline, on)]
