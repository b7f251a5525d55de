"""A personal number keeps to its form, and never shows itself."""

from __future__ import annotations

import logging
import pickle
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.personal_number import PersonalNumber, read_iin

elevens = st.text("0123456789", min_size=11, max_size=11)


def whole(eleven: str) -> str | None:
    """The number that begins so; written the long way round, by the words of the order."""
    first = sum(int(eleven[i]) * (i + 1) for i in range(11)) % 11
    if first == 10:
        first = sum(int(eleven[i]) * (i + 3 if i < 9 else i - 8) for i in range(11)) % 11
    return None if first == 10 else f"{eleven}{first}"


@pytest.mark.parametrize(
    ("typed", "born"), [("791028302728", date(1979, 10, 28)), ("061211600012", date(2006, 12, 11))]
)
def test_both_rows_of_weights_are_used(typed: str, born: date) -> None:
    assert read_iin(typed).born_on == born


def test_a_beginning_that_gives_no_digit_twice_has_no_number() -> None:
    for last in "0123456789":
        with pytest.raises(InvalidValue, match=r"number\.check-digit"):
            read_iin(f"90010130080{last}")


@given(elevens)
def test_of_ten_last_digits_at_most_one_is_right(eleven: str) -> None:
    assume(set(eleven) != {"0"})
    right: list[str] = []
    refusals: list[str] = []
    for last in "0123456789":
        try:
            right.append(read_iin(eleven + last).digits)
        except InvalidValue as wrong:
            refusals.append(str(wrong))
    assert set(refusals) == {"number.check-digit"}  # and not a digit of what was typed
    assert right == [one for one in [whole(eleven)] if one]


@given(elevens, st.integers(0, 9), st.integers(1, 9))
def test_one_mistyped_digit_is_found(eleven: str, place: int, more: int) -> None:
    """Within the first row of weights: where a mistake changes the row, or stands in the eleventh place (weight 11), it may pass."""
    number = whole(eleven)
    wrong = eleven[:place] + str((int(eleven[place]) + more) % 10) + eleven[place + 1 :]
    rows = [sum(int(one[i]) * (i + 1) for i in range(11)) % 11 for one in (eleven, wrong)]
    assume(number is not None and 10 not in rows)
    with pytest.raises(InvalidValue):
        read_iin(f"{wrong}{str(number)[-1]}")


@pytest.mark.parametrize("typed", ["7910 2830 2728", "791028-302728", " 791028302728\n", "791028 302728"])
def test_spaces_and_hyphens_are_no_matter(typed: str) -> None:
    assert read_iin(typed).digits == "791028302728"


@pytest.mark.parametrize(
    "typed", ["", "79102830272", "7910283027280", "79102830272x", "٧٩١٠٢٨٣٠٢٧٢٨", "000000000000", "²" * 12]
)
def test_what_has_not_twelve_digits_is_no_number(typed: str) -> None:
    with pytest.raises(InvalidValue, match=r"number\.form"):
        read_iin(typed)


@given(elevens)
def test_an_unfamiliar_layout_is_read_and_tells_no_day_of_birth(eleven: str) -> None:
    number = whole(eleven)
    assume(number is not None and set(eleven) != {"0"})
    read = read_iin(str(number))
    if eleven[6] in "0789":
        assert read.born_on is None
    elif read.born_on is not None:
        assert read.born_on.strftime("%y%m%d") == eleven[:6]


def test_it_never_shows_itself(caplog: pytest.LogCaptureFixture) -> None:
    number = read_iin("791028302728")
    for shown in (repr(number), str(number), f"{number}", f"{number!r:>20}", f"{[number]}", str([number])):
        assert "7910" not in shown
        assert "2728" not in shown
    logging.getLogger("x").warning("%s %r", number, number)
    assert "2728" not in caplog.text
    assert number.masked == "•••• •••• 2728"


def test_it_is_a_plain_value() -> None:
    one, two = read_iin("791028302728"), read_iin("7910 2830 2728")
    assert one == two
    assert hash(one) == hash(two)
    assert pickle.loads(pickle.dumps(one)) == PersonalNumber("iin", "791028302728", date(1979, 10, 28))  # noqa: S301
