"""Findings in words: every code of the engine has a sentence in every language, and numbers read as the law has them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tanym import rulepacks
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules import Layer, Outcome, Severity, Status, check
from tanym.core.rules.blocks import BLOCKS
from tanym.core.rules.blocks.functions import FUNCTION_NAMES
from tanym.core.rules.citations import Mark, read_citation
from tanym.core.rules.evidence import citations
from tanym.core.rules.layers import Verdict
from tanym.core.rules.severities import SeverityVerdict
from tanym.core.rules.types import ValueType
from tanym.rulepacks.loader import read_files
from tanym.rulepacks.sentences import (
    amount,
    condition_sentence,
    decimal,
    place_words,
    rule_words,
    source_title,
    source_words,
    trail_sentence,
)
from tanym.rulepacks.words import core_words
from tests.places import ROOT

DAY = date(2026, 3, 1)
CODE = re.compile(
    r'"((?:value|rule|bands|layer|block|fact|function|severity|words|cite|form|pack|bundle|stack)\.[a-z-]+)"'
)
NAMED = [
    *(f"block.{one}" for one in BLOCKS),
    *(f"function.{one}" for one in FUNCTION_NAMES),
    *(f"outcome.{one}" for one in Outcome),
    *(f"severity.{one}" for one in Severity),
    *(f"mark.{one}" for one in Mark),
    *(f"verdict.{one}" for one in Verdict),
    *(f"severity-verdict.{one}" for one in SeverityVerdict),
    *(f"pack-layer.{one}" for one in Layer),
    *(f"pack-status.{one}" for one in Status),
]


def raised() -> set[str]:
    """The codes that stand in the engine's and the loader's own files (the name of a fact is none)."""
    files = [*(ROOT / "src/tanym/core/rules").rglob("*.py"), ROOT / "src/tanym/rulepacks/loader.py"]
    found = {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}
    return found - {"pack.toml"} - rulepacks.vocabulary().facts.keys()


CODES = sorted({*NAMED, *raised()})


def test_every_code_has_a_sentence_in_every_language() -> None:
    said = core_words().sentences
    assert not [
        (code, one) for code in CODES for one in LANGUAGES if not said.get(code, {}).get(one, "").strip()
    ]


def test_the_three_languages_of_a_sentence_have_the_same_places() -> None:
    apart = {}
    for code in CODES:
        sentence = core_words().sentences[code]
        places = [set(re.findall(r"\{[a-z_]+\}", sentence[language])) for language in LANGUAGES]
        if not places[0] == places[1] == places[2]:
            apart[code] = places
    assert not apart


LAW = rulepacks.stack(rulepacks.load(["kz"]), DAY)


def sentences(rule: str, language: str, **facts: object) -> list[str]:
    found = check(LAW, "design", {f"design.{name}": value for name, value in facts.items()}, DAY).finding(
        rule
    )
    assert found is not None
    return [condition_sentence(LAW, one, language) for one in found.conditions]


def test_a_ratio_reads_as_hours_a_credit() -> None:
    (english,) = sentences("MQ-06", "en", minutes=54 * 60, credits=200)
    (russian,) = sentences("MQ-06", "ru", minutes=54 * 60, credits=200)
    assert english == "Whole notional workload / Credits: 27\u00a0h; has to be exactly 25\u00a0h"
    assert russian == "Общая трудоёмкость / Кредиты: 27\u00a0ч; должно быть ровно 25\u00a0ч"


def test_what_is_unknown_and_what_is_empty_read_differently() -> None:
    assert "белгісіз" in sentences("MQ-16", "kk")[0]
    assert "бос" in sentences("MQ-16", "kk", participation="")[0]


def test_a_sentence_names_the_languages_that_are_there() -> None:
    assert sentences("MQ-01", "en", titles={"ru": "Работа с данными", "en": "Data"})[0].endswith(
        "there is: English, Russian"
    )


def test_of_a_quota_only_what_is_short_is_said() -> None:
    facts = {"provider.feedback": {"learner": 40, "labour-market": 0}}
    found = check(LAW, "provider", facts, DAY).finding("PR-06")
    assert found is not None
    sentence = condition_sentence(LAW, found.conditions[0], "en")
    assert "employer: 0" in sentence
    assert "40" not in sentence


def test_no_sentence_leaves_a_place_open() -> None:
    for rule in LAW.rules.values():
        found = check(LAW, rule.rule.binds, {}, DAY).finding(rule.id)
        assert found is not None
        for language in LANGUAGES:
            for one in found.conditions:
                said = condition_sentence(LAW, one, language)
                assert "{" not in said
                assert not re.search(r"(?<!,) …", said), said


def test_the_trail_keeps_the_text_that_the_law_uses() -> None:
    steps = LAW.trail["credit.workload-lowest"]
    assert trail_sentence(LAW, "credit.workload-lowest", steps[1], "kk").endswith(
        "30\u00a0академиялық сағат; сол мәнді қайталады"
    )


def test_a_rule_is_called_by_its_words() -> None:
    assert rule_words(LAW, "KZ-CR-01", "kk") == "Кредит саны бүтін."
    assert rule_words(LAW, "NO-SUCH", "kk") == "NO-SUCH"


@pytest.mark.parametrize(
    ("kind", "value", "language", "text"),
    [
        ("minutes", 45, "kk", "45\u00a0мин"),
        ("minutes", 90, "ru", "1,5\u00a0ч"),
        ("credits", 150, "en", "1.5\u00a0credits"),
        ("credits", 100, "en", "1\u00a0credit"),
        ("credits", 150, "ru", "1,5\u00a0кредита"),
        ("credits", 2100, "ru", "21\u00a0кредит"),
        ("credits", 1200, "ru", "12\u00a0кредитов"),
        ("percent", 7000, "ru", "70\u00a0%"),
        ("integer", 3, "kk", "3"),
        ("date", DAY, "ru", "1 марта 2026 года"),
        ("boolean", True, "kk", "иә"),
        ("share", Fraction(2, 3), "en", "2/3"),
        ("codes", frozenset({"b", "a"}), "en", "a, b"),
        ("codes", frozenset(), "ru", "не заполнено"),
        ("number-by-code", {"educator": 3}, "ru", "педагог: 3"),
        ("codes", frozenset({"online", "blended"}), "kk", "аралас, қашықтан"),
        ("people", frozenset({"online"}), "kk", "online"),
        ("code", "labour-market", "kk", "еңбек нарығының"),
        ("code", "no-such-code", "kk", "no-such-code"),
        ("text", None, "en", "not known"),
    ],
)
def test_an_amount_reads_as_people_write_it(kind: str, value: object, language: str, text: str) -> None:
    assert amount(ValueType(kind), value, language) == text  # type: ignore[arg-type]


def test_a_shown_number_is_cut_off_and_never_rounded_up() -> None:
    assert decimal(Fraction(2999, 100), "en") == "29.99"
    assert decimal(Fraction(29999, 1000), "en") == "29.99"


@pytest.mark.parametrize(
    ("place", "language", "text"),
    [
        ("p. 23", "kk", "23-тармақ"),
        ("p. 4-14", "ru", "п.\u00a04-14"),
        ("item 3", "en", "item\u00a03"),
        ("p. 6-8, 14", "en", "para.\u00a06-8, 14"),
        ("art. 12", "ru", "ст.\u00a012"),
        ("Annex I, a word of nobody", "ru", "приложение\u00a0I, a word of nobody"),
        ("own share, said as a whole, never", "kk", "own share, said as a whole, never"),
        ("guidance before, during and after", "kk", "дейін, барысында және кейін кеңес беру"),
    ],
)
def test_a_place_in_an_act_reads_as_the_language_writes_it(place: str, language: str, text: str) -> None:
    assert place_words(place, language) == text


NAMES = re.compile(r"Cedefop|EQF|ESCO|ETF|EAR|ENIC-NARIC|GPA|DEQAR|CIMEA|neXus|[IVX]+\b|\d+[a-z]?|\([a-z]\)")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_place_in_a_document_from_abroad_reads_in_the_readers_language(language: str) -> None:
    left = set()
    for folder in {one.parent for one in Path(rulepacks.__file__).parent.rglob("pack.toml")}:
        for cited in citations(read_files(folder)):
            said = place_words(cited.citation.place, language)
            if re.search("[A-Za-z]", NAMES.sub("", said)):
                left.add(said)
    assert not left


def test_an_act_is_called_in_the_readers_language_and_keeps_its_own_title() -> None:
    citation = read_citation("kz-order-152, p. 23 [V]", "kz")
    source = LAW.source(citation)
    assert source is not None
    assert source_words(source, citation, "ru")[0].startswith("Приказ № 152")
    assert source_words(source, citation, "kk") == (source.words["kk"], "kk")
    assert source_words(None, citation, "kk") == ("kz-order-152", "en")
    assert source_title(source, "ru") == (source.title, "ru")
