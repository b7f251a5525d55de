"""The difference between two editions is told part by part, and there is none exactly where nothing differs."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from tanym.core.standards.difference import difference
from tanym.core.standards.framework import Descriptor, Framework, FrameworkLevel
from tanym.core.standards.standard import OccupationalStandard
from tanym.rulepacks.words import core_words
from tests.core.standards.made import standards
from tests.core.standards.test_document import UPHOLSTERER

CARD = UPHOLSTERER.cards[0]
FUNCTION = CARD.functions[0]
SKILL = FUNCTION.skills[0]


def _with(**changed: object) -> OccupationalStandard:
    skill = replace(SKILL, **changed)  # type: ignore[arg-type]
    function = replace(FUNCTION, skills=(skill, FUNCTION.skills[1]))
    return replace(UPHOLSTERER, cards=(replace(CARD, functions=(function, *CARD.functions[1:])),))


@given(standards(("ru", "kk"), annex=False), standards(("ru", "kk"), annex=False))
@settings(max_examples=25, deadline=None)
def test_there_is_no_difference_exactly_between_equals(
    one: OccupationalStandard, other: OccupationalStandard
) -> None:
    assert difference(one, one) == ()
    assert bool(difference(one, other)) == (one != other)
    for found in difference(one, other):
        assert found.code in core_words()
        assert found.part in core_words(), found.part


def test_another_answer_on_recognition_is_told_with_the_skill_it_is_about() -> None:
    (found,) = difference(UPHOLSTERER, _with(recognition="no"))
    assert (found.kind, found.what, found.before, found.after) == ("changed", "recognition", "yes", "no")
    assert found.within[-1] == SKILL.text


def test_a_reworded_skill_is_no_new_one() -> None:
    (found,) = difference(UPHOLSTERER, _with(text={"ru": "Раскроить ткань по лекалам"}))
    assert (found.kind, found.what) == ("changed", "text")


def test_texts_in_fewer_languages_are_told_once() -> None:
    both = _with(
        text={**SKILL.text, "kk": "Матаны пішу"},
        abilities=({**SKILL.abilities[0], "kk": "Өлшеу"}, *SKILL.abilities[1:]),
    )
    (found,) = difference(both, UPHOLSTERER)
    assert (found.what, found.before, found.after) == ("languages", "kk, ru", "ru")


def test_levels_are_told_apart_by_number_and_sublevel_and_not_by_their_words() -> None:
    def framework(**words: str) -> Framework:
        levels = [
            FrameworkLevel(4, (Descriptor("skills", {"en": text}),), name.removeprefix("s") or None)
            for name, text in words.items()
        ]
        return Framework("NQF", {"en": "Framework"}, "national", levels=tuple(levels))

    (found,) = difference(framework(s1="Sews a seam", s2="Cuts"), framework(s1="Plans work", s2="Cuts"))
    assert (found.kind, found.what, found.before) == ("changed", "text", {"en": "Sews a seam"})
    moved = difference(framework(s1="Sews", s2="Cuts"), framework(s2="Cuts", s1="Sews"))
    assert {one.kind for one in moved} == {"moved"}


def test_added_removed_and_moved_parts_are_told() -> None:
    kinds = {
        one.kind for one in difference(UPHOLSTERER, _with(abilities=(*SKILL.abilities, {"ru": "Проверять"})))
    }
    assert kinds == {"added"}
    assert {one.kind for one in difference(UPHOLSTERER, _with(abilities=SKILL.abilities[1:]))} == {"removed"}
    moved = difference(UPHOLSTERER, _with(abilities=(SKILL.abilities[2], *SKILL.abilities[:2])))
    assert {one.kind for one in moved} == {"moved"}
