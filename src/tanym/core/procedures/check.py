"""The checker of procedures: everything that a table can get wrong, as faults with stable codes (packs.md, section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.procedures.check_flow import check_flow
from tanym.core.procedures.effects import EFFECTS
from tanym.core.procedures.guards import GUARDS
from tanym.core.procedures.letters import Letter
from tanym.core.procedures.table import CLOCK, NOBODY, PROCEDURE, SAME_STAGE, Call, Clock, Procedure, Step

# Only a source that nobody has read (U) may be cited without a place.
_CITATION = re.compile(r"([a-z0-9][a-z0-9.-]*),(?:[ ]*[^\s\[\]][^\[\]\x00-\x1f]*\[[VOSUE]\]|[ ]*\[U\])")
_COMMISSION_GUARDS = {"quorum", "majority"}


@dataclass(frozen=True, slots=True)
class Known:
    """What stands around a procedure in its stack of packs, by name. `values` maps names to their types."""

    sources: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()
    letters: Mapping[str, Letter] = field(default_factory=dict)


def check_procedure(procedure: Procedure, known: Known) -> tuple[Fault, ...]:
    """Every fault of the table, each with its place; empty for a sound one.

    Lengths that no pack gives are no fault of the table: see `lengths_not_given`.
    """
    place = f"procedure {procedure.id}"
    faults = list(_names(procedure, known, place))
    if procedure.calendar not in known.calendars:
        faults.append(Fault("procedure.calendar-unknown", place, {"calendar": procedure.calendar}))
    faults += _words(procedure, place)
    faults += _citations(procedure, known, place)
    faults += _documents(procedure, place)
    faults += _criteria(procedure, known, place)
    faults += _clocks(procedure, known, place)
    for number, step in enumerate(procedure.steps, 1):
        faults += _step(procedure, known, step, f"{place}, step {number} {step.do}")
    if not any(fault.code in ("stage.unknown", "clock.unknown") for fault in faults):
        faults += check_flow(procedure, place)
    return tuple(faults)


def lengths_not_given(procedure: Procedure, given: Iterable[str]) -> tuple[Fault, ...]:
    """What an institution has still to fill in before a case can be opened there: `clock.length-not-given`."""
    have = frozenset(given)
    return tuple(
        Fault(
            "clock.length-not-given", f"procedure {procedure.id}, clock {clock.name}", {"value": clock.lasts}
        )
        for clock in procedure.clocks.values()
        if not clock.stated and clock.lasts not in have
    )


def _names(procedure: Procedure, known: Known, place: str) -> Iterator[Fault]:
    if procedure.start not in procedure.stages:
        yield Fault("stage.unknown", place, {"stage": procedure.start})
    for name in procedure.on_entry_starts:
        if name not in procedure.clocks:
            yield Fault("clock.unknown", place, {"clock": name})
    for stage in procedure.stages.values():
        at = f"{place}, stage {stage.name}"
        if stage.clock and stage.clock not in procedure.clocks:
            yield Fault("clock.unknown", at, {"clock": stage.clock})
        if stage.end:
            continue
        if bool(stage.clock) == bool(stage.no_clock):
            yield Fault("stage.clock-or-reason", at)
        other = stage.waits_for.removeprefix(PROCEDURE) if stage.waits_for.startswith(PROCEDURE) else ""
        if other and other not in known.procedures:
            yield Fault("procedure.unknown", at, {"procedure": other})
        if (
            not other
            and stage.waits_for not in procedure.parties
            and not (stage.waits_for == NOBODY and stage.no_clock)
        ):
            yield Fault("stage.waits-for-unknown", at, {"waits_for": stage.waits_for})
    if procedure.commission and known.values.get(procedure.commission.quorum) != "share":
        yield Fault("value.unknown", f"{place}, commission", {"value": procedure.commission.quorum})


def _words(procedure: Procedure, place: str) -> Iterator[Fault]:
    tables = {place: procedure.words}
    tables |= {f"{place}, party {party.name}": party.words for party in procedure.parties.values()}
    tables |= {f"{place}, document {paper.name}": paper.words for paper in procedure.documents.values()}
    tables |= {f"{place}, criterion {one.name}": one.words for one in procedure.criteria.values()}
    tables |= {f"{place}, stage {stage.name}": stage.words for stage in procedure.stages.values()}
    tables |= {
        f"{place}, clock {clock.name}": clock.tacit for clock in procedure.clocks.values() if clock.tacit
    }
    tables |= {
        f"{place}, step {n} {step.do}": step.words for n, step in enumerate(procedure.steps, 1) if step.words
    }
    for at, words in tables.items():
        for language in LANGUAGES:
            if not words.get(language, "").strip():
                yield Fault("words.missing", at, {"language": language})


def _citations(procedure: Procedure, known: Known, place: str) -> Iterator[Fault]:
    tables = {place: procedure.cites}
    tables |= {f"{place}, document {paper.name}": paper.cites for paper in procedure.documents.values()}
    tables |= {f"{place}, step {n} {step.do}": step.cites for n, step in enumerate(procedure.steps, 1)}
    tables |= {
        f"{place}, clock {clock.name}": clock.cites
        for clock in procedure.clocks.values()
        if clock.extends or clock.tacit or clock.cites
    }
    if procedure.commission:
        tables[f"{place}, commission"] = procedure.commission.cites
    for at, cites in tables.items():
        if not cites:
            yield Fault("cite.missing", at)
        for text in cites:
            written = _CITATION.fullmatch(text)
            if written is None:
                yield Fault("cite.form", at, {"text": text})
            elif written[1] not in known.sources:
                yield Fault("cite.unknown-source", at, {"source": written[1]})


def _documents(procedure: Procedure, place: str) -> Iterator[Fault]:
    asking = {
        step.do for step in procedure.steps if any(guard.name == "documents-given" for guard in step.guards)
    }
    for paper in procedure.documents.values():
        at = f"{place}, document {paper.name}"
        if paper.given_by not in procedure.parties:
            yield Fault("party.unknown", at, {"party": paper.given_by})
        if paper.needed_for not in asking:
            yield Fault("document.never-asked", at, {"step": paper.needed_for})


def _criteria(procedure: Procedure, known: Known, place: str) -> Iterator[Fault]:
    """Each finding has one line of the sheet: a rule stands in one criterion, and one takes the rest."""
    taken: dict[str, str] = {}
    for one in procedure.criteria.values():
        at = f"{place}, criterion {one.name}"
        for rule in one.rules:
            if rule not in known.rules:
                yield Fault("rule.unknown", at, {"rule": rule})
            if rule in taken:
                yield Fault("criterion.rule-twice", at, {"rule": rule, "other": taken[rule]})
            taken[rule] = one.name
    rests = sum(one.rest for one in procedure.criteria.values())
    if procedure.criteria and rests != 1:
        yield Fault("criterion.rest", place, {"number": rests})


def _clocks(procedure: Procedure, known: Known, place: str) -> Iterator[Fault]:
    for clock in procedure.clocks.values():
        at = f"{place}, clock {clock.name}"
        for value in filter(None, (clock.lasts, clock.extends)):
            if known.values.get(value) != "period":
                yield Fault("clock.value-unknown", at, {"value": value})
        if clock.tacit and not clock.takes_step:
            yield Fault("clock.tacit-without-step", at)
        if clock.reminder:
            yield from _letter(procedure, known, clock.reminder, at)
        if clock.extends:
            yield from _extension(procedure, known, clock, at)


def _extension(procedure: Procedure, known: Known, clock: Clock, at: str) -> Iterator[Fault]:
    """Who extends is a party of the table, and the letter goes to the other side: nobody extends in silence."""
    for name in clock.extended_by:
        if name not in procedure.parties:
            yield Fault("party.unknown", at, {"party": name})
    yield from _letter(procedure, known, clock.notice, at)
    if clock.notice in known.letters:
        to = known.letters[clock.notice].to
        side = procedure.parties[to].side if to in procedure.parties else to
        own = {procedure.parties[name].side for name in clock.extended_by if name in procedure.parties}
        if side in own:
            yield Fault("clock.notice-to-itself", at, {"letter": clock.notice, "to": to})


def _step(procedure: Procedure, known: Known, step: Step, at: str) -> Iterator[Fault]:
    for stage in (*step.origins, *(() if step.to == SAME_STAGE else (step.to,))):
        if stage not in procedure.stages:
            yield Fault("stage.unknown", at, {"stage": stage})
    for name in (*step.starts, *step.stops, *step.pauses, *step.resumes, *step.restarts):
        if name not in procedure.clocks:
            yield Fault("clock.unknown", at, {"clock": name})
    yield from _parties(procedure, known, step, at)
    for guard in step.guards:
        wanted = GUARDS[guard.name].arguments if guard.name in GUARDS else None
        yield from _call(procedure, known, guard, wanted, "guard", at)
        if guard.name in _COMMISSION_GUARDS and procedure.commission is None:
            yield Fault("commission.missing", at, {"guard": guard.name})
    for effect in step.effects:
        yield from _call(procedure, known, effect, EFFECTS.get(effect.name), "effect", at)
    for name in step.letters:
        yield from _letter(procedure, known, name, at)


def _letter(procedure: Procedure, known: Known, name: str, at: str) -> Iterator[Fault]:
    sides = {one.side for one in procedure.parties.values()}
    if name not in known.letters:
        yield Fault("letter.unknown", at, {"letter": name})
    elif known.letters[name].to not in {*procedure.parties, *sides}:
        yield Fault("letter.addressee-unknown", at, {"letter": name, "to": known.letters[name].to})


def _parties(procedure: Procedure, known: Known, step: Step, at: str) -> Iterator[Fault]:
    sides = set()
    for name in step.by:
        if name.startswith(CLOCK):
            if name.removeprefix(CLOCK) not in procedure.clocks:
                yield Fault("clock.unknown", at, {"clock": name.removeprefix(CLOCK)})
        elif name.startswith(PROCEDURE):
            if name.removeprefix(PROCEDURE) not in known.procedures:
                yield Fault("procedure.unknown", at, {"procedure": name.removeprefix(PROCEDURE)})
        elif name not in procedure.parties:
            yield Fault("party.unknown", at, {"party": name})
        else:
            sides.add(procedure.parties[name].side)
    if not step.by:
        yield Fault("party.unknown", at, {"party": ""})
    if len(sides) > 1:
        yield Fault("party.two-sides-one-step", at, {"sides": ", ".join(sorted(sides))})


def _call(
    procedure: Procedure, known: Known, call: Call, wanted: frozenset[str] | None, kind: str, at: str
) -> Iterator[Fault]:
    if wanted is None:
        yield Fault(f"{kind}.unknown", at, {"name": call.name})
        return
    if wanted != call.arguments.keys():
        yield Fault(f"{kind}.arguments", at, {"name": call.name, "arguments": ", ".join(sorted(wanted))})
    arguments = call.arguments
    if "rule" in arguments and arguments["rule"] not in known.rules:
        yield Fault("rule.unknown", at, {"rule": arguments["rule"]})
    if "clock" in arguments and arguments["clock"] not in procedure.clocks:
        yield Fault("clock.unknown", at, {"clock": arguments["clock"]})
    for key in {"procedure", "to"} & arguments.keys():
        if arguments[key] not in known.procedures:
            yield Fault("procedure.unknown", at, {"procedure": arguments[key]})
