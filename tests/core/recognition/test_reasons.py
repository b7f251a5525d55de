"""Reasons are composed from a library and free words, and never say the opposite of the finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.recognition.evidence import EvidenceKind
from tanym.core.recognition.reasons import Finding, compose, offered, picked_in, read_reasons
from tanym.rulepacks.reasons import reasons

LIBRARY = reasons()


def test_each_finding_has_reasons_for_any_evidence_in_every_language() -> None:
    assert {one.finding for one in offered(LIBRARY, ())} == set(Finding)
    assert all(set(one.words) == set(LANGUAGES) for one in LIBRARY)
    assert len({one.words["kk"] for one in LIBRARY}) == len(LIBRARY), "no two say the same"


def test_only_reasons_that_fit_the_evidence_are_offered_those_for_any_last() -> None:
    found = offered(LIBRARY, [EvidenceKind.WORK_SAMPLE])
    kinds = [one.kind for one in found]
    assert set(kinds) == {EvidenceKind.WORK_SAMPLE, None}
    assert kinds.index(None) == kinds.count(EvidenceKind.WORK_SAMPLE)


@given(
    typed=st.text(max_size=40),
    picked=st.lists(st.sampled_from(LIBRARY), max_size=4, unique_by=lambda one: one.code),
    language=st.sampled_from(LANGUAGES),
)
def test_composing_keeps_what_was_typed_holds_each_reason_and_changes_nothing_the_second_time(
    typed, picked, language
) -> None:
    once = compose(picked, typed, language)
    assert once.startswith(typed.strip())
    assert all(one.words[language] in once for one in picked)
    assert compose(picked, once, language) == once


def test_a_reason_that_contradicts_the_finding_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"reasons\.other-finding"):
        picked_in(LIBRARY, ["nothing-given"], recognised=True)
    with pytest.raises(InvalidValue, match=r"reasons\.unknown"):
        picked_in(LIBRARY, ["of my own making"], recognised=True)
    found = picked_in(LIBRARY, ["part-missing", "nothing-given", "part-missing"], recognised=False)
    assert [one.code for one in found] == ["part-missing", "nothing-given"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"finding": "perhaps", "words": {"kk": "a", "ru": "b", "en": "c"}},
        {"finding": "shown", "words": {"kk": "a", "ru": "b"}},
        {"finding": "shown", "words": {"kk": "a", "ru": "b", "en": " "}},
        {"finding": "shown", "kind": "rumour", "words": {"kk": "a", "ru": "b", "en": "c"}},
        "shown",
    ],
)
def test_a_library_whose_data_are_wrong_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidValue, match=r"reasons\.malformed"):
        read_reasons({"x": wrong})
