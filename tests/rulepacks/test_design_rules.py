"""The rules on designs: all there, worded, and never stronger than what was read."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.design import Design
from tanym.core.qualifications.facts import facts
from tanym.core.rules import Finding, Outcome, Severity, check
from tanym.core.rules.citations import Mark, best
from tanym.rulepacks import load, stack
from tests.core.qualifications.designs import DAY, complete

EU, KZ = stack(load(["eu"]), DAY), stack(load(["kz"]), DAY)
DESIGN_RULES = [rule for rule in KZ.rules.values() if rule.rule.binds == "design"]
KAZAKH = {"KZ-CR-01", "KZ-CR-02", "KZ-CR-03", "KZ-ST-01", "KZ-LG-01", "KZ-LG-02", "KZ-LV-01", "KZ-TX-01"}


def finding(rule: str, design: Design, under: object = KZ, **known: int) -> Finding:
    report = check(KZ if under is KZ else EU, "design", facts(design, DAY, **known), DAY)
    found = report.finding(rule)
    assert found is not None
    return found


def test_every_rule_from_one_to_thirty_eight_is_there() -> None:
    assert {f"MQ-{number:02d}" for number in range(1, 39)} <= EU.rules.keys()
    assert {rule for rule in KZ.rules if rule.startswith("KZ-")} >= KAZAKH


@pytest.mark.parametrize("rule", DESIGN_RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_three_languages(rule: object) -> None:
    words = rule.rule.words  # type: ignore[attr-defined]
    assert all(words[language].strip() for language in LANGUAGES)
    assert len(set(words.values())) == len(LANGUAGES)


@pytest.mark.parametrize("rule", DESIGN_RULES, ids=lambda rule: rule.id)
def test_a_rule_blocks_only_on_what_was_read(rule: object) -> None:
    resolved = rule.rule  # type: ignore[attr-defined]
    if not best(resolved.cites).firm:
        assert resolved.severity is not Severity.BLOCK
    assert rule.severity is resolved.severity  # type: ignore[attr-defined] # nothing has to be capped


def test_a_figure_of_our_own_is_marked_as_made_up() -> None:
    own = [
        cite for value in KZ.values.values() for cite in value.spoken.cites if cite.source == "own-figures"
    ]
    assert len(own) > 8
    assert {cite.mark for cite in own} == {Mark.EXAMPLE}


def test_a_title_that_is_only_too_short_by_our_own_figure_warns() -> None:
    found = finding("MQ-01", complete(titles={"kk": "ИТ", "ru": "ИТ", "en": "IT"}))
    assert (found.outcome, found.severity) == (Outcome.NOT_MET, Severity.WARN)
    assert finding("MQ-01", complete(titles=None)).blocks


def test_a_missing_kazakh_title_warns_since_its_source_is_an_analogy() -> None:
    found = finding("MQ-01", complete(titles={"ru": "Данные бухгалтера", "en": "Data for accountants"}))
    assert found.warns
    assert found.evidence is Mark.SECONDARY
    assert finding(
        "MQ-01", complete(titles={"ru": "Данные бухгалтера"})
    ).warns  # no text that was read asks for English
    assert finding("MQ-01", complete(titles={})).blocks


def test_what_nobody_read_is_never_shown_as_a_norm() -> None:
    unread = finding("MQ-31", complete(target_group=None))
    assert (unread.outcome, unread.severity, unread.unread) == (Outcome.NOT_MET, Severity.WARN, True)


def test_twenty_five_clock_hours_are_a_credit_here_and_thirty_only_in_europe() -> None:
    thirty = complete(volume="60 hour")
    assert finding("MQ-06", thirty, EU).outcome is Outcome.MET
    assert finding("MQ-06", thirty).blocks
    exact = complete(volume="60 academic-hour")
    assert finding("MQ-06", exact).outcome is Outcome.MET
    assert {cite.source for cite in finding("MQ-06", exact).citations} == {"ects-guide", "kz-order-152"}


def test_parts_that_do_not_add_up_to_the_stated_whole_block() -> None:
    assert finding("MQ-05", complete(volume="50 hour")).blocks  # the parts make 55 hours
    assert finding("MQ-05", complete()).outcome is Outcome.MET


def test_nearly_the_same_needs_an_explanation() -> None:
    assert finding("MQ-28", complete(), nearest=84).outcome is Outcome.MET
    assert finding("MQ-28", complete(), nearest=85).warns
    why = {"fact": "design.similarity_explained", "by": "Dana", "on": "2026-01-05", "text": "for colleges"}
    assert finding("MQ-28", complete(attestations=[why]), nearest=85).outcome is Outcome.MET


def test_a_new_edition_lists_what_changed() -> None:
    assert finding("MQ-35", complete()).outcome is Outcome.NOT_APPLICABLE
    assert finding("MQ-35", complete(), published=1).blocks
    assert finding("MQ-35", complete(changes={"en": "A new outcome"}), published=1).outcome is Outcome.MET


def test_before_the_recommendation_no_rule_on_micro_qualifications_was_in_force() -> None:
    assert not [rule for rule in stack(load(["eu"]), date(2022, 6, 15)).rules if rule.startswith("MQ-")]
