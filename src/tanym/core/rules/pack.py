"""A pack as read from its files: a country's, a body's or an institution's rules, values, sources and cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.rules.bundle import bundle_digest, normal_form
from tanym.core.rules.citations import Citation, Source
from tanym.core.rules.dated import ValueEntry, read_value_entry
from tanym.core.rules.forms import Form
from tanym.core.rules.rule import Adjustment, Rule, read_adjustment, read_rule
from tanym.core.rules.types import ValueType
from tanym.core.rules.vocabulary import FactKind, FactType, Vocabulary

Files = Mapping[str, Mapping[str, Any]]
"""The parsed TOML of a pack by file name; numbers with a point are `Decimal`."""

LARGEST_PACK = 20_000
"""Most entries that a pack may hold; more is a mistake or an attack."""


class Layer(StrEnum):
    INTERNATIONAL = "international"
    NATIONAL = "national"
    INSTITUTION = "institution"

    @property
    def depth(self) -> int:
        """0 is the uppermost."""
        return list(Layer).index(self)


class Status(StrEnum):
    IN_FORCE = "in-force"
    DRAFT = "draft"
    ILLUSTRATIVE = "illustrative"
    UNVERIFIED = "unverified"
    HISTORIC = "historic"  # repealed, kept as a default


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """A unit that a pack declares, as the academic hour of 50 minutes."""

    name: str
    minutes: int
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a pack says. `faults` lists what could not be read; such a pack is shown but never resolved."""

    id: str
    layer: Layer
    jurisdiction: str
    institution: str
    status: Status
    status_note: str
    coverage: str
    notes: Mapping[str, str]  # `status_note` for readers of other languages
    coverages: Mapping[str, str]  # `coverage` likewise
    requires: tuple[str, ...]
    functions: int
    since: date | None  # nothing in the pack may hold earlier; None: not said
    words: Mapping[str, str]
    sources: Mapping[str, Source]
    units: Mapping[str, UnitOfWork]
    values: Mapping[str, ValueEntry]
    rules: tuple[Rule, ...]
    adjustments: tuple[Adjustment, ...]
    facts: Mapping[str, FactType]
    files: Files
    digest: str
    faults: tuple[Fault, ...]

    @property
    def firm(self) -> bool:
        """Whether it may block: a draft, an illustration and what was repealed warn at most."""
        return self.status not in (Status.DRAFT, Status.ILLUSTRATIVE, Status.HISTORIC)


def read_pack(files: Files) -> Pack:
    """The pack that these files hold; what is wrong stands in `faults`, each with its place.

    Raises `InvalidValue` only where the files hold what no bundle can (packs.md, section 4: no floats, no times).
    """
    files = normal_form(files)
    faults: list[Fault] = []
    head = Form(files.get("pack.toml", {}), "pack.toml", "", faults)
    pack_id = head.name("id")
    head.pack = pack_id
    if (size := sum(_size(content) for content in files.values())) > LARGEST_PACK:
        head.fault("pack.too-large", size=size, most=LARGEST_PACK)
    body = _Body(pack_id, faults)
    for path in sorted(files) if size <= LARGEST_PACK else ():
        body.read(path, files[path])
    pack = Pack(
        id=pack_id,
        layer=head.choice("layer", Layer, required=True) or Layer.INSTITUTION,
        jurisdiction=head.text("jurisdiction", required=True),
        institution=head.text("institution"),
        status=head.choice("status", Status, required=True) or Status.DRAFT,
        status_note=head.text("status_note"),
        coverage=head.text("coverage"),
        notes=head.words("status_notes"),
        coverages=head.words("coverages"),
        requires=head.texts("requires"),
        functions=head.number("functions", 1),
        since=head.day("since"),
        words=head.words(),
        sources=body.sources,
        units=body.units,
        values=body.values,
        rules=tuple(sorted(body.rules, key=lambda rule: (rule.id, rule.since))),
        adjustments=tuple(body.adjustments),
        facts=body.facts,
        files=files,
        digest=bundle_digest(files),
        faults=(),
    )
    head.text("note")
    head.end()
    return replace(pack, faults=tuple(faults))


def read_vocabulary(files: Files) -> Vocabulary:
    """The facts of a release. Raises `ValueError` where a file of the release itself is faulty."""
    body = _Body("", [])
    for path in sorted(files):
        body.read_facts(Form(files[path], path, "", body.faults))
    if body.faults:
        raise ValueError("; ".join(str(fault) for fault in body.faults))
    return Vocabulary(body.facts, bundle_digest(files))


class _Body:
    """The entries gathered from all files of one pack."""

    def __init__(self, pack: str, faults: list[Fault]) -> None:
        self.pack, self.faults = pack, faults
        self.sources: dict[str, Source] = {}
        self.units: dict[str, UnitOfWork] = {}
        self.values: dict[str, ValueEntry] = {}
        self.rules: list[Rule] = []
        self.adjustments: list[Adjustment] = []
        self.facts: dict[str, FactType] = {}

    def read(self, path: str, content: Mapping[str, Any]) -> None:
        """One file, by the form of its name; cases, procedures and letters have readers of their own."""
        form = Form(content, path, self.pack, self.faults)
        if path == "sources.toml":
            self.read_sources(form)
        elif path == "facts.toml" or path.endswith(".facts.toml"):
            self.read_facts(form)
        elif is_subject_file(path):
            self.read_subject(form)

    def read_sources(self, form: Form) -> None:
        for name, one in form.named("source"):
            taken_from = one.text("from")
            self.sources[name] = Source(
                id=name,
                pack=self.pack,
                kind=one.text("kind", required=not taken_from),
                title=one.text("title", required=not taken_from),
                words=one.words(),
                url=one.text("url"),
                on=one.day("date"),
                version_read=one.day("version_read"),
                still_valid_on=one.day("still_valid_on"),
                repealed=one.day("repealed"),
                note=one.text("note"),
                taken_from=taken_from,
            )
            one.end()
        form.end()

    def read_facts(self, form: Form) -> None:
        subject = form.text("subject")
        for name, one in form.named("fact"):
            kind = one.choice("kind", FactKind, required=True)
            type_ = one.choice("type", ValueType, required=True)
            words, note = one.words(), one.text("note")
            one.end()
            if name in self.facts:
                one.fault("fact.twice", fact=name)
            if self.pack and kind is FactKind.DERIVED:
                one.fault("fact.derived-in-pack", fact=name)
            if kind and type_:
                self.facts[name] = FactType(name, type_, kind, words, subject, self.pack, note)
        form.end()

    def read_subject(self, form: Form) -> None:
        for name, one in form.named("unit"):
            self.units[name] = UnitOfWork(name, one.number("minutes", 0), one.cites())
            if self.units[name].minutes <= 0:
                one.fault("form.type", name="minutes")
            one.text("note")
            one.words()
            one.end()
        for name, one in form.named("value"):
            if name in self.values:
                one.fault("value.twice", value=name)
            self.values[name] = read_value_entry(name, one)
        for one in form.listed("rule", called="id"):
            if rule := read_rule(one):
                if any((rule.id, rule.since) == (other.id, other.since) for other in self.rules):
                    one.fault("rule.twice", rule=rule.id)
                self.rules.append(rule)
        for one in form.listed("adjust", called="rule"):
            if adjustment := read_adjustment(one):
                if any((adjustment.rule, adjustment.since) == (o.rule, o.since) for o in self.adjustments):
                    one.fault("value.same-day", since=adjustment.since)
                self.adjustments.append(adjustment)
        form.text("note")
        form.end()


def is_subject_file(path: str) -> bool:
    """Whether the file holds values and rules: a plain `name.toml` other than the ones with names of their own."""
    return path.endswith(".toml") and path.count(".") == 1 and path not in _OWN_READERS


_OWN_READERS = frozenset({"pack.toml", "sources.toml", "facts.toml", "letters.toml"})


def _size(content: object) -> int:
    if isinstance(content, Mapping):
        return 1 + sum(_size(one) for one in content.values())
    if isinstance(content, list | tuple):
        return 1 + sum(_size(one) for one in content)
    return 1
