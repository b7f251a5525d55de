"""What a procedure speaks of, in the reader's words: who acts, stages, terms, what a step asks and what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.procedures.commission import EARLIER_PANELS, EVERYONE_OF
from tanym.core.procedures.table import CLOCK, NOBODY, PROCEDURE, SAME_STAGE
from tanym.core.rules import Stack
from tanym.rulepacks.entry_words import quoted, rule_title, shown, words_of
from tanym.rulepacks.sentences import amount, value_words
from tanym.rulepacks.words import PLACE, core_words


@dataclass(frozen=True, slots=True)
class Terms:
    """What the names in a procedure are called (`core.rules.difference.terms_of`), for one reader."""

    stack: Stack
    names: Mapping[str, object]
    language: str

    def stage(self, name: str) -> str:
        if name == SAME_STAGE:
            return core_words().say("term-of.same", self.language)
        return quoted(words_of(self.names.get(f"stage {name}"), self.language, name), self.language)

    def step(self, name: str) -> str:
        return quoted(words_of(self.names.get(f"step {name}"), self.language, name), self.language)

    def document(self, name: str) -> str:
        return quoted(words_of(self.names.get(f"document {name}"), self.language, name), self.language)

    def clock(self, name: str) -> str:
        """A clock is called like the value that gives its length."""
        value = self.names.get(f"clock {name}")
        return quoted(
            value_words(self.stack, value, self.language) if isinstance(value, str) else name, self.language
        )

    def length(self, value: str) -> str:
        """What a length is called and how much it is on the day; where no pack gives it, the institution does."""
        called, found = (
            quoted(value_words(self.stack, value, self.language), self.language),
            self.stack.value(value),
        )
        if found is None:
            return core_words().say("term-of.not-set", self.language, value=called)
        said = amount(self.stack.values[value].definition.type, found, self.language)
        return core_words().say("term-of.length", self.language, value=called, amount=said)

    def side(self, name: str) -> str:
        """A side of the case, or a party where a letter goes to just this one."""
        code = f"side.{name}"
        return core_words().say(code, self.language) if code in core_words() else self.party(name)

    def party(self, name: str) -> str:
        say = core_words().say
        if name.startswith(CLOCK):
            return say("term-of.itself", self.language, clock=self.clock(name.removeprefix(CLOCK)))
        if name.startswith(PROCEDURE):
            other = self.procedure(name.removeprefix(PROCEDURE))
            return say("term-of.other-procedure", self.language, procedure=other)
        if name == NOBODY:
            return say("term-of.nobody", self.language)
        return words_of(self.names.get(f"party {name}"), self.language, name)

    def kept_apart(self, name: str) -> str:
        if name.startswith(EVERYONE_OF):
            other = self.procedure(name.removeprefix(EVERYONE_OF))
            return core_words().say("legal.everyone-of", self.language, procedure=other)
        if name == EARLIER_PANELS:
            return core_words().say("legal.earlier-panels", self.language)
        return self.office(name)

    def office(self, name: str) -> str:
        code = f"legal.office.{name}"
        return core_words().say(code, self.language) if code in core_words() else self.party(name)

    def procedure(self, name: str) -> str:
        found = self.stack.procedures.get(name)
        words = found.content.get("procedure", {}).get("words") if found else None
        return quoted(words_of(words, self.language, name), self.language)

    def expiry(self, step: str) -> str:
        if step == "late":
            return core_words().say("term-of.late", self.language)
        return core_words().say("term-of.expires", self.language, step=self.step(step))

    def letter(self, name: str) -> str:
        """A letter is called by its subject; the places in it stay open."""
        subject = words_of(self.stack.letters.get(name, {}).get("subject"), self.language, name)
        return quoted(PLACE.sub("…", subject), self.language)

    def guard(self, raw: object) -> str:
        return self._call("guard-asks", raw)

    def effect(self, raw: object) -> str:
        return self._call("effect-does", raw)

    def _call(self, kind: str, raw: object) -> str:
        table: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"name": raw}
        code = f"{kind}.{table.get('name')}"
        if code not in core_words():
            return shown(raw, self.language)
        arguments = {name: str(one) for name, one in table.items() if name != "name"}
        for name, one in arguments.items():
            arguments[name] = (
                self.clock(one)
                if name == "clock"
                else self.procedure(one)
                if name in ("procedure", "to")
                else one
            )
        if rule := arguments.get("rule"):
            arguments["rule"] = rule_title(self.stack, rule, self.language)
        return core_words().say(code, self.language, **arguments)
