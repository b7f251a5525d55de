"""What the pages of a draft show: its entries by file, what changed, what the checker says, what this reader may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.words import say
from tanym.apps.organisations.permissions import may
from tanym.apps.workshop.checking import ADVICE, faults, placed, problems
from tanym.apps.workshop.forms.members import SHAPES
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.permissions import TABLE
from tanym.apps.workshop.queries import (
    base_files,
    compared_with,
    day_of,
    differences,
    draft_files,
    entries_of,
    outdated,
    packs_around,
    readable,
)
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import choose
from tanym.core.rules import Pack, Stack, read_pack, resolve
from tanym.core.rules.citations import Source
from tanym.core.rules.entries import Place, entries, same
from tanym.core.rules.pack import Files
from tanym.rulepacks.loader import vocabulary


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list: its name in words, whether the draft changes it, what the checker says of it."""

    place: Place
    title: str
    changed: bool
    removed: bool
    clash: bool
    faults: tuple[str, ...]


class Desk:
    """A draft with everything around it, computed once for a page."""

    def __init__(self, draft: PackDraft, reader: Any, today: date, language: str) -> None:
        self.draft, self.reader, self.today, self.language = draft, reader, today, language
        self.day = day_of(draft)

    @cached_property
    def rows(self) -> Mapping[Place, DraftEntry]:
        """The entries that the draft changes, by place."""
        return {Place.read(one.key): one for one in entries_of(self.draft)}

    @cached_property
    def base(self) -> Files:
        return base_files(self.draft)

    @cached_property
    def files(self) -> Files:
        return draft_files(self.draft)

    @cached_property
    def compared(self) -> Mapping[Place, object]:
        """The entries that the draft's are compared with."""
        return entries(compared_with(self.base, self.files))

    @cached_property
    def held(self) -> Mapping[Place, object]:
        """The entries of the draft."""
        return entries(self.files)

    def differs(self, place: Place) -> bool:
        """Whether the draft says anything else at a place than the version that it is compared with."""
        return place in self.rows and not same(self.compared.get(place), self.held.get(place))

    @cached_property
    def pack(self) -> Pack:
        return read_pack(self.files)

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        return packs_around(self.draft, self.pack, self.day)

    @cached_property
    def stack(self) -> Stack | None:
        """The law with this draft; None while it cannot be resolved."""
        try:
            return resolve(self.packs, self.day, vocabulary())
        except TanymError:
            return None

    @cached_property
    def found(self) -> tuple[Fault, ...]:
        return problems(self.pack, self.packs)

    @cached_property
    def hindrances(self) -> list[Fault]:
        """What stands in the way of a release."""
        return [one for one in self.found if one.code not in ADVICE]

    @cached_property
    def by_place(self) -> Mapping[Place | None, list[Fault]]:
        return placed(self.hindrances, self.pack.id, self.files)

    @cached_property
    def advice(self) -> list[Fault]:
        """What is worth a look and stands in nobody's way."""
        return [one for one in self.found if one.code in ADVICE]

    @cached_property
    def outdated(self) -> bool:
        return outdated(self.draft)

    @cached_property
    def changes(self) -> Any:
        return differences(self.base, self.files)

    def may(self, action: str) -> bool:
        """Whether this reader has the role for it."""
        return may(TABLE, action, self.reader, self.today, at=self.draft.owner)

    @cached_property
    def writes(self) -> bool:
        return self.draft.editable and self.may("edit_entry")

    @cached_property
    def wrote(self) -> bool:
        """Whether this reader is one of the authors, who cannot approve."""
        return bool(
            self.reader.is_authenticated
            and (
                self.draft.authors.filter(person=self.reader).exists()
                or self.draft.submitted_by_id == self.reader.pk
            )
        )

    def faults_of(self, place: Place) -> list[str]:
        """What the checker says of one entry, cases and all."""
        return [fault_words(one, place) for one in self.by_place.get(place, ())]

    def faults_while_typing(self, place: Place, pack: Pack) -> list[str]:
        """What the checker says of one entry of a pack as it is being typed."""
        around = (*(one for one in self.packs if one.id != pack.id), pack)
        found = placed(faults(pack, around, self.day), pack.id, pack.files)
        return [fault_words(one, place) for one in found.get(place, ())]

    def title(self, place: Place, content: object) -> str:
        """An entry's name in words."""
        return entry_title(place, content, self.language, self.packs)

    def lines(self) -> list[tuple[str, list[Line]]]:
        """Every entry by file, those taken out too."""
        result: dict[str, list[Line]] = {}
        for place, content in self.held.items():
            result.setdefault(place.file, []).append(self._line(place, content, removed=False))
        for place, row in self.rows.items():
            if place not in self.held and not row.content:
                before = entries(self.base).get(place)
                result.setdefault(place.file, []).append(self._line(place, before, removed=True))
        return sorted(result.items())

    def _line(self, place: Place, content: object, *, removed: bool) -> Line:
        row = self.rows.get(place)
        return Line(
            place,
            self.title(place, content),
            not removed and self.differs(place),
            removed,
            row is not None and row.clash,
            tuple(self.faults_of(place)),
        )


def desk_of(public_id: Any, reader: Any) -> Desk:
    """The desk of a draft that this reader may see, today. Raises `NotFound("draft.unknown")`."""
    today = timezone.localdate()
    return Desk(readable(public_id, reader, today), reader, today, get_language() or "kk")


def fault_words(fault: Fault, place: Place | None = None) -> str:
    """A fault in the reader's language; a member of the entry by the label that its form gives it."""
    details = {"place": fault.place, **fault.details}
    labels = {one.name: one.label for one in SHAPES.get(place.kind, ())} if place else {}
    if fault.code.startswith("form.") and details.get("name") in labels:
        details["name"] = str(labels[str(details["name"])])
    return say(fault.code, get_language() or "kk", **details)


def entry_title(place: Place, content: object, language: str, packs: tuple[Pack, ...]) -> str:
    """An entry's name in words, from its own texts or from those of a layer above."""
    table = content if isinstance(content, Mapping) else {}
    name = place.name.partition("@")[0]
    found = _words(table, "words", language) or _words(table, "subject", language)
    if place.kind == "value" and not found:
        found = _value_title(packs, name, language)
    if place.kind == "clock":  # a clock is called as the value is that says its length
        found = _value_title(packs, str(table.get("lasts", "")), language)
    if place.kind == "commission":
        found = say("entry-kind.commission", language)
    if place.kind == "adjust":
        above = (rule for pack in packs for rule in pack.rules if rule.id == name)
        found = next((f"{name}: {choose(rule.words, language)[0]}" for rule in above), "")
    if place.kind == "source":
        found = source_title(pack_sources(packs, name), language) or str(table.get("title", ""))[:120]
    if place.kind == "rule":
        return f"{name}: {found}" if found else name
    return found or name


def _value_title(packs: tuple[Pack, ...], name: str, language: str) -> str:
    named = (pack.values[name].words for pack in packs if name in pack.values and pack.values[name].words)
    return next((choose(words, language)[0] for words in named), "")


def pack_sources(packs: tuple[Pack, ...], name: str) -> list[Source]:
    """What the packs say of a source of that name, the describing ones first."""
    found = [pack.sources[name] for pack in packs if name in pack.sources]
    return sorted(found, key=lambda one: not one.title)


def source_title(sources: list[Source], language: str) -> str:
    """What a reader calls a source: in their language where somebody wrote it, else as the text itself is called."""
    for one in sources:
        if title := one.words.get(language) or one.title:
            return title[:120]
    return ""


def _words(table: Mapping[str, Any], member: str, language: str) -> str:
    texts = table.get(member)
    return (
        choose({name: one for name, one in texts.items() if isinstance(one, str)}, language)[0]
        if isinstance(texts, Mapping)
        else ""
    )
