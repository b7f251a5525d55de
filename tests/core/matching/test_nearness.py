"""What is near to what a person has learnt, with its reasons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.matching.likeness import ALIKE
from tanym.core.matching.nearness import Learnt, nearest
from tanym.core.qualifications.design import LearningOutcome

words = st.sampled_from(
    ["cleans and joins tables of data", "draws charts of data", "bakes bread", "", "welds steel pipes"]
)


def outcome(id: str, text: str) -> LearningOutcome:
    return LearningOutcome(id=id, text={"en": text})


outcomes = st.lists(words, max_size=4).map(
    lambda texts: [outcome(f"o{n}", one) for n, one in enumerate(texts)]
)
TARGETS = {
    "analysis": [outcome("o1", "cleans and joins tables of data"), outcome("o2", "draws charts of the data")],
    "baking": [outcome("o1", "bakes bread from rye")],
}


@given(st.dictionaries(st.sampled_from("abc"), outcomes), outcomes, words)
def test_every_reason_is_an_outcome_of_the_target_and_alike(targets, own, text) -> None:
    found = nearest([Learnt("own", tuple(own), text)], targets)
    for near in found:
        ids = [one.outcome for one in near.reasons]
        assert len(ids) == len({*ids}) <= near.of
        assert {*ids} <= {one.id for one in targets[near.target]}
        assert all(reason.likeness >= ALIKE for reason in near.reasons)
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)


def test_what_is_shown_by_outcomes_comes_with_its_reason() -> None:
    own = Learnt("award", (outcome("lo-1", "joins and cleans tables of data"),))
    (near,) = nearest([own], TARGETS)
    assert (near.target, near.share) == ("analysis", 50)
    assert near.reasons[0].by == "award"
    assert near.reasons[0].words == {"en": "joins and cleans tables of data"}


def test_the_words_of_an_item_count_too() -> None:
    (near,) = nearest([Learnt("work", text="I bake bread from rye. I also sell it.")], TARGETS)
    assert near.target == "baking"
    assert near.reasons[0].words == {"en": "I bake bread from rye."}


def test_who_shows_nothing_is_near_to_nothing() -> None:
    assert nearest([], TARGETS) == ()
