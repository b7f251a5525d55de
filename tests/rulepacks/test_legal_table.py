"""A pack as a lawyer reads it: every entry once, by a stable name, in sentences, with how each source was read."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from tanym.core.kernel.localized import LANGUAGES
from tanym.core.procedures.effects import EFFECTS
from tanym.core.procedures.guards import GUARDS
from tanym.core.rules import Pack, read_pack, resolve
from tanym.core.rules.blocks import BLOCKS
from tanym.core.rules.blocks.functions import FUNCTION_NAMES
from tanym.core.rules.choices import Choice, block_of
from tanym.core.rules.directions import Direction
from tanym.core.rules.entries import Place, entries
from tanym.core.rules.types import ValueType
from tanym.rulepacks.entry_words import condition_words
from tanym.rulepacks.legal_table import Paragraph, legal_table
from tanym.rulepacks.loader import load_folder, shipped, vocabulary
from tanym.rulepacks.words import core_words
from tests.rulepacks.stacks import INSTITUTIONS, SAMPLES

DAY = date(2026, 3, 1)
PACKS = {one.id: one for one in (*shipped(), *(load_folder(SAMPLES / name) for name in INSTITUTIONS))}
CODE = re.compile(
    r"\b(?:legal|change|guard-asks|effect-does|term-of|end-of|side|binds|block|function|amount)\.[a-z-]+"
)


def table(pack: Pack, language: str = "en") -> tuple[Paragraph, ...]:
    others = [one for one in shipped() if one.id != pack.id]
    return legal_table(pack, resolve([*others, pack], DAY, vocabulary()), language, DAY)


def paragraph(pack: str, *place: str, language: str = "en") -> Paragraph:
    return next(one for one in table(PACKS[pack], language) if one.place == Place(*place))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_entry_is_read_once_and_in_words(pack: Pack, language: str) -> None:
    found = table(pack, language)
    told = {place for place, content in entries(pack.files).items() if place.kind != "file" or content}
    assert Counter(one.place for one in found) == Counter(told)
    assert len({one.number for one in found}) == len(found)
    for one in found:
        assert one.title, one.key
        assert one.text, one.key
        assert not CODE.search(f"{one.section} {one.title} {one.text}"), one.text
        assert "\0" not in one.text


def test_a_number_stands_with_its_days_its_source_and_how_it_was_read() -> None:
    one = paragraph("kz", "design.toml", "value", "credit.workload-lowest")
    assert one.title == "Least work behind one credit"
    assert one.text.startswith("From 20 April 2011: 30 academic hours (25\u00a0h).")
    assert [line.now for line in one.sentences][:1] == [True]
    (source,) = one.sentences[0].citations
    assert (source.place, source.read, source.unread) == ("para.\u00a023", "read in full", False)
    assert not one.unread


def test_of_several_lines_only_the_one_in_force_is_marked() -> None:
    one = paragraph("kz", "results.toml", "value", "grade.scale")
    assert [line.now for line in one.sentences if line.citations] == [False, True]
    assert "F 0–24" in one.text
    assert "…" not in one.text


def test_a_rule_reads_what_it_demands_of_what_and_what_follows() -> None:
    one = paragraph("eu", "design.toml", "rule", "MQ-08@2022-06-16")
    assert one.title.startswith("MQ-08. ")
    assert "Credits: has to be at most “Largest volume” (" in one.text
    assert "If it is not met: " in one.text
    assert "In force from 16 June 2022." in one.text


def test_what_nobody_has_read_is_never_shown_as_a_norm() -> None:
    pack = PACKS["eu"]
    unread = [one for one in table(pack) if one.unread]
    assert unread
    assert all(cite.read == core_words().say("mark.U", "en") for one in unread for cite in one.every_citation)


def test_the_stages_follow_the_way_of_the_case() -> None:
    stages = [
        one.place.name
        for one in table(PACKS["kz"])
        if one.place.file == "approval.procedure.toml" and one.place.kind == "stage"
    ]
    assert stages[0] == "draft"
    assert stages.index("review") < stages.index("approved") < stages.index("retired")


def test_a_step_says_who_may_take_it_and_under_which_conditions() -> None:
    one = paragraph("kz", "academic-appeal.procedure.toml", "step", "uphold")
    assert "From the stages: “before the appeal commission”." in one.text
    assert "Taken by: chair of the appeal commission." in one.text
    assert "more than half of the members present voted for it" in one.text
    assert "the result goes back to the procedure: “Recognition of learning outcomes (academic)”" in one.text


def test_a_length_that_no_pack_gives_is_said_to_be_the_institution_s() -> None:
    one = paragraph("kz", "academic.procedure.toml", "clock", "decide")
    assert "(set by the institution)" in one.text


def test_the_name_of_a_paragraph_stays_when_another_is_added() -> None:
    pack = PACKS["kz"]
    more = {**pack.files, "aaa.toml": {"value": {"a": {"dated": []}}}}
    before = table(pack)
    draft = read_pack(more)
    drafted = legal_table(draft, resolve(list(shipped()), DAY, vocabulary()), "en", DAY)
    assert {one.key for one in before} < {one.key for one in drafted}


def test_nonsense_in_a_draft_is_shown_as_it_stands() -> None:
    files = {
        "a.toml": {
            "rule": ["x", {"must": 7, "cites": 3}],
            "value": {"v": 1, "w": {"dated": [3, {"since": "x"}]}},
            "note": 3,
        },
        "b.procedure.toml": {"step": [{"guards": 3, "from": 7}, 5], "stage": {"s": 3}, "tree": {"x": 1}},
        "c.cases.toml": {"case": [{"facts": 3, "expect": [1]}]},
    }
    found = legal_table(read_pack(files), resolve(list(shipped()), DAY, vocabulary()), "ru", DAY)
    assert {one.place for one in found} == set(entries(files))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_read_without_what_was_found(language: str) -> None:
    stack = resolve(list(shipped()), DAY, vocabulary())
    for choice in (*(Choice(one) for one in BLOCKS), *(Choice("function", one) for one in FUNCTION_NAMES)):
        block = block_of(choice)
        assert block
        raw = {name: "x" for name in block.arguments if name != "per"} | {
            "is": choice.block,
            "name": choice.function,
        }
        said = condition_words(stack, {name: one for name, one in raw.items() if one}, language)
        assert "\0" not in said
        assert "{" not in said
        assert "…" not in said, said


def test_every_guard_effect_type_and_direction_has_words() -> None:
    codes = [*(f"guard-asks.{one}" for one in GUARDS), *(f"effect-does.{one}" for one in EFFECTS)]
    codes += [*(f"value-type.{one}" for one in ValueType), *(f"value-tighter.{one}" for one in Direction)]
    codes += [f"legal.tighter.{one}" for one in Direction]
    assert [one for one in codes if one not in core_words()] == []


def test_every_subject_that_a_rule_concerns_has_words() -> None:
    binds = {rule.binds for pack in shipped() for rule in pack.rules}
    assert [one for one in sorted(binds) if f"binds.{one}" not in core_words()] == []
