"""The checker of packs: every fault in values, rules, citations and layers, each with a code and a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.blocks import FUNCTIONS_VERSION
from tanym.core.rules.cases import read_cases
from tanym.core.rules.check_rules import rule_faults
from tanym.core.rules.check_values import value_faults
from tanym.core.rules.citations import Citation
from tanym.core.rules.pack import Pack
from tanym.core.rules.stack import in_order
from tanym.core.rules.vocabulary import Vocabulary


def faults_in(packs: Sequence[Pack], vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """All faults of these packs taken together (with all that they require), ordered by place.

    Codes: packs.md, section 5; the codes of procedures are `core.procedures`' own.
    """
    ordered = in_order(packs)
    found = [fault for pack in ordered for fault in (*_placed(pack, pack.faults), *_of_pack(pack, ordered))]
    found += value_faults(ordered)
    found += rule_faults(ordered, vocabulary)
    return tuple(sorted(set(found), key=lambda fault: (fault.place, fault.code, str(fault))))


def _placed(pack: Pack, faults: Iterable[Fault]) -> Iterator[Fault]:
    for fault in faults:
        yield Fault(fault.code, f"{pack.id}: {fault.place}", fault.details)


def _of_pack(pack: Pack, packs: Sequence[Pack]) -> Iterator[Fault]:
    known = {one.id: one for one in packs}
    yield from _placed(pack, read_cases(pack)[1])
    for required in pack.requires:
        if required not in known:
            yield Fault("pack.unknown", f"{pack.id}: pack.toml", {"pack": required})
        elif known[required].layer.depth > pack.layer.depth:
            yield Fault("pack.requires-below", f"{pack.id}: pack.toml", {"pack": required})
    if _requires_itself(pack, packs):
        yield Fault("pack.cycle", f"{pack.id}: pack.toml", {"pack": pack.id})
    if not 1 <= pack.functions <= FUNCTIONS_VERSION:
        details = {"functions": pack.functions, "most": FUNCTIONS_VERSION}
        yield Fault("pack.functions", f"{pack.id}: pack.toml", details)
    yield from _before_pack(pack)
    for place, cites in _citations(pack):
        yield from _citation_faults(pack, known, place, cites)
    for place, words in _worded(pack):
        missing = [language for language in LANGUAGES if not words.get(language, "").strip()]
        if missing:
            yield Fault("words.missing", f"{pack.id}: {place}", {"languages": ", ".join(missing)})


def _requires_itself(pack: Pack, packs: Sequence[Pack]) -> bool:
    known = {one.id: one for one in packs}
    reached: set[str] = set()
    open_ = list(pack.requires)
    while open_:
        one = open_.pop()
        if one not in reached and one in known:
            reached.add(one)
            open_ += known[one].requires
    return pack.id in reached


def _before_pack(pack: Pack) -> Iterator[Fault]:
    """What is dated before the day from which the pack speaks at all, where its head names one."""
    dated = [(f"value {entry.name}", one.since) for entry in pack.values.values() for one in entry.dated]
    dated += [(f"rule {rule.id}", rule.since) for rule in pack.rules]
    dated += [(f"adjust {change.rule}", change.since) for change in pack.adjustments]
    for place, since in dated:
        if pack.since is not None and since < pack.since:
            yield Fault(
                "value.before-pack", f"{pack.id}: {place} {since}", {"since": since, "pack": pack.since}
            )


def _citations(pack: Pack) -> Iterator[tuple[str, Sequence[Citation]]]:
    for rule in pack.rules:
        yield f"rule {rule.id}", rule.cites
    for change in pack.adjustments:
        yield f"adjust {change.rule}", change.cites
    for unit in pack.units.values():
        yield f"unit {unit.name}", unit.cites
    for entry in pack.values.values():
        for dated in entry.dated:
            yield f"value {entry.name} {dated.since}", dated.cites


def _citation_faults(
    pack: Pack, known: dict[str, Pack], place: str, cites: Sequence[Citation]
) -> Iterator[Fault]:
    for cite in cites:
        source = pack.sources.get(cite.source)
        if source and source.taken_from:
            above = known.get(source.taken_from)
            source = above.sources.get(cite.source) if above else None
        if source is None:
            yield Fault("cite.unknown-source", f"{pack.id}: {place}", {"source": cite.source})
        elif cite.mark.firm and (cite.own_figure or source.kind == "example"):
            yield Fault("cite.own-figure", f"{pack.id}: {place}", {"text": str(cite)})


def _worded(pack: Pack) -> Iterator[tuple[str, dict[str, str]]]:
    yield "pack.toml", dict(pack.words)
    for rule in pack.rules:
        yield f"rule {rule.id}", dict(rule.words)
    for change in pack.adjustments:
        yield f"adjust {change.rule}", dict(change.reason)
    for fact in pack.facts.values():
        yield f"fact {fact.name}", dict(fact.words)
