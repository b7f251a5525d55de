"""Differences in words: every kind of change has its sentence, and the same change of many steps is one sentence."""

from __future__ import annotations

import copy
import re
from datetime import date
from typing import Any

import pytest

from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules import Pack, read_pack, resolve
from tanym.core.rules.difference import LISTS, RENAMED, SINGLE, TEXTS, difference
from tanym.core.rules.entries import KINDS, LISTED
from tanym.rulepacks.differences import change_sentences
from tanym.rulepacks.loader import load, load_folder, shipped, vocabulary
from tanym.rulepacks.words import PLACE, core_words
from tests.rulepacks.stacks import SAMPLES, stack_of

KZ = next(pack for pack in load(["kz"]) if pack.id == "kz")
EU = next(pack for pack in load(["kz"]) if pack.id == "eu")
STACK = stack_of("sayram")
OURS = re.compile(
    r"(change|member|legal|guard-asks|effect-does|term-of|end-of|side|binds|procedure-status|value-type|source-kind)[a-z-]*\.|change-|quoted"
)


def edited(pack: Pack) -> dict[str, Any]:
    return copy.deepcopy(dict(pack.files))


def sentences(pack: Pack, files: dict[str, Any], language: str = "en") -> list[str]:
    return list(change_sentences(difference(pack.files, files), STACK, language))


def test_an_amount_reads_as_the_law_writes_it_and_as_the_engine_reads_it() -> None:
    files = edited(EU)
    (line,) = files["design.toml"]["value"]["credit.workload-lowest"]["dated"]
    line["value"] = "30 academic-hour"
    assert sentences(EU, files) == [
        "“Least work behind one credit”: from 15 May 2015: 30 academic hours (25\u00a0h) instead of 25 hours."
    ]


def test_a_new_line_is_told_with_its_source_and_how_it_was_read() -> None:
    files = edited(EU)
    files["design.toml"]["value"]["volume.highest-credits"]["dated"].append(
        {"since": date(2027, 1, 1), "value": 30, "cites": ["eu-2022-c243-02, recital 9 [U]"]}
    )
    (told,) = sentences(EU, files)
    assert told.startswith("“Largest volume”: from 1 January 2027: 30\u00a0credits [Council Recommendation")
    assert "not read" in told


def test_the_same_change_of_many_steps_is_one_sentence() -> None:
    files = edited(KZ)
    steps = [one for one in files["academic.procedure.toml"]["step"] if one["do"] in ("recognise", "refuse")]
    for one in steps:
        one["guards"].append("retake-terms-named")
    for step in files["academic.procedure.toml"]["step"]:
        if step["do"] == "withdraw":
            step["starts"] = ["papers"]
    told = sentences(KZ, files)
    assert told == [
        "Steps “Recognise”, “Refuse”: only possible if it is said when and how to try again.",
        f"Step “Withdraw the application” (stages: {_stages_of('withdraw')}): also starts the term: "
        "“Time for the claimant to supply papers”.",
    ]


def _stages_of(verb: str) -> int:
    return len(
        {s for one in KZ.files["academic.procedure.toml"]["step"] if one["do"] == verb for s in one["from"]}
    )


def test_a_rule_that_ends_and_one_that_asks_something_else() -> None:
    files = edited(EU)
    rule = next(one for one in files["design.toml"]["rule"] if one["id"] == "MQ-08")
    rule["until"] = date(2027, 1, 1)
    rule["severity"] = "info"
    rule["must"].append({"fact": "design.credits", "is": "less-than", "value": "volume.highest-credits"})
    told = sentences(EU, files)
    assert any(one.endswith(": no longer in force from 1 January 2027.") for one in told)
    assert any("if it is not met: for information (before: " in one for one in told)
    assert any("now demands: Credits: has to be less than “Largest volume” (" in one for one in told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_pack_is_told_without_a_code_or_an_open_place(language: str) -> None:
    packs = [*shipped(), *(load_folder(SAMPLES / one) for one in ("kokzhar", "sayram"))]
    for pack in packs:
        others = [one for one in shipped() if one.id != pack.id]
        stack = resolve([*others, pack], date(2026, 3, 1), vocabulary())
        for one in change_sentences(difference({}, pack.files), stack, language):
            assert not OURS.match(one), one
            assert one.endswith("."), one
            assert "{" not in one, one


def test_a_paper_that_is_no_longer_required_is_told_as_that() -> None:
    files = edited(KZ)
    del files["academic.procedure.toml"]["document"]["result"]
    (told,) = sentences(KZ, files, "ru")
    assert told.endswith("документ больше не требуется.")


def test_a_text_is_told_in_the_languages_in_which_it_changed() -> None:
    files = edited(KZ)
    files["academic.procedure.toml"]["stage"]["draft"]["words"]["kk"] = "жоба"
    (told,) = sentences(KZ, files)
    assert "Kazakh: “жоба” (before: Kazakh: “" in told
    assert "Russian" not in told


def test_every_change_that_can_be_told_has_its_sentence() -> None:
    words = core_words()
    for kind in (*KINDS, "file"):
        assert f"change-subject.{kind}" in words, kind
        for code in ("added", "removed", "ended", "end-changed", "end-removed", "elements-reordered"):
            assert f"change.{kind}.{code}" in words
    for kind in LISTED:
        assert f"legal.section.{kind}" in words or kind == "step"
    for element in LISTS.values():
        assert f"change.step.{element}-added" in words or f"member.{element}" in words, element
    singles = {
        RENAMED.get((kind, one), one.replace("_", "-")) for kind, members in SINGLE.items() for one in members
    } | set(TEXTS.values())
    for one in singles:
        assert (
            f"change.value.{one}-changed" in words
            or f"change.rule.{one}-changed" in words
            or f"member.{one}" in words
        ), one


def test_a_sentence_is_there_in_three_languages_with_the_same_places() -> None:
    ours = {code: said for code, said in core_words().sentences.items() if OURS.match(code)}
    assert ours
    for code, said in ours.items():
        texts = [said.get(language, "") for language in LANGUAGES]
        assert all(text.strip() for text in texts), code
        assert len({frozenset(PLACE.findall(text)) for text in texts}) == 1, code


def test_a_pack_with_nonsense_in_it_is_told_too() -> None:
    files = {
        "a.toml": {
            "rule": ["x"],
            "value": {"v": 1},
            "note": 3,
            "step": [{"do": "x", "from": 7, "guards": [1]}],
        }
    }
    for language in LANGUAGES:
        assert change_sentences(difference({}, files), STACK, language)
        assert change_sentences(difference(files, {}), STACK, language)
        assert change_sentences(
            difference(files, {"a.toml": {"rule": [1], "value": {"v": {"dated": 1}}}}), STACK, language
        )
    assert read_pack(files).faults
