"""The rows of the register of commissions and their decisions: counts by quarter that single nobody out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.policy.queries import stack
from tanym.apps.recognition.models import Decision
from tanym.apps.registers.columns import Column, Kind
from tanym.apps.registers.finding import Note
from tanym.apps.registers.searching import forms, holds
from tanym.apps.registers.sources import ChangeRow, Row
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.registers.small_numbers import Counted, published
from tanym.core.registers.standing import Status

SMALLEST = "publication.smallest-group"
"""The value of the packs that says how small a group may be (rule LM-04)."""

SUBJECT = "recognition.decisions:"
COLUMNS = (
    Column("quarter", Kind.TEXT, "schema:temporalCoverage"),
    Column("discipline", Kind.TEXTS),
    Column("result", Kind.CODE, "", "recognition.result"),
    Column("decisions", Kind.NUMBER),
    Column("outcomes", Kind.NUMBER),
    Column("outcomes_recognised", Kind.NUMBER),
    Column("fewer_than", Kind.NUMBER),
)


class DecisionRows:
    """What commissions decided, counted by finished quarter (implements `Source`)."""

    register = "decisions"
    columns = ("organisation", "discipline", "result", "decisions", *(
        "outcomes", "outcomes_recognised", "quarter", "fewer_than",
    ))  # fmt: skip

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """The quarters that had ended by the day, the latest first."""
        asked = forms(words)
        made = [row for quarter in _quarters(min(on, known_on or on)) for row in _rows(quarter)]
        return [row for row in made if holds(asked, _texts(row))]

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One number. Raises `NotFound("register.entry-unknown")`."""
        asked = [one for one in _quarters(min(on, known_on or on)) if id.startswith(f"{_name(one)}.")]
        found = next((row for quarter in asked for row in _rows(quarter) if row.id == id), None)
        if found is None:
            raise NotFound("register.entry-unknown")
        return found

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """None: an act of one commission would tell of one person."""
        return []

    def note(self, on: date) -> Note:
        """That decisions are counted, by quarter, in groups that are large enough."""
        return Note("register.note.decisions", {"number": smallest(on)}, SMALLEST)

    def newest(self) -> date | None:
        """The last day of the last finished quarter since the first decision."""
        found = _quarters(timezone.localdate())
        return found[0][1] if found else None


def smallest(on: date) -> int:
    """The smallest group of people that a public number may show on a day (LM-04)."""
    found = stack(on).value(SMALLEST)
    assert isinstance(found, int)
    return found


def _quarters(by: date) -> list[tuple[date, date]]:
    """First and last days of the finished quarters since the first decision, the latest first."""
    first = Decision.objects.order_by("decided_at").values_list("decided_at", flat=True).first()
    if first is None:
        return []
    found = []
    start = _start(timezone.localdate(first))
    while (end := _end(start)) < min(by, timezone.localdate()):
        found.append((start, end))
        start = end + timedelta(days=1)
    return found[::-1]


def _rows(quarter: tuple[date, date]) -> Iterable[Row]:
    start, end = quarter
    least = smallest(end)
    titles: dict[str, Mapping[str, str]] = {}
    taken = []
    decided = Decision.objects.filter(
        decided_at__gte=_moment(start),
        decided_at__lt=_moment(end + timedelta(days=1)),
    ).select_related("case__organisation")
    for one in decided.iterator(chunk_size=500):
        target = one.case.target
        name = "-".join(part for part in (target.get("programme", ""), target["code"]) if part)
        titles[name] = target["titles"]
        findings = (one.content.get("instead") or one.content).get("findings") or ()
        recognised = sum(bool(found.get("recognised")) for found in findings)
        taken.append(Counted(one.case.organisation.code, name, one.result, 1, len(findings), recognised))
    counts, kept_back = published(taken, least)
    for count in counts:
        yield _row(quarter, count, titles.get(count.subject, {}))
    if kept_back:
        yield _row(quarter, Counted("", "", "few", 0), {}, least)


def _row(quarter: tuple[date, date], count: Counted, discipline: Mapping[str, str], few: int = 0) -> Row:
    start, end = quarter
    id = ".".join(
        (_name(quarter), count.organisation or "all", count.subject or "all", count.result or "all")
    )
    words = {
        language: say("register.quarter", language, number=(start.month + 2) // 3, year=start.year)
        for language in LANGUAGES
    }
    return Row(
        id=id,
        titles=words,
        status=Status.IN_FORCE,
        since=start,
        until=None,
        address=f"/registers/decisions/{id}/",
        subject=f"{SUBJECT}{id}",
        cells={
            "organisation": count.organisation,
            "discipline": dict(discipline),
            "result": "" if few else count.result,
            "decisions": count.decisions or None,
            "outcomes": count.outcomes or None,
            "outcomes_recognised": count.recognised or None,
            "quarter": f"{start.isoformat()}/{end.isoformat()}",
            "fewer_than": few or None,
        },
    )


def _name(quarter: tuple[date, date]) -> str:
    start, _last = quarter
    return f"{start.year}-q{(start.month + 2) // 3}"


def _texts(row: Row) -> Iterable[str | Mapping[str, str]]:
    yield row.titles
    yield str(row.cells["organisation"])
    discipline = row.cells["discipline"]
    yield discipline if isinstance(discipline, Mapping) else ""


def _start(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _end(start: date) -> date:
    return (start + timedelta(days=95)).replace(day=1) - timedelta(days=1)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
