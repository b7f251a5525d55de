"""Strict JSON: what two readers could understand differently is refused, each with its code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.parse import MAX_BYTES, MAX_DEPTH, MAX_ITEMS, parse, parse_object
from tanym.core.kernel.errors import InvalidValue

NO_CHARACTERS = [
    *(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    *map(chr, range(0xFDD0, 0xFDF0)),
]
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=NO_CHARACTERS))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | TEXTS
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert parse(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) == value


@given(TEXTS, st.sampled_from([*NO_CHARACTERS, "\ud800", "\udbff", "\udc00", "\udfff"]), TEXTS, st.booleans())
def test_a_letter_that_is_none_is_refused_however_it_is_written(
    before: str, letter: str, after: str, escaped: bool
) -> None:
    for value in ([before + letter + after], {before + letter + after: 1}):
        text = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
        with pytest.raises(InvalidValue) as refused:
            parse(text)
        assert refused.value.code == "credential.json-invalid"


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
