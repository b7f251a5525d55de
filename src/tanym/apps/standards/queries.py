"""Reads of frameworks, standards and professions as of any day, of skills by their links, and of what is proposed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from tanym.apps.registers.searching import forms, holds
from tanym.apps.standards.contents import (
    FRAMEWORKS,
    PROFESSIONS,
    STANDARDS,
    kind,
    known,
    read,
    texts_of,
)
from tanym.apps.standards.models import Edition, Instrument, Proposal
from tanym.core.kernel.errors import NotFound
from tanym.core.standards import editions as history
from tanym.core.standards.parts import Part, Target, part, parts, read_target, same_part
from tanym.core.standards.profession import Profession


@dataclass(frozen=True)
class Held:
    """One edition of an instrument, with how it stands on a day."""

    instrument: Instrument
    edition: Edition
    on: date
    known_on: date | None
    all: tuple[Edition, ...]

    @cached_property
    def content(self) -> Any:
        """The framework, standard or profession itself."""
        register, digest = self.instrument.register, self.edition.digest
        found = known(register, digest)
        return read(register, digest, self.edition.content) if found is None else found

    @cached_property
    def condition(self) -> history.Condition:
        """How the edition stands on the day."""
        return history.condition(_dated(self.all), dated(self.edition), self.on, self.known_on)

    @cached_property
    def last(self) -> date | None:
        """Its last day, as it is known."""
        return history.last_day(_dated(self.all), dated(self.edition), self.known_on)

    @property
    def in_force(self) -> bool:
        """Whether it holds on the day."""
        return self.condition is history.Condition.IN_FORCE

    @property
    def illustrative(self) -> bool:
        """Whether it is invented, to show what one looks like."""
        return self.edition.evidence == "I"

    @property
    def editions(self) -> list[Held]:
        """Every edition of the same instrument, the oldest first."""
        return [replace(self, edition=one) for one in self.all]

    def numbered(self, number: int) -> Held | None:
        """The edition of the same instrument with this number, or None."""
        return next((one for one in self.editions if one.edition.number == number), None)


def dated(edition: Edition) -> history.Edition:
    """An edition as the core reads it."""
    withdrawn = edition.withdrawal_recorded_at
    return history.Edition(
        edition.number,
        edition.since,
        timezone.localdate(edition.recorded_at),
        edition.until,
        edition.withdrawn_from,
        timezone.localdate(withdrawn) if withdrawn else None,
    )


def _dated(editions: Iterable[Edition]) -> list[history.Edition]:
    return [dated(one) for one in editions]


def instruments(register: str) -> QuerySet[Instrument]:
    """The instruments of a register with their editions, by code; the contents are fetched only where they are read."""
    editions = Prefetch("editions", Edition.objects.defer("content"))
    return Instrument.objects.filter(register=register).prefetch_related(editions)


def _held(instrument: Instrument, on: date, known_on: date | None) -> Held | None:
    """The edition in force; where none is, the one that held last or will hold first."""
    all_ = tuple(instrument.editions.all())
    recorded = history.known(_dated(all_), known_on)
    if not recorded:
        return None
    holding = history.in_force(recorded, on, known_on)
    begun = [one for one in recorded if one.since <= on]
    shown = holding or (max(begun, key=lambda one: one.since) if begun else recorded[0])
    edition = next(one for one in all_ if one.number == shown.number)
    return Held(instrument, edition, on, known_on, all_)


def held(register: str, code: str, on: date, known_on: date | None = None, number: int | None = None) -> Held:
    """An instrument on a day: the edition in force, or the one with this number.

    Where none is in force, the last one that was (`condition` says so). Raises `NotFound("standard.unknown")`.
    """
    kind(register)
    instrument = instruments(register).filter(code=code).first()
    found = _held(instrument, on, known_on) if instrument else None
    if found is not None and number is not None:
        found = found.numbered(number)
    if found is None:
        raise NotFound("standard.unknown", code=code)
    return found


def standard(code: str, on: date, known_on: date | None = None, number: int | None = None) -> Held:
    """An occupational standard on a day (`held`); `.content` is its `OccupationalStandard`."""
    return held(STANDARDS, code, on, known_on, number)


def framework(code: str, on: date, known_on: date | None = None, number: int | None = None) -> Held:
    """A framework on a day (`held`); `.content` is its `Framework`."""
    return held(FRAMEWORKS, code, on, known_on, number)


def profession(code: str, on: date, known_on: date | None = None, number: int | None = None) -> Held:
    """A profession on a day (`held`); `.content` is its `Profession`."""
    return held(PROFESSIONS, code, on, known_on, number)


def listed(register: str, on: date, words: str = "", known_on: date | None = None) -> list[Held]:
    """Everything in a register that holds all these words, in any of three languages, as it stood on a day."""
    asked = forms(words)
    found = [stood for one in instruments(register) if (stood := _held(one, on, known_on)) is not None]
    _read_at_once(register, [one.edition for one in found])
    return [one for one in found if holds(asked, texts_of(one.content))]


def _read_at_once(register: str, editions: Iterable[Edition]) -> None:
    """Read the contents that nobody has asked for before, with one question to the database."""
    missing = {one.pk: one.digest for one in editions if known(register, one.digest) is None}
    if missing:
        contents = Edition.objects.filter(pk__in=missing).values_list("pk", "content")
        for pk, content in contents.iterator(chunk_size=50):
            read(register, missing[pk], content)


def professions(on: date, words: str = "") -> list[Held]:
    """The professions of the register on a day that hold all these words."""
    return listed(PROFESSIONS, on, words)


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a standard as a link names it; `now` is the same part in the edition in force, None where it is gone."""

    target: Target
    held: Held
    part: Part
    current: Held
    now: Part | None

    @property
    def recognisable(self) -> bool:
        """Whether recognition of the skill by itself is provided for (art. 20), in the edition in force."""
        return (
            self.current.in_force
            and self.now is not None
            and bool(self.now.skill and self.now.skill.recognisable)
        )

    @property
    def address(self) -> str:
        """Its lasting address, which documents carry: the same in every language."""
        return f"{settings.TANYM.address}{reverse('standards-part', args=str(self.target).split('/'))}"

    @property
    def path_now(self) -> Target:
        """The link to the edition in force, or the old one where the part is gone."""
        if self.now is None:
            return self.target
        return Target(self.target.standard, self.current.edition.number, self.now.path)


def skill(target: str, on: date) -> Named:
    """The part of a standard that a link names (`CODE/2/c1.f2.s1`), and where it stands on a day.

    Raises `NotFound` (`standard.part-unknown`, `standard.unknown`).
    """
    wanted = read_target(target)
    if wanted is None:
        raise NotFound("standard.part-unknown", path=target)
    return _named(wanted, standard(wanted.standard, on))


def named(targets: Iterable[str], on: date) -> dict[str, Named]:
    """The parts that links name, by link; links of which the register knows nothing are left out."""
    wanted = {one: target for one in targets if (target := read_target(one)) is not None}
    asked = instruments(STANDARDS).filter(code__in={one.standard for one in wanted.values()})
    standing = {one.code: stood for one in asked if (stood := _held(one, on, None)) is not None}
    found = {}
    for link, target in wanted.items():
        with suppress(NotFound):
            if target.standard in standing:
                found[link] = _named(target, standing[target.standard])
    return found


def _named(wanted: Target, current: Held) -> Named:
    then = current.numbered(wanted.edition)
    if then is None:
        raise NotFound("standard.unknown", code=wanted.standard)
    found = part(then.content, wanted.path)
    now = found if current.edition.number == wanted.edition else same_part(current.content, found)
    return Named(wanted, then, found, current, now)


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part of a standard in force that holds the words looked for."""

    held: Held
    part: Part

    @property
    def target(self) -> str:
        """What a learning outcome writes to point here."""
        return str(Target(self.held.instrument.code, self.held.edition.number, self.part.path))


def search_parts(
    on: date, words: str, kinds: Sequence[str] = ("skill", "ability", "knowledge", "function")
) -> list[FoundPart]:
    """The parts of the standards in force that hold all these words (of the profession, the function, the part)."""
    asked = forms(words)
    if not asked:
        return []
    found = []
    for one in listed(STANDARDS, on):
        if one.in_force:
            for each in parts(one.content):
                above = [each.function.text] if each.function else []
                above += [each.skill.text] if each.skill else []
                if each.kind in kinds and holds(asked, [each.text, each.card.title, *above]):
                    found.append(FoundPart(one, each))
    order = {name: place for place, name in enumerate(kinds)}
    return sorted(found, key=lambda one: (not holds(asked, [one.part.text]), order[one.part.kind]))


def recognisable_skills(on: date, words: str = "", known_on: date | None = None) -> list[FoundPart]:
    """The skills that can be recognised by themselves on a day, by the standards in force (art. 20)."""
    asked = forms(words)
    return [
        FoundPart(one, each)
        for one in listed(STANDARDS, on, known_on=known_on)
        if one.in_force
        for each in parts(one.content)
        if each.kind == "skill"
        and each.skill is not None
        and each.skill.recognisable
        and holds(asked, [each.text, each.card.title])
    ]


def described_in(profession_: Profession, on: date, known_on: date | None = None) -> Held | None:
    """The professional standard that describes a profession, or None."""
    if not profession_.standard:
        return None
    try:
        return standard(profession_.standard, on, known_on)
    except NotFound:
        return None


def proposals() -> QuerySet[Proposal]:
    """What was proposed, the latest first."""
    return Proposal.objects.select_related("proposed_by", "decided_by")


def proposal(public_id: uuid.UUID) -> Proposal:
    """One proposal. Raises `NotFound("standard.proposal-unknown")`."""
    found = proposals().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("standard.proposal-unknown")
    return found


def proposed_content(of: Proposal) -> Any:
    """What a proposal would put into the register."""
    return kind(of.register).read(of.content)
