"""Every code of verification has its sentence in three languages, and pages are whole in each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tanym.core.credentials import plain
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.rulepacks.credential_words import check_sentence, check_title, outcome_words, plain_page
from tanym.rulepacks.words import core_words
from tests.core.credentials.cast import award, decision, issued, verified
from tests.places import ROOT

LANGUAGES = ("kk", "ru", "en")


def codes() -> set[str]:
    found: set[str] = set()
    for folder in ("core/credentials", "adapters", "cli"):
        for path in (ROOT / "src" / "tanym" / Path(folder)).rglob("*.py"):
            found |= set(re.findall(r'"(credential\.[a-z-]+)"', path.read_text(encoding="utf-8")))
    return found


def test_every_code_has_a_sentence_in_every_language() -> None:
    assert len(codes()) > 80
    for code in sorted(codes()):
        written = core_words().sentences.get(code, {})
        assert set(LANGUAGES) <= set(written), code
        assert (
            len(
                {
                    re.sub(r"[^{}a-z_]", "", "".join(re.findall(r"\{[a-z_]+\}", written[one])))
                    for one in LANGUAGES
                }
            )
            == 1
        ), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_checks_and_outcomes_have_names(language: str) -> None:
    assert all(not check_title(name, language).startswith("verify.") for name in Name)
    assert all(not outcome_words(outcome, language).startswith("verify.") for outcome in Outcome)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_check_of_a_good_badge_is_said_without_gaps(language: str) -> None:
    for check in verified(issued()).checks:
        sentence = check_sentence(check, language)
        assert "…" not in sentence
        assert "{" not in sentence
        assert "credential." not in sentence


def test_days_and_names_stand_in_the_readers_language() -> None:
    entitled = next(check for check in verified(issued()).checks if check.name is Name.ENTITLEMENT)
    assert "1 сентября 2025 года" in check_sentence(entitled, "ru")
    assert "2025 жылғы 1 қыркүйек" in check_sentence(entitled, "kk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_page_is_whole(language: str) -> None:
    page = plain_page(plain.read(open_badge(award())), language)
    labels = [label for label, _ in page.facts]
    assert len(page.can) == 2
    assert len(labels) == len(set(labels)) >= 9
    assert {line.language for line in page.can} == {language}
    assert not [text for _, text in page.facts if "certificate." in text or "verify." in text]


def test_a_decision_is_told_as_a_decision() -> None:
    page = plain_page(plain.read(open_badge(decision())), "ru")
    assert page.heading == "Айгуль Сеитова: решение о признании"
    assert [line.result for line in page.can] == ["признано", "не признано"]
    assert ("Решение", "признано частично") in page.facts


def test_an_unknown_level_is_not_dressed_up() -> None:
    page = plain_page(plain.read(open_badge(award())), "en")
    assert dict(page.facts)["Level"] == "NQF 6; EQF 6 (indicative, not referenced)"
