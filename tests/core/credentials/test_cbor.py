"""CBOR as signed messages need it: what is written is read, published values are known, and one thing has one spelling."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials import cbor
from tanym.core.credentials.cbor import Tagged
from tanym.core.kernel.errors import InvalidValue

WHOLE = st.integers(min_value=-(2**64), max_value=2**64 - 1)
NAMES = WHOLE | st.text(max_size=8)
VALUES = st.recursive(
    WHOLE | st.text(max_size=20) | st.binary(max_size=20) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
PUBLISHED = {  # RFC 8949, Appendix A
    "00": 0, "17": 23, "1818": 24, "1864": 100, "1903e8": 1000, "1a000f4240": 1_000_000,
    "1bffffffffffffffff": 2**64 - 1, "3bffffffffffffffff": -(2**64), "20": -1, "3863": -100,
    "f4": False, "f5": True, "f6": None, "40": b"", "4401020304": b"\x01\x02\x03\x04", "60": "", "62c3bc": "ü",
    "80": [], "83010203": [1, 2, 3], "a0": {}, "a201020304": {1: 2, 3: 4}, "d74401020304": Tagged(23, b"\x01\x02\x03\x04"),
}  # fmt: skip
NOT_READ = {
    "nothing": "", "cut": "1903", "more bytes after it": "0000", "a list without an end": "9f0102ff",
    "a text without an end": "7f6161ff", "bytes without an end": "5f4101ff", "a map without an end": "bf0102ff",
    "a stop of nothing": "ff", "a small number in more bytes": "1817", "in four bytes": "1a000000ff",
    "a length in more bytes": "580101", "a name twice": "a201000100", "a name that is a list": "a18001",
    "a name that is true": "a1f500", "no UTF-8": "62c328", "half precision": "f93c00", "a double": "fb3ff199999999999a",
    "undefined": "f7", "a simple value": "f0", "a list of more than there is": "9affffffff", "reserved": "1c",
}  # fmt: skip


@given(VALUES)
def test_what_is_written_is_read(value: Any) -> None:
    assert cbor.read(cbor.write(value)) == value


@given(st.binary(max_size=60))
def test_whatever_is_read_is_written_in_the_same_bytes_but_for_the_order_of_names(data: bytes) -> None:
    try:
        found = cbor.read(data)
    except InvalidValue:
        return
    assert sorted(cbor.write(found)) == sorted(data)


@pytest.mark.parametrize(("text", "value"), PUBLISHED.items())
def test_the_published_values_are_read_and_written(text: str, value: Any) -> None:
    found = cbor.read(bytes.fromhex(text))
    assert (found, type(found)) == (value, type(value))
    assert cbor.write(value).hex() == text


@pytest.mark.parametrize("text", NOT_READ.values(), ids=NOT_READ.keys())
def test_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="cbor-malformed"):
        cbor.read(bytes.fromhex(text))


def test_work_has_a_limit() -> None:
    for data, code in (
        (b"\x81" * 20 + b"\x00", "input-too-deep"),
        (b"\x99\x07\xd0" + b"\x00" * 2000, "input-array-too-long"),
        (b"\x5a\x00\x20\x00\x00" + b"\x00" * 2**21, "input-too-large"),
    ):
        with pytest.raises(InvalidValue, match=code):
            cbor.read(data)


@pytest.mark.parametrize("value", [1.5, object(), {1: {2}}, 2**64])
def test_nothing_else_is_written(value: Any) -> None:
    with pytest.raises(InvalidValue, match="cbor-malformed"):
        cbor.write({1: value})
