"""The lists that forms of entries offer: facts, blocks, values, sources, stages; each only what fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tanym.apps.accounts.words import catalogue
from tanym.apps.accounts.words import say as sentence
from tanym.core.kernel.localized import choose
from tanym.core.procedures.effects import EFFECTS
from tanym.core.procedures.guards import GUARDS
from tanym.core.procedures.table import CLOCK, NOBODY, PROCEDURE, SAME_STAGE, Basis
from tanym.core.rules import Pack
from tanym.core.rules.blocks import FUNCTION, Block, Reads
from tanym.core.rules.choices import Slot, blocks_for, slots
from tanym.core.rules.citations import Mark
from tanym.core.rules.directions import Direction, fits
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.pack import Layer, Status
from tanym.core.rules.reading import OWN_UNITS
from tanym.core.rules.rule import Severity
from tanym.core.rules.types import ValueType
from tanym.core.rules.vocabulary import FactType
from tanym.rulepacks.loader import vocabulary
from tanym.rulepacks.procedures import calendars

Option = tuple[str, str]
SOURCE_KINDS = (
    "law",
    "recommendation",
    "guidance",
    "standard",
    "practice",
    "secondary",
    "own-decision",
    "example",
)
EMPTY: Option = ("", "—")


def told_apart(options: Iterable[Option]) -> list[Option]:
    """The options in words; those that share their words have their names behind them."""
    every = list(options)
    said = Counter(words for _name, words in every)
    return [(name, f"{words} ({name})" if said[words] > 1 else words) for name, words in every]


@dataclass
class Choices:
    """What can be chosen in the entries of `pack`, which stands with `packs` (itself among them); `file` is the entry's."""

    pack: Pack
    packs: tuple[Pack, ...]
    language: str
    file: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def named(self, name: str) -> list[Option]:
        """The list of that name."""
        found: Callable[[], Iterable[Option]] = getattr(self, f"_{name}")
        return list(found())

    # --- the pack and what stands above it ---

    @cached_property
    def facts(self) -> Mapping[str, FactType]:
        return dict(vocabulary().facts) | {
            name: one for pack in self.packs for name, one in pack.facts.items()
        }

    @cached_property
    def value_types(self) -> Mapping[str, ValueType]:
        """Type of each value, from the uppermost pack that gives one."""
        found: dict[str, ValueType] = {}
        for pack in sorted(self.packs, key=lambda one: one.layer.depth):
            for name, entry in pack.values.items():
                if name not in found and entry.type in set(ValueType):
                    found[name] = ValueType(entry.type)
        return found

    @cached_property
    def value_words(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        for pack in sorted(self.packs, key=lambda one: one.layer.depth):
            for name, entry in pack.values.items():
                if entry.words:
                    found.setdefault(name, entry.words)
        return found

    @cached_property
    def units(self) -> tuple[str, ...]:
        return (*OWN_UNITS, *dict.fromkeys(name for pack in self.packs for name in pack.units))

    @cached_property
    def unit_minutes(self) -> Mapping[str, int]:
        return {name: unit.minutes for pack in self.packs for name, unit in pack.units.items()}

    def fact_words(self, name: str) -> str:
        """A fact in words."""
        return self.words(self.facts[name].words, name) if name in self.facts else name

    def value_name(self, name: str) -> str:
        """A value in words."""
        return self.words(self.value_words.get(name, {}), name)

    def words(self, texts: Mapping[str, str] | None, otherwise: str) -> str:
        """A text of a pack for this reader."""
        return choose(texts or {}, self.language)[0] or otherwise

    def say(self, prefix: str, name: str) -> str:
        """The word of a code, or the code's own name where nobody has written one."""
        code = f"{prefix}.{name}"
        return sentence(code, self.language) if code in catalogue() else name

    # --- plain lists ---

    def _types(self) -> Iterable[Option]:
        return sorted(((str(one), self.say("type", one)) for one in ValueType), key=lambda one: one[1])

    def _directions(self) -> Iterable[Option]:
        kind = self.extra.get("type")
        return [(str(one), self.say("tighter", one)) for one in Direction if kind is None or fits(one, kind)]

    def _severities(self) -> Iterable[Option]:
        return [(str(one), self.say("severity", one)) for one in Severity]

    def _statuses(self) -> Iterable[Option]:
        return [(str(one), self.say("pack-status", one)) for one in Status]

    def _layers(self) -> Iterable[Option]:
        return [(str(one), self.say("pack-layer", one)) for one in Layer]

    def _outcomes(self) -> Iterable[Option]:
        return [(str(one), self.say("outcome", one)) for one in Outcome]

    def _marks(self) -> Iterable[Option]:
        return [(str(one), f"{one} – {self.say('mark', one)}") for one in Mark]

    def _waivable(self) -> Iterable[Option]:
        return [("yes", _("may be granted")), ("no", _("are not granted for this rule"))]

    def _logics(self) -> Iterable[Option]:
        return [("must", _("All of these must hold")), ("any", _("One of these is enough"))]

    def _majorities(self) -> Iterable[Option]:
        return [("of-present", _("more than half of those present"))]

    def _bases(self) -> Iterable[Option]:
        return [
            (str(Basis.ROLE), _("whoever has this role in the organisation")),
            (str(Basis.RELATION), _("whoever stands in this relation to the case")),
        ]

    def _source_kinds(self) -> Iterable[Option]:
        return [(one, self.say("source-kind", one)) for one in SOURCE_KINDS]

    def _subjects(self) -> Iterable[Option]:
        known = {rule.binds for pack in self.packs for rule in pack.rules}
        return sorted(((one, self.say("subject", one)) for one in known), key=lambda one: one[1])

    def _packs(self) -> Iterable[Option]:
        return [
            (one.id, self.words(one.words, one.id))
            for one in self.packs
            if one.id != self.pack.id and one.layer.depth <= self.pack.layer.depth
        ]

    def _calendars(self) -> Iterable[Option]:
        return [(one, one) for one in sorted(calendars())]

    def _sources(self) -> Iterable[Option]:
        described = {(one.id, name): source for one in self.packs for name, source in one.sources.items()}
        for name, source in sorted(self.pack.sources.items()):
            full = described.get((source.taken_from, name), source) if source.taken_from else source
            title = full.words.get(self.language) or full.title or name
            yield name, f"{title[:110]}{'…' if len(title) > 110 else ''}"

    # --- rules ---

    def _rules(self) -> Iterable[Option]:
        found: dict[str, str] = {}
        for pack in self.packs:
            for rule in pack.rules:
                found.setdefault(rule.id, self.words(rule.words, rule.id))
        return [(name, f"{name}: {title}") for name, title in sorted(found.items())]

    def _rules_above(self) -> Iterable[Option]:
        own = {rule.id for rule in self.pack.rules}
        return [one for one in self._rules() if one[0] not in own]

    def _fact_names(self) -> Iterable[Option]:
        return self.facts_of(frozenset(ValueType))

    def facts_of(self, types: frozenset[ValueType]) -> list[Option]:
        """The facts of these types, by their words."""
        found = [(name, one) for name, one in self.facts.items() if one.type in types]
        shown = told_apart((name, self.words(one.words, name)) for name, one in found)
        return sorted(shown, key=lambda one: (one[0].partition(".")[0], one[1]))

    def values_of(self, types: frozenset[ValueType]) -> list[Option]:
        """The values of these types, by their words."""
        names = [name for name, kind in self.value_types.items() if kind in types]
        return sorted(told_apart((name, self.value_name(name)) for name in names), key=lambda one: one[1])

    def blocks_for(self, fact: str) -> list[Option]:
        """The blocks that can read this fact; all of them while none is chosen."""
        found = [
            (f"{FUNCTION}:{one.function}" if one.function else one.block, one.function or one.block)
            for one in blocks_for(self._type_of(fact))
        ]
        return sorted(((code, self.say("block-name", name)) for code, name in found), key=lambda one: one[1])

    def arguments_of(self, block: Block, fact: str) -> list[tuple[Slot, str, list[Option]]]:
        """The other arguments of a block, each with its label and what fits beside this fact."""
        found = []
        for slot in slots(block, self._type_of(fact)):
            options: list[Option] = []
            if slot.reads is Reads.VALUE:
                options = self.values_of(slot.types)
            elif slot.reads in (Reads.FACT, Reads.FACTS):
                options = self.facts_of(slot.types)
            found.append((slot, self.say("block-argument", slot.name), options))
        return found

    def _type_of(self, fact: str) -> ValueType | None:
        return self.facts[fact].type if fact in self.facts else None

    # --- procedures ---

    @cached_property
    def table(self) -> Mapping[str, Any]:
        return self.pack.files.get(self.file, {})

    def _rows(self, kind: str) -> Mapping[str, Any]:
        found = self.table.get(kind, {})
        return found if isinstance(found, Mapping) else {}

    def row_words(self, kind: str, name: str) -> str:
        """A stage, party, document or clock of this procedure in words."""
        row = self._rows(kind).get(name)
        return self.words(row.get("words"), name) if isinstance(row, Mapping) else name

    def _stages(self) -> Iterable[Option]:
        return [(name, self.row_words("stage", name)) for name in self._rows("stage")]

    def _targets(self) -> Iterable[Option]:
        return [*self._stages(), (SAME_STAGE, _("stays where it is"))]

    def _parties(self) -> Iterable[Option]:
        return [(name, self.row_words("party", name)) for name in self._rows("party")]

    def _clocks(self) -> Iterable[Option]:
        return [(name, self.clock_words(name)) for name in self._rows("clock")]

    def _clock_acts(self) -> Iterable[Option]:
        return [
            ("starts", _("starts it")),
            ("stops", _("stops it")),
            ("pauses", _("pauses it")),
            ("resumes", _("resumes it")),
            ("restarts", _("starts it anew")),
        ]

    def clock_words(self, name: str) -> str:
        """A clock by the words of its length."""
        row = self._rows("clock").get(name)
        return self.value_name(str(row.get("lasts", name))) if isinstance(row, Mapping) else name

    def _procedures(self) -> Iterable[Option]:
        found: dict[str, str] = {}
        for pack in self.packs:
            for path, content in pack.files.items():
                head = content.get("procedure")
                if path.endswith(".procedure.toml") and isinstance(head, Mapping) and head.get("id"):
                    found.setdefault(str(head["id"]), self.words(head.get("words"), str(head["id"])))
        return sorted(found.items())

    def _waits(self) -> Iterable[Option]:
        others = [(f"{PROCEDURE}{name}", title) for name, title in self._procedures()]
        return [*self._parties(), (NOBODY, _("nobody")), *others]

    def _actors(self) -> Iterable[Option]:
        clocks = [
            (f"{CLOCK}{name}", _("end of the term: %(term)s") % {"term": t}) for name, t in self._clocks()
        ]
        others = [
            (f"{PROCEDURE}{name}", _("end of the procedure: %(procedure)s") % {"procedure": title})
            for name, title in self._procedures()
        ]
        return [*self._parties(), *clocks, *others]

    def _verbs(self) -> Iterable[Option]:
        found: dict[str, str] = {}
        for row in self.table.get("step", ()):
            if isinstance(row, Mapping) and isinstance(row.get("do"), str):
                found.setdefault(row["do"], self.words(row.get("words"), row["do"]))
        return list(found.items())

    def _expiries(self) -> Iterable[Option]:
        return [("late", _("it is late, and that is shown")), *self._verbs()]

    def _letters(self) -> Iterable[Option]:
        found: dict[str, str] = {}
        for pack in self.packs:
            for name, row in pack.files.get("letters.toml", {}).get("letter", {}).items():
                if isinstance(row, Mapping):
                    found[name] = self.words(row.get("subject"), name).replace("{case}", "…")
        return told_apart(sorted(found.items()))

    def _periods(self) -> Iterable[Option]:
        return self.values_of(frozenset({ValueType.PERIOD}))

    def _shares(self) -> Iterable[Option]:
        return self.values_of(frozenset({ValueType.SHARE}))

    def _guards(self) -> Iterable[Option]:
        return sorted(((one, self.say("guard-asks", one)) for one in GUARDS), key=lambda one: one[1])

    def _effects(self) -> Iterable[Option]:
        return sorted(((one, self.say("effect-does", one)) for one in EFFECTS), key=lambda one: one[1])

    def call_arguments(self, choices: str, name: str) -> list[tuple[str, str, list[Option]]]:
        """The arguments of a guard or effect: name, label, what can be chosen."""
        if choices == "guards":
            wanted = GUARDS[name].arguments if name in GUARDS else frozenset()
        else:
            wanted = EFFECTS.get(name, frozenset())
        lists = {
            "rule": self._rules,
            "clock": self._clocks,
            "procedure": self._procedures,
            "to": self._procedures,
        }
        return [(one, self.say("call-argument", one), list(lists[one]())) for one in sorted(wanted)]

    def value_type(self, name: str) -> ValueType | None:
        """The type of a value as the packs have it."""
        return self.value_types.get(name)

    def periods(self) -> list[Option]:
        """Units of terms."""
        return [(one, self.say("unit-name", one)) for one in ("working-day", "day", "month", "year")]

    def work_units(self) -> list[Option]:
        """Units of work."""
        return [(one, self.say("unit-name", one)) for one in self.units]
