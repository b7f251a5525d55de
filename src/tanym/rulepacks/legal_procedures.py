"""Procedures as paragraphs of the legal table: who acts, which stages and steps there are, which terms and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.rules import Pack, Stack
from tanym.core.rules.difference import terms_of
from tanym.core.rules.entries import Place
from tanym.rulepacks.entry_words import CitedSource, cited, quoted, shown, words_of
from tanym.rulepacks.legal_entries import Read, Sentence, texts
from tanym.rulepacks.procedure_words import Terms
from tanym.rulepacks.words import core_words

Content = Mapping[str, Any]
ORDER = ("procedure", "party", "stage", "step", "document", "clock", "commission", "criterion")


def procedure_paragraph(
    pack: Pack, stack: Stack, place: Place, content: object, language: str, on: date
) -> Read:
    """The sentences and sources of a row of a procedure."""
    if not isinstance(content, Mapping) or place.kind not in _READERS:
        return (
            Sentence(core_words().say("legal.unreadable", language)),
            Sentence(shown(content, language)),
        ), ()
    table = pack.files.get(place.file, {})
    reader = _Reader(Terms(stack, terms_of(table), language), on)
    sentences = tuple(Sentence(one) for one in _READERS[place.kind](reader, content))
    note = content.get("note")
    if isinstance(note, str) and note.strip():
        sentences += (Sentence(note),)
    cites: tuple[CitedSource, ...] = tuple(
        cited(stack, one, language, pack.id) for one in texts(content.get("cites"))
    )
    return sentences, cites


def procedure_title(pack: Pack, stack: Stack, place: Place, content: object, language: str) -> str:
    """What the row is called: of the head the whole procedure."""
    table = pack.files.get(place.file, {})
    terms = Terms(stack, terms_of(table), language)
    row: Content = content if isinstance(content, Mapping) else {}
    say = core_words().say
    if place.kind == "procedure":
        head = table.get("procedure")
        words = head.get("words") if isinstance(head, Mapping) else None
        return words_of(words, language, place.file)
    if place.kind == "commission":
        return say("change-subject.commission", language)
    called = {
        "step": lambda: terms.step(str(row.get("do", place.name))),
        "stage": lambda: terms.stage(place.name),
        "clock": lambda: terms.clock(place.name),
        "document": lambda: terms.document(place.name),
        "party": lambda: quoted(terms.party(place.name), language),
    }
    if place.kind == "criterion":
        return words_of(row.get("words"), language, place.name)
    name = called[place.kind]() if place.kind in called else place.name
    return say(f"change-subject.{place.kind}", language, what=name)


def in_order_of_the_way(rows: Sequence[tuple[Place, object]]) -> list[tuple[Place, object]]:
    """Head, parties, then stages as the steps lead through them from the start, steps, papers, terms, commission."""
    by_kind: dict[str, list[tuple[Place, object]]] = {}
    for row in rows:
        by_kind.setdefault(row[0].kind, []).append(row)
    steps = [content for _, content in by_kind.get("step", []) if isinstance(content, Mapping)]
    head = next((content for _, content in by_kind.get("procedure", []) if isinstance(content, Mapping)), {})
    way = [str(head.get("start", ""))]
    for stage in way:  # grows while it is walked
        for step in steps:
            target = step.get("to")
            if stage in texts(step.get("from")) and isinstance(target, str) and target not in way:
                way.append(target)
    stages = by_kind.get("stage", [])
    stages.sort(key=lambda row: way.index(row[0].name) if row[0].name in way else len(way))
    return [row for kind in (*ORDER, *sorted(set(by_kind) - set(ORDER))) for row in by_kind.get(kind, [])]


@dataclass(frozen=True, slots=True)
class _Reader:
    terms: Terms
    on: date

    def say(self, code: str, **places: object) -> str:
        return core_words().say(code, self.terms.language, **places)

    def named(self, code: str, place: str, names: list[str], words: Callable[[str], str]) -> Iterator[str]:
        """A sentence that lists names; nothing where there are none."""
        if names:
            yield self.say(code, **{place: ", ".join(words(one) for one in names)})


def _head(read: _Reader, content: Content) -> Iterator[str]:
    language = read.terms.language
    status = content.get("status")
    named = f"procedure-status.{status}"
    yield read.say("legal.status", status=read.say(named) if named in core_words() else status)
    if isinstance(note := content.get("status_note"), str) and note:
        yield note
    for member in ("since", "until"):
        if isinstance(content.get(member), date):
            yield read.say(f"legal.{member}", **{member: shown(content[member], language)})
    yield read.say("legal.start", stage=read.terms.stage(str(content.get("start", ""))))
    yield from read.named("legal.starts", "clocks", texts(content.get("on_entry_starts")), read.terms.clock)
    yield read.say("legal.calendar", calendar=content.get("calendar", ""))
    yield from read.named(
        "legal.may-replace",
        "layers",
        texts(content.get("may_replace")),
        lambda one: read.say(f"pack-layer.{one}"),
    )


def _party(read: _Reader, content: Content) -> Iterator[str]:
    named = f"legal.basis.{content.get('is')}"
    basis = read.say(named) if named in core_words() else str(content.get("is"))
    yield read.say("legal.party", side=read.terms.side(str(content.get("side", ""))), basis=basis)


def _stage(read: _Reader, content: Content) -> Iterator[str]:
    if isinstance(end := content.get("end"), str):
        named = f"end-of.{end}"
        yield read.say("legal.end", end=read.say(named) if named in core_words() else end)
    if isinstance(waits := content.get("waits_for"), str):
        yield read.say("legal.waits", party=read.terms.party(waits))
    if isinstance(clock := content.get("clock"), str):
        yield read.say("legal.term", clock=read.terms.clock(clock))
    if isinstance(reason := content.get("no_clock"), str):
        yield read.say("legal.no-term", reason=reason)


def _step(read: _Reader, content: Content) -> Iterator[str]:
    terms = read.terms
    origins = ", ".join(terms.stage(one) for one in texts(content.get("from")))
    yield read.say("legal.way", origins=origins, target=terms.stage(str(content.get("to", ""))))
    yield from read.named("legal.taken-by", "parties", texts(content.get("by")), terms.party)
    if guards := content.get("guards"):
        asked = (
            [terms.guard(one) for one in guards]
            if isinstance(guards, list | tuple)
            else [shown(guards, terms.language)]
        )
        yield read.say("legal.only-if", guards="; ".join(asked))
    for act in ("starts", "stops", "pauses", "resumes", "restarts"):
        yield from read.named(f"legal.{act}", "clocks", texts(content.get(act)), terms.clock)
    if isinstance(effects := content.get("effects"), list | tuple) and effects:
        yield read.say("legal.effects", effects="; ".join(terms.effect(one) for one in effects))
    yield from read.named("legal.letters", "letters", texts(content.get("letters")), terms.letter)


def _document(read: _Reader, content: Content) -> Iterator[str]:
    party, step = (
        read.terms.party(str(content.get("from", ""))),
        read.terms.step(str(content.get("needed_for", ""))),
    )
    yield read.say("legal.document", party=party, step=step)
    if isinstance(instead := content.get("instead"), str):
        yield read.say("legal.instead", text=instead)


def _clock(read: _Reader, content: Content) -> Iterator[str]:
    yield read.say("legal.clock", amount=read.terms.length(str(content.get("lasts", ""))))
    expiry = read.terms.expiry(str(content.get("on_expiry", "")))
    yield f"{expiry[:1].upper()}{expiry[1:]}."
    if isinstance(warn := content.get("warn_at"), int):
        yield f"{read.say('member.warning')}: {warn}."
    if tacit := words_of(content.get("tacit"), read.terms.language):
        yield read.say("legal.tacit", text=tacit)
    if isinstance(extends := content.get("extends"), str):
        yield read.say("legal.extends", amount=read.terms.length(extends), times=content.get("times", 1))
        yield from read.named(
            "legal.extended-by", "parties", texts(content.get("extended_by")), read.terms.party
        )
        yield read.say("legal.notice", letter=read.terms.letter(str(content.get("notice", ""))))


def _commission(read: _Reader, content: Content) -> Iterator[str]:
    if content.get("odd") is True:
        yield read.say("legal.odd")
    yield read.say("legal.fewest", number=content.get("fewest", "…"))
    majority = f"legal.majority.{content.get('majority')}"
    yield (
        read.say(majority)
        if majority in core_words()
        else shown(content.get("majority"), read.terms.language)
    )
    if isinstance(quorum := content.get("quorum"), str):
        yield read.say("legal.quorum", amount=read.terms.length(quorum))
    yield from read.named(
        "legal.elected", "names", texts(content.get("chosen_by_members")), read.terms.office
    )
    yield from read.named("legal.outside", "names", texts(content.get("not_members")), read.terms.party)
    yield from read.named("legal.apart", "names", texts(content.get("apart")), read.terms.kept_apart)


def _criterion(read: _Reader, content: Content) -> Iterator[str]:
    if content.get("rest") is True:
        yield read.say("legal.rest")
    yield from read.named("legal.rules", "rules", texts(content.get("rules")), str)


_READERS: Mapping[str, Callable[[_Reader, Content], Iterator[str]]] = {
    "procedure": _head,
    "party": _party,
    "stage": _stage,
    "step": _step,
    "document": _document,
    "clock": _clock,
    "commission": _commission,
    "criterion": _criterion,
}
