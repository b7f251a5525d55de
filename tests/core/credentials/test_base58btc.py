"""Base58: one text for some bytes, and nothing else is read as them."""

from __future__ import annotations

import base58
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.base58btc import decode, encode


@given(st.binary(max_size=100))
def test_what_is_written_is_read_back(data: bytes) -> None:
    assert decode(encode(data)) == data
    assert encode(data) == base58.b58encode(data).decode()


@given(st.binary(max_size=70), st.characters(), st.integers(0, 100))
def test_a_text_that_is_read_is_the_one_that_is_written(data: bytes, letter: str, place: int) -> None:
    text = encode(data)
    changed = text[:place] + letter + text[place:]
    try:
        found = decode(changed)
    except ValueError:
        return
    assert encode(found) == changed


@pytest.mark.parametrize("text", [" ", "1 ", " 1", "1\n", "0", "O", "I", "l", "1=", "١", "ı"])
def test_a_letter_that_is_no_digit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base58"):
        decode(text)
