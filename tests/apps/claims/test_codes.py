"""Codes: nobody guesses them, a mistyped letter is noticed, and what is kept does not give them away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.apps.claims.codes import CHOSEN, LETTERS, check_character, digest, new_code, printed, tidy
from tanym.apps.claims.phones import phone
from tanym.core.kernel.errors import InvalidValue

drawn = st.text(LETTERS, min_size=CHOSEN, max_size=CHOSEN).map(
    lambda letters: letters + check_character(letters)
)


@given(drawn, st.integers(0, CHOSEN), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_always_noticed(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong == code:
        assert tidy(wrong) == code
    else:
        with pytest.raises(InvalidValue, match=r"claim\.code-mistyped"):
            tidy(wrong)


@given(drawn, st.integers(0, CHOSEN - 1))
def test_two_neighbours_that_change_places_are_noticed(code: str, place: int) -> None:
    one, other = code[place], code[place + 1]
    wrong = code[:place] + other + one + code[place + 2 :]
    if one != other and {one, other} != {LETTERS[0], LETTERS[-1]}:
        with pytest.raises(InvalidValue, match=r"claim\.code-mistyped"):
            tidy(wrong)


@given(drawn)
def test_a_code_is_read_however_it_was_typed(code: str) -> None:
    shown = printed(code)
    assert [len(group) for group in shown.split("-")] == [4, 4, 4, 4]
    assert tidy(f" {shown.lower().replace('0', 'o').replace('1', 'l')} ") == code


def test_codes_hold_75_bits_and_are_kept_as_a_keyed_digest() -> None:
    assert len(LETTERS) ** CHOSEN >= 2**75
    codes = {new_code() for _ in range(200)}
    assert len(codes) == len({digest(one) for one in codes}) == 200
    assert all(tidy(one) == one and one not in digest(one) for one in codes)
    with pytest.raises(InvalidValue, match=r"claim\.code-length"):
        tidy("7Q4K-M2XD")


def test_telephone_numbers_are_kept_in_the_international_form() -> None:
    assert {phone(one) for one in ("+7 (701) 000-00-00", "8 701 000 00 00", "77010000000")} == {
        "+77010000000"
    }
    for wrong in ("701", "+7701abc0000", "+0123456789012"):
        with pytest.raises(InvalidValue, match=r"claim\.phone"):
            phone(wrong)
