"""What stands in an entry of a pack, in the reader's words: amounts, citations, conditions, rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import choose
from tanym.core.rules import Stack
from tanym.core.rules.blocks import Reads
from tanym.core.rules.citations import Citation, Mark, read_citation
from tanym.core.rules.conditions import Condition, read_condition
from tanym.core.rules.forms import Form
from tanym.core.rules.pack import LARGEST_PACK
from tanym.core.rules.reading import read_value
from tanym.core.rules.toml import inline
from tanym.core.rules.types import Typed, ValueType
from tanym.rulepacks.credential_words import day_words
from tanym.rulepacks.sentences import amount, code_words, fact_words, place_words, source_words, value_words
from tanym.rulepacks.words import core_words

_OPEN = "\0"  # stands where a finding would say what was found
_FOUND = re.compile(rf" ?{_OPEN};|; [^;]*{_OPEN}")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A citation as a page shows it. `language` is that of the title; `unread` means: never to be shown as a norm."""

    text: str
    title: str
    language: str
    place: str
    mark: Mark
    read: str
    url: str
    repealed: date | None

    @property
    def unread(self) -> bool:
        return self.mark is Mark.UNREAD


def quoted(text: str, language: str) -> str:
    """The text in the quotation marks of the language."""
    return core_words().say("quoted", language, text=text)


def listed(parts: Iterable[str], between: str = ", ") -> str:
    """The parts in one line."""
    return between.join(parts)


def words_of(texts: object, language: str, otherwise: str = "") -> str:
    """The text of a table by language for this reader; `otherwise` where there is none."""
    readable = (
        {name: one for name, one in texts.items() if isinstance(one, str)}
        if isinstance(texts, Mapping)
        else {}
    )
    return choose(readable, language)[0] or otherwise


def shown(raw: object, language: str) -> str:
    """Any raw content: days and yes or no in words, texts as they stand, anything else as the file has it."""
    if raw is None:
        return core_words().say("change-nothing", language)
    if isinstance(raw, bool):
        return core_words().say("amount.yes" if raw else "amount.no", language)
    if isinstance(raw, date):
        return day_words(raw, language)
    if isinstance(raw, str):
        return raw or core_words().say("amount.empty", language)
    if isinstance(raw, Mapping) and raw and set(raw) <= {"kk", "ru", "en"}:
        return words_of(raw, language)
    if isinstance(raw, Decimal):
        return f"{raw:f}".replace(".", "." if language == "en" else ",")
    return inline(raw)


def type_of(stack: Stack, value: str, content: object = None) -> ValueType | None:
    """The type of a value: as the uppermost pack gives it, or as the content of a new value says."""
    written = next((pack.values[value].type for pack in stack.packs if value in pack.values), "")
    if not written and isinstance(content, Mapping):
        written = str(content.get("type", ""))
    return ValueType(written) if written in set(ValueType) else None


def amount_words(stack: Stack, kind: ValueType | None, raw: object, language: str) -> str:
    """A raw value as the law writes it and, where that differs, as the engine reads it: "30 academic hours (25 h)"."""
    if kind is None:
        return shown(raw, language)
    try:
        typed = read_value(kind, raw, stack.units)
    except InvalidValue:
        return shown(raw, language)
    read = amount(kind, typed, language, most=LARGEST_PACK)
    if kind is ValueType.MINUTES and isinstance(raw, str):
        number, _, unit = raw.partition(" ")
        written = number if language == "en" else number.replace(".", ",")
        if f"amount.{unit}" in core_words():
            written = core_words().say(f"amount.{unit}", language, number=written)
        else:
            written = f"{written} {unit}"
        if unit not in ("hour", "minute"):
            return core_words().say("legal.both-amounts", language, written=written, read=read)
        return written
    return read


def cited(stack: Stack, text: str, language: str, pack: str = "") -> CitedSource:
    """A citation with the title of its source, as `pack` or the nearest pack that knows the source gives it."""
    try:
        citation = read_citation(text, pack)
    except InvalidValue:
        return CitedSource(text, text, "en", "", Mark.UNREAD, core_words().say("mark.U", language), "", None)
    homes = [pack] if pack in stack.sources else []
    homes += [one.id for one in reversed(stack.packs) if citation.source in one.sources]
    found = next(
        (
            source
            for home in homes
            if (source := stack.source(Citation(citation.source, "", citation.mark, home)))
        ),
        None,
    )
    title, written = source_words(found, citation, language)
    return CitedSource(
        text=text,
        title=title,
        language=written,
        place=place_words(citation.place, language),
        mark=citation.mark,
        read=core_words().say(f"mark.{citation.mark}", language),
        url=found.url if found else "",
        repealed=found.repealed if found else None,
    )


def cited_words(stack: Stack, text: str, language: str, pack: str = "") -> str:
    """A citation on one line: title, place, how it was read."""
    one = cited(stack, text, language, pack)
    return f"{listed(part for part in (one.title, one.place) if part)} ({one.read})"


def condition_words(stack: Stack, raw: object, language: str) -> str:
    """What a condition asks, with each value by name and by its number on the stack's day."""
    faults: list[Fault] = []
    condition = read_condition(Form(raw, "", "", faults)) if isinstance(raw, Mapping) else None
    if condition is None or condition.form is None:
        return shown(raw, language)
    code = f"function.{condition.function}" if condition.function else f"block.{condition.block}"
    places = {name: _argument(stack, condition, name, language) for name in condition.arguments}
    if "per" in places:
        places["fact"] = f"{places.get('fact', '')} / {places['per']}"
    said = core_words().say(
        code, language, **{**dict.fromkeys(("found", "count", "written"), _OPEN), **places}
    )
    return _FOUND.sub("", said)


def _argument(stack: Stack, condition: Condition, name: str, language: str) -> str:
    written = condition.arguments[name]
    names = (written,) if isinstance(written, str) else written
    argument = condition.form.arguments.get(name) if condition.form else None
    if argument is None or argument.reads is Reads.WORDS:
        return listed(code_words(one, language) for one in names)
    if argument.reads is not Reads.VALUE:
        return listed(fact_words(stack, one, language) for one in names)
    value: Typed | None = stack.value(names[0])
    called = quoted(value_words(stack, names[0], language), language)
    kind = type_of(stack, names[0])
    return f"{called} ({amount(kind, value, language)})" if kind and value is not None else called


def rule_title(stack: Stack, rule: str, language: str) -> str:
    """A rule's id and what it demands, as the newest version in any pack says it."""
    for pack in stack.packs:
        versions = [one for one in pack.rules if one.id == rule]
        if versions:
            said = choose(max(versions, key=lambda one: one.since).words, language)[0]
            return f"{rule} {quoted(said.rstrip('.'), language)}" if said else rule
    return rule
