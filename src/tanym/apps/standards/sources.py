"""The rows of the public registers of frameworks, occupational standards and professions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.audit.queries import among
from tanym.apps.letters.addresses import page_address
from tanym.apps.registers.sources import ChangeRow, Row
from tanym.apps.standards.contents import FRAMEWORKS, PROFESSIONS, STANDARDS, kind
from tanym.apps.standards.models import Instrument
from tanym.apps.standards.queries import Held, held, instruments, listed
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Status
from tanym.core.standards.editions import Condition

ACTS: Mapping[str, str] = {"standards.adopt": "entered", "standards.withdraw": "withdrawn"}

STATUS: Mapping[Condition, Status] = {
    Condition.NOT_YET: Status.NOT_YET,
    Condition.IN_FORCE: Status.IN_FORCE,
    Condition.SUPERSEDED: Status.EXPIRED,
    Condition.WITHDRAWN: Status.WITHDRAWN,
    Condition.EXPIRED: Status.EXPIRED,
}


class InstrumentRows:
    """The rows of one of the three registers (implements `Source`); the id of a row is the code of its instrument."""

    def __init__(self, register: str, columns: tuple[str, ...]) -> None:
        self.register = register
        self.columns = (*columns, "edition", "act")

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """What stood in the register on a day and holds all these words, by code."""
        return [self._row(one) for one in listed(self.register, on, words, known_on)]

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One of them. Raises `NotFound("register.entry-unknown")`."""
        try:
            return self._row(held(self.register, id, on, known_on))
        except NotFound as unknown:
            raise NotFound("register.entry-unknown") from unknown

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """The editions adopted and withdrawn, by the number of the act, the oldest first."""
        found = instruments(self.register)
        by = {subject(one): one for one in (found.filter(code=id) if id is not None else found)}
        acts = among(by.keys(), ACTS.keys()).filter(number__gt=after).order_by("number")[:limit]
        return [row for act in acts if (row := self._change(act, by[act.subject])) is not None]

    def newest(self) -> date | None:
        """The day of the last act."""
        subjects = [subject(one) for one in instruments(self.register)]
        last = among(subjects, ACTS.keys()).order_by("number").last()
        return timezone.localdate(last.at) if last else None

    def _row(self, one: Held) -> Row:
        return Row(
            id=one.instrument.code,
            titles=one.edition.titles,
            status=STATUS[one.condition],
            since=one.edition.since,
            until=one.last,
            address=page_address(kind(self.register).page, one.instrument.code),
            subject=subject(one.instrument),
            cells={
                **self._cells(one),
                "edition": one.edition.number,
                "act": one.edition.basis.get("act", ""),
            },
        )

    def _cells(self, one: Held) -> dict[str, object]:
        content = one.content
        if self.register == STANDARDS:
            return {
                "levels": sorted({card.level for card in content.cards}),
                "professions": [card.group_code for card in content.cards],
            }
        if self.register == PROFESSIONS:
            return {
                "standard": content.standard or "",
                "sector": content.sector or "",
                "way": content.way or "",
            }
        return {"sector": content.sector or "", "levels": sorted({level.number for level in content.levels})}

    def _change(self, act: Any, instrument: Instrument) -> ChangeRow | None:
        number = act.details.get("edition")
        edition = next((one for one in instrument.editions.all() if one.number == number), None)
        if edition is None:
            return None
        what = ACTS[act.action]
        if what == "entered" and edition.number > 1:
            what = "amended"
        return ChangeRow(
            number=act.number,
            at=act.at,
            id=instrument.code,
            titles=edition.titles,
            act=what,
            since=edition.withdrawn_from if what == "withdrawn" else edition.since,
            until=edition.until,
            reason=edition.withdrawal_reason if what == "withdrawn" else edition.basis.get("act", {}),
            address=page_address(kind(self.register).page, instrument.code),
        )


def subject(instrument: Instrument) -> str:
    """The name of an instrument in the journal."""
    return f"standards.instrument:{instrument.public_id}"


SOURCES = (
    InstrumentRows(FRAMEWORKS, ("sector", "levels")),
    InstrumentRows(STANDARDS, ("levels", "professions")),
    InstrumentRows(PROFESSIONS, ("standard", "sector", "way")),
)

__all__ = ["SOURCES", "InstrumentRows"]
