"""Strict JSON: what two readers could understand differently is refused, each with its code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.parse import MAX_BYTES, MAX_DEPTH, MAX_ITEMS, parse, parse_object
from tanym.core.kernel.errors import InvalidValue

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert parse(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'{"a":1,"a":2}', "json-duplicate-member"),
        (b'{"a":{"b":1,"b":1}}', "json-duplicate-member"),
        (b'{"a":NaN}', "json-invalid"),
        (b'{"a":-Infinity}', "json-invalid"),
        (b'{"a":1e999}', "json-invalid"),
        (b'{"a":9007199254740993}', "json-invalid"),
        (b'{"a":' + b"9" * 5000 + b"}", "json-invalid"),
        (b'{"a":"\\ud800"}', "json-invalid"),
        (b'{"\\udc00":1}', "json-invalid"),
        (b'{"a":"\xff"}', "json-invalid"),
        (b"\xef\xbb\xbf{}", "json-invalid"),
        (b"{} {}", "json-invalid"),
        (b"", "json-invalid"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "input-too-deep"),
        (b"[" * 200_000, "input-too-deep"),
        (b'"' + b"x" * MAX_BYTES + b'"', "input-too-large"),
        (b"[" + b",".join([b"1"] * (MAX_ITEMS + 1)) + b"]", "input-array-too-long"),
    ],
)
def test_an_ambiguous_or_oversized_text_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse(text)
    assert refused.value.code == f"credential.{code}"


def test_brackets_inside_a_string_are_no_depth() -> None:
    assert parse(json.dumps({"a": "[" * 500 + '\\"{'}).encode()) == {"a": "[" * 500 + '\\"{'}


def test_an_object_is_asked_for() -> None:
    with pytest.raises(InvalidValue):
        parse_object(b"[]")
