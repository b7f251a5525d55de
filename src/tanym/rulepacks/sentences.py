"""Findings in the reader's words: what was found, what is asked, by whom, from the stack's own texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tanym.core.kernel.localized import choose
from tanym.core.kernel.periods import Period
from tanym.core.rules import ConditionRead, Stack
from tanym.core.rules.citations import Citation, Source
from tanym.core.rules.layers import Spoken, TrailStep
from tanym.core.rules.types import HUNDREDTHS, Band, Interval, Typed, ValueType
from tanym.rulepacks.credential_words import day_words
from tanym.rulepacks.words import core_words

_PLACE = re.compile(
    r"(p\.|points?|item|art\.|chapters?|ch\.|Annex|principles?|areas?|criteri(?:on|a)|steps?|recital|Table|Listing Rule)"
    r" ?(\d[\d., ()–-]*(?: and \d[\d()–-]*)?|\d+\([a-z]\)|\d+[a-z]|[IVX]+)"
)
_PLACES = {
    "p.": "point", "point": "point", "item": "item", "art.": "article", "chapter": "chapter", "chapters": "chapters",
    "Annex": "annex", "principle": "principle", "principles": "principles", "points": "point", "ch.": "chapter",
    "area": "area", "areas": "areas", "criterion": "criterion", "criteria": "criteria", "step": "step", "steps": "step",
    "recital": "recital", "Table": "table", "Listing Rule": "listing-rule",
}  # fmt: skip
_DIGEST = re.compile(r"[0-9a-f]{64}")
NOT_FOUND = "not-found"  # what a search gave that found nothing; otherwise the found entry's own name
_MANY = 8  # elements of a list that a sentence shows


def source_words(source: Source | None, citation: Citation, language: str) -> tuple[str, str]:
    """What a source is called, and in which language that is; its id where nobody has written a title."""
    return (citation.source, "en") if source is None or not source.title else source_title(source, language)


def source_title(source: Source, language: str) -> tuple[str, str]:
    """The title of a source that has one, and in which language that is: the reader's, else an act's own."""
    written = "ru" if any("а" <= letter <= "я" for letter in source.title.casefold()) else "en"
    return choose({written: source.title, **source.words}, language)


def place_words(place: str, language: str) -> str:
    """A place in an act as the language writes it: "p. 23" (a numbered point), "item 3", "art. 12 and 13".

    What has words of its own (`place.said.<place>`) is said in them; else of several parts ("p. 9, historic") each is
    written so, the longest that is known first, and a part of which nobody has written a translation stays as it is.
    """
    parts, said = place.split(", "), list[str]()
    while parts:
        ends = range(len(parts), 0, -1)
        known = ((end, _known_place(", ".join(parts[:end]), language)) for end in ends)
        end, words = next(((end, one) for end, one in known if one), (1, parts[0]))
        said.append(words)
        parts = parts[end:]
    return ", ".join(said)


def _known_place(place: str, language: str) -> str:
    """A place or a part of one in words; empty where nobody has written any."""
    if found := _PLACE.fullmatch(place):
        number = found[2].replace(" and ", core_words().say("place.and", language))
        return core_words().say(f"place.{_PLACES[found[1]]}", language, number=number)
    if re.fullmatch(r"[\d.]+(?:\([a-z]\))?|[IVX]+\.\d+", place):  # a section by its number alone
        return place
    said = "place.said." + re.sub(r"[^a-z0-9]+", "-", place.casefold()).strip("-")
    return core_words().say(said, language) if said in core_words() else ""


def rule_words(stack: Stack, rule: str, language: str) -> str:
    """What a rule demands, in one sentence; its id where it is not in force."""
    found = stack.rules.get(rule)
    return choose(found.rule.words, language)[0] if found else rule


def fact_words(stack: Stack, fact: str, language: str) -> str:
    """What a fact is called; its name where nobody has written it."""
    found = stack.facts.get(fact)
    return (choose(found.words, language)[0] if found else "") or fact


def value_words(stack: Stack, value: str, language: str) -> str:
    """What a value is called, in the words of the uppermost layer that names it."""
    for pack in stack.packs:
        if value in pack.values and pack.values[value].words:
            return choose(pack.values[value].words, language)[0] or value
    return value


def pack_words(stack: Stack, pack: str, language: str) -> str:
    """What a pack is called."""
    return next((choose(one.words, language)[0] for one in stack.packs if one.id == pack), pack)


def condition_sentence(stack: Stack, read: ConditionRead, language: str) -> str:
    """One condition with what it read: "Workload per Credits: 27 h; has to lie between 25 h and 25 h"."""
    condition = read.condition
    code = f"function.{condition.function}" if condition.function else f"block.{condition.block}"
    places = _places(stack, read, language)
    if "lowest" in places and places["lowest"] == places.get("highest"):
        code = f"{code}-one"
    return core_words().say(code, language, **places)


def _places(stack: Stack, read: ConditionRead, language: str) -> dict[str, str]:
    facts = {one.name: one.value for one in read.facts}
    values = {one.name: one for one in read.values}
    places: dict[str, str] = {}
    for argument, written in read.condition.arguments.items():
        names = (written,) if isinstance(written, str) else written
        if names[0] in facts:
            places[argument] = ", ".join(fact_words(stack, name, language) for name in names)
        elif names[0] in values:
            resolved = values[names[0]]
            kind = stack.values[names[0]].definition.type if names[0] in stack.values else ValueType.TEXT
            places[argument] = amount(kind, resolved.value, language)
        else:
            places[argument] = ", ".join(code_words(name, language) for name in names)
    subject = read.condition.arguments.get("fact")
    if isinstance(subject, str) and subject in stack.facts:
        kind, found = stack.facts[subject].type, facts.get(subject)
        per = read.condition.arguments.get("per")
        if isinstance(per, str) and per in stack.facts:
            found = _ratio(found, facts.get(per), stack.facts[per].type)
            places["fact"] = f"{places['fact']} / {fact_words(stack, per, language)}"
        quota = next((one.value for one in values.values() if isinstance(one.value, Mapping)), None)
        if isinstance(found, Mapping) and quota and (short := _short_of(found, quota)):
            places["value"] = amount(kind, short, language)
            found = {code: _number_of(found, code) for code in short}
        places["found"] = amount(kind, found, language)
        places["count"] = (
            str(len(found)) if isinstance(found, frozenset | tuple | Mapping) else places["found"]
        )
        languages = (code_words(one, language) for one in _written(found))
        places["written"] = places["found"] if found is None else _listed(languages, language)
    return places


def _short_of(found: Mapping[str, Any], quota: Mapping[str, Any]) -> dict[str, int]:
    """The part of a quota that is not reached: only that is worth a word."""
    return {
        code: least
        for code, least in quota.items()
        if isinstance(least, int) and _number_of(found, code) < least
    }


def _number_of(found: Mapping[str, Any], code: str) -> int:
    number = found.get(code, 0)
    return number if isinstance(number, int) else 0


def _ratio(found: Any, per: Any, kind: ValueType) -> Any:
    if found is None or not per:
        return None
    return Fraction(found * (100 if kind in HUNDREDTHS else 1), per)


def _written(found: object) -> Iterable[str]:
    return sorted(key for key, one in found.items() if one) if isinstance(found, Mapping) else ()


def amount(kind: ValueType, value: Typed | None, language: str, *, most: int = _MANY) -> str:
    """A typed value as a page shows it: minutes as hours, hundredths as whole or broken numbers, days as days.

    Of a long list the first `most` elements stand.
    """
    say = core_words().say
    if value is None:
        return say("amount.unknown", language)
    if isinstance(value, bool):
        return say("amount.yes" if value else "amount.no", language)
    if isinstance(value, int | Fraction) and kind is not ValueType.SHARE:
        return _number(kind, Fraction(value), language)
    if isinstance(value, date):
        return day_words(value, language)
    if isinstance(value, Period):
        return counted(f"amount.{value.unit}", Fraction(value.length), language)
    if isinstance(value, Interval):
        ends = {"since": value.start, "until": value.end}
        shown = {
            name: amount(ValueType.DATE, day, language) if day else say("amount.open", language)
            for name, day in ends.items()
        }
        return say("amount.interval", language, **shown)
    if isinstance(value, str):
        if not value.strip():
            return say("amount.empty", language)
        if "\n" in value:  # the same text in several languages: it stands beside the finding
            return say("amount.text", language)
        if _DIGEST.fullmatch(value):  # it tells versions apart; nobody reads it
            return say("amount.digest", language)
        return code_words(value, language) if kind is ValueType.CODE or value == NOT_FOUND else value
    if isinstance(value, Mapping):
        inner = ValueType.MINUTES if kind is ValueType.MINUTES_BY_CODE else ValueType.INTEGER
        parts = (f"{code_words(key, language)}: {_part(inner, one, language)}" for key, one in value.items())
        return _listed(parts, language, most)
    if isinstance(value, frozenset):
        codes = kind is ValueType.CODES
        return _listed(sorted(code_words(one, language) if codes else one for one in value), language, most)
    if isinstance(value, tuple):
        return _listed((_element(one) for one in value), language, most)
    return f"{value.numerator}/{value.denominator}"


def code_words(code: str, language: str) -> str:
    """A code in words; the code itself where nobody has written them."""
    named = f"code.{code}"
    return core_words().say(named, language) if named in core_words() else code


def _part(kind: ValueType, one: object, language: str) -> str:
    if isinstance(one, int | str):
        return amount(kind, one, language)
    return str(len(one)) if isinstance(one, tuple) else str(one)


def _element(one: object) -> str:
    if isinstance(one, Band):
        return f"{one.code} {one.lowest}–{one.highest}"
    return " – ".join(one) if isinstance(one, tuple) else str(one)


def _listed(parts: Iterable[str], language: str, most: int = _MANY) -> str:
    every = list(parts)
    if not every:
        return core_words().say("amount.empty", language)
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")


def _number(kind: ValueType, number: Fraction, language: str) -> str:
    if kind is ValueType.MINUTES:
        hours = number >= 60
        return counted(
            "amount.hours" if hours else "amount.minutes", number / 60 if hours else number, language
        )
    if kind in HUNDREDTHS:
        code = "amount.credits" if kind is ValueType.CREDITS else "amount.percent"
        return counted(code, number / 100, language)
    return decimal(number, language)


def counted(unit: str, number: Fraction, language: str) -> str:
    """A number with its unit in the form that goes with it, where the words know several."""
    code = f"{unit}-{_form(number)}"
    return core_words().say(
        code if code in core_words() else unit, language, number=decimal(number, language)
    )


def _form(number: Fraction) -> str:
    """Which form of a word goes with a number: 1 кредит, 2 кредита and 2,5 кредита, 5 кредитов."""
    whole = number.numerator if number.denominator == 1 else 2
    if number == 1:
        return "single"
    if whole % 10 == 1 and whole % 100 != 11:
        return "one"
    return "few" if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14) else "many"


def decimal(number: Fraction, language: str) -> str:
    """At most two decimal places, cut off, with the comma or point of the language; only for showing."""
    hundredths = number.numerator * 100 // number.denominator
    whole, rest = divmod(hundredths, 100)
    shown = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return shown if language == "en" else shown.replace(".", ",")


def as_written(kind: ValueType, spoken: Spoken, language: str) -> str:
    """A value in the text that the law uses ("30 academic-hour"), its unit in the reader's words."""
    raw = spoken.raw
    if isinstance(raw, str) and kind in (ValueType.MINUTES, ValueType.PERIOD):
        number, _, unit = raw.partition(" ")
        if f"amount.{unit}" in core_words():
            return counted(f"amount.{unit}", Fraction(number), language)
        return raw
    return amount(kind, spoken.value, language)


def trail_sentence(stack: Stack, name: str, step: TrailStep, language: str) -> str:
    """One layer's word on a value and what became of it: "Kazakhstan …: 30 academic hours; said the same"."""
    spoken, kind = step.spoken, stack.values[name].definition.type
    verdict = core_words().say(f"verdict.{step.verdict}", language)
    return f"{pack_words(stack, spoken.pack, language)}: {as_written(kind, spoken, language)}; {verdict}"
