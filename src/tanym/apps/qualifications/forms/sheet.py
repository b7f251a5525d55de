"""What a reviewer or a member of the committee typed on a sheet, read from a form as it came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tanym.apps.qualifications.reviewing import ROWS, Asked
from tanym.core.kernel.errors import InvalidValue


def read_judgements(given: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Criterion → judgement and note."""
    names = [name.removeprefix("judge-") for name in given if name.startswith("judge-")]
    noted = [name.removeprefix("note-") for name in given if name.startswith("note-")]
    return {
        name: (given.get(f"judge-{name}", ""), given.get(f"note-{name}", ""))
        for name in dict.fromkeys((*names, *noted))
        if given.get(f"judge-{name}")
    }


def read_conditions(given: Mapping[str, str]) -> tuple[Asked, ...]:
    """The conditions of a form whose rows were filled in. Raises `InvalidValue("retire.day")` for a day that is none."""
    found = []
    for n in range(1, ROWS + 1):
        text = given.get(f"condition-{n}", "").replace("\r\n", "\n").strip()
        if text:
            about = given.get(f"condition-{n}-about", "")[:80]
            found.append(Asked(text, read_day(given.get(f"condition-{n}-due", "")), about))
    return tuple(found)


def read_day(text: str) -> date | None:
    """A day as a form gives it; None for a blank one. Raises `InvalidValue("retire.day")`."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as wrong:
        raise InvalidValue("retire.day", text=text[:20]) from wrong
