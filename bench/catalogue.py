"""A synthetic catalogue: any number of micro-qualifications, made from the sample designs by a seed, no two alike.

Each keeps the shape and the size of a sample design (three languages, three to five outcomes, a plan of assessment): its
numbers, days and codes are drawn anew, and in each of its texts some words, but for the first and the last, where verbs
stand. What samples of one provider share (contact, who decides on levels, ...) is shared by the designs of each of 500
providers. Up to four facts are missing or blank.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tanym.core.qualifications.design import parse
from tanym.core.qualifications.facts import facts
from tanym.core.rules.plain import plain_facts
from tanym.core.rules.types import ValueType
from tanym.core.rules.vocabulary import FactType, admit_facts
from tanym.rulepacks.loader import vocabulary

DAY = date(2026, 11, 20)
SAMPLES = Path(__file__).parents[1] / "src" / "tanym" / "apps" / "site" / "sample" / "micro-qualifications"
WORDS = [
    "деректер",
    "талдау",
    "оқыту",
    "нәтиже",
    "бағалау",
    "жұмыс",
    "кәсіп",
    "дағды",
    "обучение",
    "анализ",
    "данных",
    "навык",
    "работа",
    "оценивание",
    "результат",
    "learning",
    "outcome",
    "assessment",
    "practice",
    "report",
    "design",
    "quality",
    "sector",
    "level",
    "evidence",
]
PROVIDERS = 500
OF_A_PROVIDER = frozenset(
    f"design.{name}" for name in ("contact", "level_decided_by", "quality_reference", "register_result")
)
NUMBERS = {
    ValueType.MINUTES: (900, 1500, 1800, 2250, 2700, 3000, 3600, 4500, 5400, 7200, 9000),
    ValueType.CREDITS: (50, 100, 150, 200, 300, 400, 500, 800, 1200, 1600, 4100),
    ValueType.PERCENT: (0, 1500, 4000, 6000, 7900, 8000, 8500, 10000),
    ValueType.INTEGER: (0, 1, 2, 3, 4, 5, 6, 7, 8),
}


def catalogue(number: int, seed: int = 2026) -> Iterator[dict[str, Any]]:
    """Plain facts of `number` designs, as the database keeps them; the same seed gives the same designs."""
    random = Random(seed)  # noqa: S311  # no secret depends on it
    known = vocabulary().facts
    bases = [_facts(path, known) for path in sorted(SAMPLES.glob("*.toml"))]
    for _ in range(number):
        yield _varied(random, random.choice(bases), random.choice(bases), known)


def write(path: Path, number: int, seed: int = 2026) -> None:
    """The catalogue as a file, one design a line."""
    with path.open("w", encoding="utf-8") as opened:
        for one in catalogue(number, seed):
            opened.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n")


def _facts(path: Path, known: dict[str, FactType] | Any) -> dict[str, Any]:
    design = parse(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str))
    return plain_facts(admit_facts(known, facts(design, DAY, nearest=40)))


def _varied(random: Random, base: dict[str, Any], other: dict[str, Any], known: Any) -> dict[str, Any]:
    provider = random.randrange(PROVIDERS)
    made = {name: _drawn(random, known[name], value, other.get(name)) for name, value in base.items()}
    made |= {name: f"{base[name]} {provider}" for name in OF_A_PROVIDER & base.keys()}
    for name in random.sample(sorted(made), random.randint(0, 4)):
        if random.random() < 0.5:
            del made[name]
        elif isinstance(made[name], str | list | dict) and known[name].type not in (
            ValueType.DATE,
            ValueType.INTERVAL,
        ):
            made[name] = type(made[name])()
    return made


def _drawn(random: Random, fact: FactType, value: Any, other: Any) -> Any:
    kind = fact.type
    if kind in NUMBERS:
        return random.choice(NUMBERS[kind]) if random.random() < 0.5 else value
    if kind is ValueType.TEXT:
        return _reworded(random, value, 8) if value else value
    if kind is ValueType.TEXT_BY_LANGUAGE:
        return {language: _reworded(random, text, 2) for language, text in value.items()}
    if kind is ValueType.MATRIX:
        return {row: [_cell(random, cell) for cell in cells] for row, cells in value.items()}
    if kind is ValueType.DATE:
        return (date.fromisoformat(value) + timedelta(days=random.randint(-400, 200))).isoformat()
    if other is not None and random.random() < 0.3:
        return other
    return value


def _cell(random: Random, cell: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _reworded(random, one, 2) if name in ("text", "criterion") else one
        for name, one in cell.items()
    }


def _reworded(random: Random, text: str, most: int) -> str:
    """The text with up to so many of its inner words drawn anew, one of them a number, so that hardly two are alike."""
    words = text.split(" ")
    if len(words) < 3:
        return f"{text} {random.randrange(10**6)}"
    for place in random.choices(range(1, len(words) - 1), k=most - 1):
        words[place] = random.choice(WORDS)
    words[random.randrange(1, len(words) - 1)] = str(random.randrange(10**6))
    return " ".join(words)
