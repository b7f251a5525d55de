"""How long things are kept, as the packs in force say it; where no pack says it, that is what is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tanym.apps.policy.queries import calendar, stack
from tanym.core.kernel.periods import FirstDay, Period, last_day
from tanym.core.rules.citations import Citation

WITHIN = Period.read("15 working-day")
"""Law 94-V, art. 8(2) and 8(7): where the packs in force give no `data.withdrawal-within`."""

LONGEST = Period.read("2 year")
"""The platform's own limit of a consent where no pack gives `consent.lasts`: the law wants a last day, and names none."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is kept: a length and who says so; no length where no pack gives one."""

    length: Period | None
    citations: tuple[Citation, ...] = ()

    def ends_on(self, since: date) -> date | None:
        """The last day on which it is kept."""
        return None if self.length is None else last_day(since, self.length, FirstDay.NEXT_DAY)


def term(name: str, on: date, organisation: str | None = None) -> Term:
    """How long the packs of a day, with those of an organisation (by its code), keep something."""
    value = stack(on, organisation).values.get(name)
    if value is None or not isinstance(value.value, Period):
        return Term(None)
    return Term(value.value, tuple(value.spoken.cites))


def answered_by(on: date, organisation: str | None = None) -> date:
    """The last day to end the use, or to say why not, when a consent is taken back on a day."""
    found = stack(on, organisation).value("data.withdrawal-within")
    return calendar().due(on, found if isinstance(found, Period) else WITHIN)


def last_day_of_consent(on: date, organisation: str | None = None) -> date:
    """The last day of a consent that is given on a day."""
    return term("consent.lasts", on, organisation).ends_on(on) or _longest(on)


def _longest(on: date) -> date:
    return last_day(on, LONGEST, FirstDay.NEXT_DAY)
