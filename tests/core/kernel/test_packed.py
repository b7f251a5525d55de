"""Packed bytes are the same bytes when they are read."""

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.packed import MARK, pack, unpack

FIRST = st.sampled_from([b"", MARK, b"{", b"%PDF"])


@given(FIRST, st.binary())
def test_what_was_packed_is_read_again_whatever_it_begins_with(first: bytes, rest: bytes) -> None:
    assert unpack(pack(first + rest)) == first + rest


def test_what_was_kept_as_it_is_is_read_as_it_is() -> None:
    assert unpack(b'{"a": 1}') == b'{"a": 1}'


def test_a_text_that_repeats_itself_becomes_shorter() -> None:
    text = b"Shows what the learner can do. " * 100
    assert len(pack(text)) * 10 < len(text)
