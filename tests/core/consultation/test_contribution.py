"""What may be said, who speaks, and what is held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.consultation.contribution import Outcome, Said, Stance, alike, check_answer
from tanym.core.consultation.holding import Circumstances, Held, held
from tanym.core.consultation.stakeholders import KEY, Category, attendance, balance
from tanym.core.kernel.errors import InvalidValue

SAID = {"stance": Stance.SUPPORT, "text": "Good.", "category": Category.EMPLOYER}


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"text": " \n"}, "consultation.text-empty"),
        ({"text": "a" * 6001}, "consultation.text-too-long"),
        ({"organisation": "a" * 201}, "consultation.text-too-long"),
        ({"stance": Stance.AMEND}, "consultation.wording-missing"),
        ({"address": "javascript:alert(1)"}, "consultation.address"),
        ({"address": "https://"}, "consultation.address"),
        ({"address": "http://[x"}, "consultation.address"),
    ],
)
def test_what_cannot_be_said_is_refused_with_what_to_do(given_: dict, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Said(**{**SAID, **given_})
    assert refused.value.code == code


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_answer_has_a_reason_and_only_an_accepted_one_changes_the_text(outcome: Outcome) -> None:
    with pytest.raises(InvalidValue):
        check_answer(outcome, " ", entry="x", same=False)
    changes = outcome in (Outcome.ACCEPTED, Outcome.PARTLY)
    if changes:
        check_answer(outcome, "So.", entry="x", same=False)
        check_answer(outcome, "So.", entry="", same=True)
        with pytest.raises(InvalidValue) as refused:
            check_answer(outcome, "So.", entry="", same=False)
        assert refused.value.code == "consultation.change-missing"
    else:
        check_answer(outcome, "So.", entry="", same=False)
        with pytest.raises(InvalidValue):
            check_answer(outcome, "So.", entry="x", same=False)


def test_the_same_words_are_alike_whatever_their_marks_and_case() -> None:
    assert alike("Біз ҚАРСЫМЫЗ!") == alike(" біз — қарсымыз ")
    assert alike("8 credits") != alike("10 credits")


@given(st.lists(st.tuples(st.sampled_from(list(Category)), st.integers(1, 4))))
def test_the_balance_counts_everybody_and_names_who_is_silent(said: list[tuple[Category, int]]) -> None:
    found = balance(said)
    assert [one.category for one in found.shares] == list(Category)
    assert sum(one.contributions for one in found.shares) == len(said)
    assert sum(one.people for one in found.shares) == len(set(said))
    assert set(found.missing) == set(KEY) - {category for category, _ in said}


def test_attendance_names_whom_it_counted() -> None:
    assert attendance({"learner": 3, "ministry": 0, "employer": 1}) == (
        (Category.EMPLOYER, 1),
        (Category.LEARNER, 3),
    )


def test_a_stranger_waits_for_a_moderator_once() -> None:
    assert held(Circumstances("Two words")) == (Held.FIRST,)
    assert held(Circumstances("Two words", published_before=1)) == ()
    assert held(Circumstances("Two words", known=True)) == ()


def test_what_looks_like_spam_is_held_whoever_sends_it() -> None:
    links = "see http://a http://b WWW.c.example"
    assert held(Circumstances(links, known=True)) == (Held.LINKS,)
    assert held(Circumstances("x", trap="http://me", repeated=True, known=True)) == (Held.TRAP, Held.REPEATED)
