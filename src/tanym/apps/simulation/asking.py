"""Asking rules of blocks of records; what was asked before is not asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from tanym.adapters.kept_columns import KeptColumns
from tanym.apps.simulation.records import Block, facts_of_block
from tanym.core.kernel.canonical import digest
from tanym.core.rules.columns import Columns, Wanted, read_columns
from tanym.core.rules.columnwise import Questions
from tanym.core.rules.resolved import ResolvedRule
from tanym.core.rules.stack import Stack, rules_binding
from tanym.core.rules.vocabulary import FactType

SUBJECT = "design"
DAY = "design.checked_on"
ALWAYS = frozenset(map(Wanted, ("design.isced_f", "design.stack_links", "design.stack_targets")))
"""Facts that the lists and figures of a simulation read, whatever the rules."""


KEPT_FOR = timedelta(days=30)


def kept() -> KeptColumns:
    """The folder of what was asked before; it may be deleted at any time."""
    return KeptColumns(Path(settings.TANYM.var) / "columns")


def tidy(at: datetime) -> int:
    """Remove what was kept more than thirty days ago; it is worked out again where it is asked for."""
    return kept().forget((at - KEPT_FOR).timestamp())


class Asking:
    """The rules of one or two stacks, asked of blocks on one day. `stacks` are those of the records' institution."""

    def __init__(self, on: date, stacks: Iterable[Stack]) -> None:
        self._on = on
        found = tuple(stacks)
        self.rules = tuple({one.id: one for one in rules_binding(stack, SUBJECT)} for stack in found)
        self._keys = {id(rule): self._key(rule) for rules in self.rules for rule in rules.values()}
        self._known: dict[str, FactType] = {name: one for stack in found for name, one in stack.facts.items()}
        self._vocabulary = digest({name: str(one.type) for name, one in self._known.items()})
        every = Questions(rule for rules in self.rules for rule in rules.values())
        self._wanted = ALWAYS | {one for one in every.columns if one.fact != DAY}
        self._kept = kept()

    def told(self, block: Block, rules: Iterable[ResolvedRule]) -> tuple[Columns, Mapping[int, bytes]]:
        """The columns of `ALWAYS`, and what each rule tells the records, by the identity of the rule."""
        name = block.name(self._vocabulary)
        asked = list(rules)
        by_key = {self._keys[id(rule)]: rule for rule in asked}
        kept_answers = self._kept.answers(name, by_key)
        found = {key: one for key, one in kept_answers.items() if len(one) == len(block.records)}
        missing = {key: rule for key, rule in by_key.items() if key not in found}
        questions = Questions(missing.values())
        columns = self._columns(block, name, questions.columns | ALWAYS)
        on_the_day = columns.with_same(DAY, self._on)
        anew = dict(zip(missing, questions.ask(on_the_day), strict=True))
        self._kept.keep_answers(name, anew)
        found |= anew
        return columns, {id(rule): found[self._keys[id(rule)]] for rule in asked}

    def _columns(self, block: Block, name: str, wanted: frozenset[Wanted]) -> Columns:
        kept = self._kept.columns(name, (one for one in wanted if one.fact != DAY), self._known)
        if kept is not None:
            return kept
        facts = {one.fact for one in self._wanted}
        read = read_columns(self._known, facts_of_block(block, self._on), facts).seen(self._wanted)
        self._kept.keep_columns(name, self._wanted, read)
        return read

    def _key(self, rule: ResolvedRule) -> str:
        return f"{rule.key()}-{self._on}" if DAY in rule.rule.facts else rule.key()
