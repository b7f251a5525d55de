"""Checks and the plain half page in the reader's words, for the web, the command line and paper alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.reading import Plain, Shown
from tanym.core.kernel.localized import choose
from tanym.rulepacks.words import core_words

_ISO_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_LEVEL = re.compile(r"^(?:[NE]QF (?:Level )?|Level )(\d)$")
_DURATION = re.compile(r"^PT(?:(\d+)H)?(?:(\d+)M)?$")
ACADEMIC_HOUR_MINUTES = 50  # State compulsory standard; Order 152, point 23


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the holder can do: its text, the language it really stands in, its result in words."""

    text: str
    language: str
    achieved: bool = True
    result: str = ""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """The plain half page in one language: a heading, what the person can do, facts with their labels."""

    heading: str
    names: tuple[str, ...]
    title: str
    can: tuple[Line, ...]
    facts: tuple[tuple[str, str], ...]


def check_title(name: Name, language: str) -> str:
    """What a check is called."""
    return core_words().say(f"verify.check.{name}", language)


def outcome_words(outcome: Outcome, language: str) -> str:
    """Confirmed, not confirmed, could not be checked."""
    return core_words().say(f"verify.outcome.{outcome}", language)


def check_sentence(check: Check, language: str) -> str:
    """What a check found, in one sentence; days and names in the reader's language."""
    return core_words().say(
        check.code, language, **{name: _said(value, language) for name, value in check.details.items()}
    )


def day_words(day: date, language: str) -> str:
    """A day written out: 14 June 2026, 14 июня 2026 года, 2026 жылғы 14 маусым."""
    month = core_words().say(f"day.month.{day.month}", language)
    return core_words().say("day.written", language, year=day.year, day=day.day, month=month)


def word(kind: str, code: str, language: str) -> str:
    """The word behind a code of an award (`type`, `supervision`, `participation`, `quality`, `is-not` …); the code
    itself where nobody has written it."""
    key = f"certificate.{kind}.{code}"
    return core_words().say(key, language) if key in core_words() else code


def number_words(number: float, language: str) -> str:
    """A number as the language writes it: 2.5 in English, 2,5 in Kazakh and Russian."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")


def minutes_words(
    minutes: int, language: str, credits: float | None = None, ects: float | None = None
) -> str:
    """An amount of work with its units: credits, academic hours of 50 minutes, clock hours."""
    hours = {
        "academic": number_words(minutes / ACADEMIC_HOUR_MINUTES, language),
        "clock": number_words(minutes / 60, language),
    }
    if credits is None or ects is None:
        return core_words().say("certificate.size-hours", language, **hours)
    amounts = {"credits": number_words(credits, language), "ects": number_words(ects, language)}
    return core_words().say("certificate.size", language, **hours, **amounts)


def plain_page(plain: Plain, language: str) -> PlainPage:
    """The plain half page for a reader of `language`, from the credential alone."""
    names = _names(plain, language)
    say = core_words().say
    heading = (
        ""
        if not names
        else say("verify.decided" if plain.decision else "verify.can", language, name=names[0])
        if plain.decision or plain.can
        else names[0]
    )
    return PlainPage(
        heading=heading or say("verify.nameless", language),
        names=names[1:],
        title=choose(plain.title, language)[0],
        can=tuple(
            Line(*choose(statement.text, language), statement.achieved, _result(plain, statement, language))
            for statement in plain.can
        ),
        facts=tuple(
            (say(f"verify.fact.{label}", language), text) for label, text in _facts(plain, language) if text
        ),
    )


def _names(plain: Plain, language: str) -> tuple[str, ...]:
    forms = {"kk": ("kk", "ru", "passport"), "ru": ("ru", "kk", "passport")}.get(
        language, ("passport", "kk", "ru")
    )
    return tuple(dict.fromkeys(plain.names[form] for form in forms if plain.names.get(form)))


def _result(plain: Plain, statement: Any, language: str) -> str:
    if plain.decision is None:
        return str(statement.result)
    return core_words().say("verify.recognised" if statement.achieved else "verify.not-recognised", language)


def _facts(plain: Plain, language: str) -> list[tuple[str, str]]:
    decision = plain.decision
    return [
        ("title", choose(plain.title, language)[0]),
        ("decision", word("decision", decision.decision, language) if decision else ""),
        ("towards", ", ".join(_chosen(text, language) for text in (decision.discipline, decision.programme) if text)
         if decision else ""),
        ("shown-by", _shown(plain, language)),
        ("checked-by", _chosen(plain.checked_by, language)),
        ("issued-by", _chosen(plain.issued_by, language)),
        ("on", day_words(plain.on, language) if plain.on else ""),
        ("until", day_words(plain.until, language) if plain.until else ""),
        ("size", _size(plain, language)),
        ("level", _level(plain, language)),
        ("reasons", " ".join(_chosen(text, language) for text in decision.reasons) if decision else ""),
        ("ask", ", ".join(part for part in (_chosen(plain.ask, language), *plain.contacts) if part)),
        ("is-not", "; ".join(word("is-not", code, language) for code in plain.is_not)),
        ("number", plain.number),
    ]  # fmt: skip


def _shown(plain: Plain, language: str) -> str:
    shown = list(dict.fromkeys(_one_shown(one, language) for one in plain.shown))
    parts = [", ".join(part for part in shown if part)]
    if plain.grade:
        parts.append(plain.grade[0] + (f" ({plain.grade[1]})" if len(plain.grade) > 1 else ""))
    days = [one.on for one in plain.shown if one.on is not None]
    if days:
        parts.append(day_words(max(days), language))
    return ", ".join(part for part in parts if part)


def _one_shown(one: Shown, language: str) -> str:
    known = one.type and word("type", one.type, language)
    return known if known and known != one.type else _chosen(one.title, language) or one.type


def _size(plain: Plain, language: str) -> str:
    found = _DURATION.match(plain.workload)
    minutes = int(found[1] or 0) * 60 + int(found[2] or 0) if found else 0
    credits = None if plain.credits is None else number_words(plain.credits, language)
    parts = [core_words().say("certificate.size-credits", language, credits=credits)] if credits else []
    return "; ".join([*parts, *([minutes_words(minutes, language)] if minutes else [])])


def _level(plain: Plain, language: str) -> str:
    say = core_words().say
    nqf, eqf = _LEVEL.match(plain.nqf), _LEVEL.match(plain.eqf)
    status = word("eqf-status", plain.eqf_status, language)
    european = say("certificate.eqf", language, level=eqf[1], status=status) if eqf and status else plain.eqf
    parts = (
        say("certificate.nqf", language, level=nqf[1]) if nqf else plain.nqf,
        f"EQF {eqf[1]}" if eqf and not status else european,
    )
    return "; ".join(part for part in parts if part)


def _chosen(texts: Mapping[str, str], language: str) -> str:
    return choose(texts, language)[0]


def _said(value: object, language: str) -> object:
    if isinstance(value, Mapping):
        return choose(value, language)[0]
    if isinstance(value, str) and _ISO_DAY.match(value[:10]) and (len(value) == 10 or value[10] == "T"):
        try:
            return day_words(date.fromisoformat(value[:10]), language)
        except ValueError:
            return value
    return value
