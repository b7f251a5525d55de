"""Values, rules, sources, facts, letters and cases as paragraphs of the legal table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.rules import Pack, Stack
from tanym.core.rules.entries import Place
from tanym.rulepacks.entry_words import (
    CitedSource,
    amount_words,
    cited,
    condition_words,
    quoted,
    rule_title,
    shown,
    type_of,
    words_of,
)
from tanym.rulepacks.procedure_words import Terms
from tanym.rulepacks.sentences import fact_words, value_words
from tanym.rulepacks.words import core_words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph; a dated line bears its own sources, and `now` if it holds on the day asked for."""

    text: str
    citations: tuple[CitedSource, ...] = ()
    now: bool = False


Read = tuple[tuple[Sentence, ...], tuple[CitedSource, ...]]
Content = Mapping[str, Any]


def paragraph_of(pack: Pack, stack: Stack, place: Place, content: object, language: str, on: date) -> Read:
    """The sentences and sources of an entry; one that is no table is shown as it stands."""
    if not isinstance(content, Mapping) or place.kind not in _READERS:
        unreadable = core_words().say("legal.unreadable", language)
        return (Sentence(unreadable), Sentence(shown(content, language))), ()
    reader = _Reader(pack, stack, place, language, on)
    sentences = tuple(_READERS[place.kind](reader, content))
    note = content.get("note")
    if isinstance(note, str) and note.strip():
        sentences += (Sentence(note),)
    return sentences, reader.cited(content)


def title_of(pack: Pack, stack: Stack, place: Place, content: object, language: str) -> str:
    """What the entry is called."""
    table: Content = content if isinstance(content, Mapping) else {}
    words = words_of(table.get("words"), language)
    if place.kind == "rule":
        return f"{table.get('id', place.name)}. {words}" if words else str(table.get("id", place.name))
    if place.kind == "adjust":
        said = rule_title(stack, str(table.get("rule", place.name)), language)
        return core_words().say("change-subject.adjust", language, what=said)
    if place.kind == "value":
        return words or value_words(stack, place.name, language)
    if place.kind == "fact":
        return words or fact_words(stack, place.name, language)
    if place.kind == "letter":
        return words_of(table.get("subject"), language, place.name)
    if place.kind == "source":
        return words or str(table.get("title") or place.name)
    if place.kind == "case":
        return str(table.get("name") or place.name)
    if place.kind == "file":
        return place.file
    return words or place.name


@dataclass(frozen=True, slots=True)
class _Reader:
    pack: Pack
    stack: Stack
    place: Place
    language: str
    on: date

    def say(self, code: str, **places: object) -> str:
        return core_words().say(code, self.language, **places)

    def coded(self, kind: str, code: object) -> str:
        """A code in words; the code itself where nobody has written them."""
        named = f"{kind}.{code}"
        return self.say(named) if named in core_words() else str(code)

    def day(self, raw: object) -> str:
        return shown(raw, self.language)

    def cited(self, content: Content) -> tuple[CitedSource, ...]:
        return tuple(
            cited(self.stack, one, self.language, self.pack.id) for one in texts(content.get("cites"))
        )

    def holding(self, content: Content) -> Iterator[Sentence]:
        """From when, until when, and whether on the day."""
        since, until = content.get("since"), content.get("until")
        if isinstance(since, date):
            yield Sentence(self.say("legal.since", since=self.day(since)), now=self.holds(content))
        if isinstance(until, date):
            yield Sentence(self.say("legal.until", until=self.day(until)))

    def holds(self, content: Content) -> bool:
        since, until = content.get("since"), content.get("until")
        return (
            isinstance(since, date)
            and since <= self.on
            and not (isinstance(until, date) and until <= self.on)
        )


def _pack(read: _Reader, content: Content) -> Iterator[Sentence]:
    yield Sentence(read.say("legal.layer", layer=read.coded("pack-layer", content.get("layer"))))
    yield Sentence(read.say("legal.status", status=read.coded("pack-status", content.get("status"))))
    for member, translated in (("status_note", "status_notes"), ("coverage", "coverages")):
        text = words_of(content.get(translated), read.language, str(content.get(member, "")))
        if text:
            yield Sentence(
                text if member == "status_note" else read.say("legal.covers", text=text.rstrip("."))
            )
    if requires := texts(content.get("requires")):
        names = {one.id: words_of(one.words, read.language, one.id) for one in read.stack.packs}
        yield Sentence(read.say("legal.requires", packs=", ".join(names.get(one, one) for one in requires)))


def _value(read: _Reader, content: Content) -> Iterator[Sentence]:
    kind = type_of(read.stack, read.place.name, content)
    lines = [one for one in content.get("dated") or () if isinstance(one, Mapping)]
    held = max((str(one.get("since")) for one in lines if read.holds(one)), default=None)
    for line in sorted(lines, key=lambda one: str(one.get("since"))):
        ends = isinstance(line.get("until"), date)
        yield Sentence(
            read.say(
                "legal.line-until" if ends else "legal.line",
                since=read.day(line.get("since")),
                amount=amount_words(read.stack, kind, line.get("value"), read.language),
                **({"until": read.day(line["until"])} if ends else {}),
            ),
            read.cited(line),
            now=str(line.get("since")) == held,
        )
        if line.get("loosen_to") is not None:
            limit = amount_words(read.stack, kind, line["loosen_to"], read.language)
            yield Sentence(read.say("legal.limit", amount=limit))
        if isinstance(note := line.get("note"), str) and note:
            yield Sentence(note)
    if not lines:
        yield Sentence(read.say("legal.no-line"))
    if (tighter := content.get("tighter")) and f"legal.tighter.{tighter}" in core_words():
        yield Sentence(read.say(f"legal.tighter.{tighter}"))


def _rule(read: _Reader, content: Content) -> Iterator[Sentence]:
    def conditions(member: str) -> list[str]:
        found = content.get(member)
        some = found if isinstance(found, list | tuple) else ()
        return [condition_words(read.stack, one, read.language).rstrip(".") for one in some]

    if when := conditions("when"):
        yield Sentence(read.say("legal.when", conditions="; ".join(when)))
    for one in conditions("must"):
        yield Sentence(read.say("legal.must", condition=one))
    if any_of := conditions("any"):
        yield Sentence(read.say("legal.any", conditions="; ".join(any_of)))
    yield Sentence(read.say("legal.severity", severity=read.coded("severity", content.get("severity"))))
    if content.get("waivable") is False:
        yield Sentence(read.say("legal.not-waivable"))
    if lowest := content.get("may_lower_to"):
        yield Sentence(read.say("legal.may-lower-to", severity=read.coded("severity", lowest)))
    yield Sentence(read.say("legal.binds", subject=read.coded("binds", content.get("binds"))))
    yield from read.holding(content)


def _adjust(read: _Reader, content: Content) -> Iterator[Sentence]:
    yield Sentence(read.say("legal.severity", severity=read.coded("severity", content.get("severity"))))
    if reason := words_of(content.get("reason"), read.language):
        yield Sentence(reason)
    yield from read.holding(content)


def _unit(read: _Reader, content: Content) -> Iterator[Sentence]:
    minutes = read.say("amount.minute", number=content.get("minutes", "…"))
    yield Sentence(read.say("legal.unit", unit=quoted(read.place.name, read.language), minutes=minutes))


def _fact(read: _Reader, content: Content) -> Iterator[Sentence]:
    yield Sentence(read.say("legal.fact", type=read.coded("value-type", content.get("type"))))


def _source(read: _Reader, content: Content) -> Iterator[Sentence]:
    if kind := content.get("kind"):
        yield Sentence(read.say("legal.source-kind", kind=read.coded("source-kind", kind)))
    if content.get("title") and words_of(content.get("words"), read.language) not in ("", content["title"]):
        yield Sentence(str(content["title"]))
    days = (
        ("date", "source-date"),
        ("version_read", "source-read"),
        ("still_valid_on", "source-valid"),
        ("repealed", "source-repealed"),
    )
    for member, code in days:
        if member in content:
            yield Sentence(read.say(f"legal.{code}", day=read.day(content[member])))
    if isinstance(url := content.get("url"), str) and url:
        yield Sentence(url)
    if above := content.get("from"):
        yield Sentence(read.say("legal.source-from", pack=str(above)))


def _letter(read: _Reader, content: Content) -> Iterator[Sentence]:
    yield Sentence(read.say("legal.letter-to", party=read.coded("side", content.get("to"))))
    yield Sentence(words_of(content.get("body"), read.language))


def _case(read: _Reader, content: Content) -> Iterator[Sentence]:
    yield Sentence(read.say("legal.case-on", on=read.day(content.get("on"))))
    if procedure := content.get("procedure"):
        named = Terms(read.stack, {}, read.language).procedure(str(procedure))
        yield Sentence(read.say("legal.case-of-procedure", procedure=named))
        acts = content.get("acts")
        yield Sentence(
            read.say("legal.number-of-acts", number=len(acts) if isinstance(acts, list | tuple) else 0)
        )
        return
    facts = content.get("facts")
    given = [
        f"{fact_words(read.stack, f'{subject}.{name}', read.language)}: {_fact_amount(read, f'{subject}.{name}', raw)}"
        for subject, table in (facts.items() if isinstance(facts, Mapping) else ())
        if isinstance(table, Mapping)
        for name, raw in table.items()
    ]
    if given:
        yield Sentence(read.say("legal.case-facts", facts="; ".join(given)))
    expect = content.get("expect")
    for rule, wanted in expect.items() if isinstance(expect, Mapping) else ():
        outcome = wanted.get("outcome") if isinstance(wanted, Mapping) else wanted
        said = read.coded("outcome", outcome)
        if isinstance(wanted, Mapping) and "severity" in wanted:
            said += f", {read.coded('severity', wanted['severity'])}"
        yield Sentence(read.say("legal.case-expects", rule=rule, outcome=said))


def _fact_amount(read: _Reader, name: str, raw: object) -> str:
    found = read.stack.facts.get(name)
    return amount_words(read.stack, found.type if found else None, raw, read.language)


def _rest(read: _Reader, content: Content) -> Iterator[Sentence]:
    yield from (
        Sentence(f"{name}: {shown(one, read.language)}") for name, one in content.items() if name != "note"
    )


_READERS: Mapping[str, Callable[[_Reader, Content], Iterator[Sentence]]] = {
    "pack": _pack,
    "value": _value,
    "rule": _rule,
    "adjust": _adjust,
    "unit": _unit,
    "fact": _fact,
    "source": _source,
    "letter": _letter,
    "case": _case,
    "file": _rest,
}


def texts(found: object) -> list[str]:
    """The texts of a list; nothing for anything else."""
    return [one for one in found if isinstance(one, str)] if isinstance(found, list | tuple) else []
