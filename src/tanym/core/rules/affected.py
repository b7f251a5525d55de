"""Which rules two stacks answer or weigh differently: what a simulation has to count at all."""

from __future__ import annotations

from dataclasses import dataclass

from tanym.core.rules.stack import Stack


@dataclass(frozen=True, slots=True)
class Affected:
    """Rule ids, in order. `answered`: another outcome is possible on some facts; `weighed`: only the severity differs."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    answered: tuple[str, ...]
    weighed: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All rules that need a look; the others say the same of every record."""
        return tuple(sorted({*self.added, *self.removed, *self.answered, *self.weighed}))


def affected(before: Stack, after: Stack) -> Affected:
    """Compares conditions, values, severities, what each rule binds and whether it may be waived; words count for nothing.

    Two rules of one key answer alike on all facts (`ResolvedRule.key`). A rule whose values have become weaker or
    firmer is read differently although its numbers stay: its key holds the firm reading, too.
    """
    common = before.rules.keys() & after.rules.keys()
    answered = {
        name
        for name in common
        if before.rules[name].key() != after.rules[name].key()
        or before.rules[name].rule.binds != after.rules[name].rule.binds
        or (
            before.functions != after.functions
            and any(one.function for one in after.rules[name].rule.conditions)
        )
    }
    weighed = {
        name
        for name in common - answered
        if (before.rules[name].severity, before.rules[name].rule.waivable)
        != (after.rules[name].severity, after.rules[name].rule.waivable)
    }
    return Affected(
        tuple(sorted(after.rules.keys() - common)),
        tuple(sorted(before.rules.keys() - common)),
        tuple(sorted(answered)),
        tuple(sorted(weighed)),
    )
