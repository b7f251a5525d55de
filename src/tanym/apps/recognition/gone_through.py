"""What was gone through of the case of a rehearsal: stage by stage, how long, on which ground, and what was never reached."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tanym.apps.accounts.words import say
from tanym.apps.audit.clock import localdate
from tanym.apps.clocks.proceedings import Cited, Proceeding, in_force
from tanym.apps.recognition.models import Event, RecognitionCase
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.rehearsed import records
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.periods import Period, Unit
from tanym.core.procedures.table import CLOCK, PROCEDURE, Step
from tanym.rulepacks.sentences import place_words, source_words


def gone_through(case: RecognitionCase) -> list[dict[str, Any]]:
    """Of the procedure and of the appeal that it leads to: stages, steps, terms, questions, and what was never reached.

    All in words by language and in codes; nobody is named.
    """
    found = [(of(one), one) for one in records(case)]
    gone = [_of_procedure(case, proceeding, record) for proceeding, record in found]
    if len(found) == 1:
        with contextlib.suppress(TanymError):
            opened = localdate(case.opened_at)
            appeal = in_force(case.organisation.code, f"{case.procedure}-appeal", opened)
            gone.append(_of_procedure(case, appeal, None))
    return gone


def _of_procedure(case: RecognitionCase, proceeding: Proceeding, record: Record | None) -> dict[str, Any]:
    table = proceeding.procedure
    events = list(case.events.filter(procedure=table.id).order_by("at", "pk"))
    reached = {table.start, *(one.stage for one in events)} if record is not None else set()
    taken = {one.step for one in events}
    steps = {row.do: row for row in table.steps}
    return {
        "words": dict(table.words),
        "stages": _stages(proceeding, record, events),
        "steps": [_step(proceeding, one) for one in events],
        "stages_missed": [dict(one.words) for name, one in table.stages.items() if name not in reached],
        "steps_missed": [dict(row.words) for do, row in steps.items() if do not in taken and row.words],
        "terms": [
            term for clock in table.clocks.values() if (term := _term(proceeding, clock.lasts)) is not None
        ],
        "questions": sorted({call.name for do in taken & steps.keys() for call in _guards(table.steps, do)}),
    }


def _stages(proceeding: Proceeding, record: Record | None, events: Sequence[Event]) -> list[dict[str, Any]]:
    """The stages in the order in which they were reached, each with the steps that were taken in it."""
    if record is None:
        return []
    opened = record.opened_at if isinstance(record, RecognitionCase) else record.lodged_at
    name, since, inside = proceeding.procedure.start, localdate(opened), []
    found = []
    for event in events:
        inside.append(event)
        if event.stage != name:
            on = localdate(event.at)
            found.append(_stage(proceeding, name, since, on, inside))
            name, since, inside = event.stage, on, []
    found.append(_stage(proceeding, name, since, None, inside))
    return found


def _stage(
    proceeding: Proceeding, name: str, since: date, until: date | None, events: Sequence[Event]
) -> dict[str, Any]:
    stage = proceeding.procedure.stages[name]
    clock = proceeding.procedure.clocks.get(stage.clock)
    term = _term(proceeding, clock.lasts) if clock else None
    working = term is not None and term["unit"] == Unit.WORKING_DAY
    rows = [row for row in proceeding.procedure.steps if row.do in {one.step for one in events}]
    took = None
    if until is not None:
        calendar = proceeding.calendar
        took = calendar.working_days_between(since, until) if working else (until - since).days
    return {
        "words": dict(stage.words),
        "since": since.isoformat(),
        "until": until.isoformat() if until else "",
        "took": took,
        "unit": str(Unit.WORKING_DAY) if working else "day",
        "term": term,
        "steps": [_step(proceeding, one) for one in events],
        "cites": _cites(cited for row in rows for cited in proceeding.cited(row.cites)),
    }


def _step(proceeding: Proceeding, event: Event) -> dict[str, Any]:
    return {
        "words": dict(proceeding.step_words(event.step)),
        "stage": dict(proceeding.procedure.stages[event.stage].words),
        "by": _by(proceeding, event.party),
        "day": localdate(event.at).isoformat(),
    }


def _term(proceeding: Proceeding, name: str) -> dict[str, Any] | None:
    value = proceeding.stack.value(name)
    if not isinstance(value, Period):
        return None
    return {
        "words": dict(proceeding.words_of(name)),
        "length": value.length,
        "unit": str(value.unit),
        "cites": _cites(proceeding.cited_value(name)),
    }


def _cites(cited: Iterable[Cited]) -> list[dict[str, Any]]:
    """Each source and place once, in words by language, the best read first."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in sorted(cited, key=lambda each: each.citation.mark.rank):
        titles = {
            written: title
            for title, written in (source_words(one.source, one.citation, name) for name in LANGUAGES)
        }
        found.setdefault(
            (one.citation.source, one.citation.place),
            {
                "titles": titles,
                "places": {name: place_words(one.citation.place, name) for name in LANGUAGES},
                "read": {name: _read(one, name) for name in LANGUAGES},
            },
        )
    return list(found.values())


def _read(cited: Cited, language: str) -> str:
    repealed = cited.source is not None and cited.source.repealed
    return say("source.repealed" if repealed else f"source.{cited.citation.mark}", language)


def _by(proceeding: Proceeding, party: str) -> dict[str, str]:
    found = proceeding.procedure.parties.get(party)
    return dict(found.words) if found and not party.startswith((CLOCK, PROCEDURE)) else {}


def _guards(rows: tuple[Step, ...], do: str) -> Iterator[Any]:
    for row in rows:
        if row.do == do:
            yield from row.guards
