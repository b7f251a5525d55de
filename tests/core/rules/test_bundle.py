"""Bundles and the TOML writer: one content, one digest."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.bundle import bundle_bytes, bundle_digest, normal_form, read_bundle
from tanym.core.rules.toml import read_toml, write_toml
from tests.core.rules.building import parsed

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KEYS = st.text('abcйё ."\\\n\x7f', max_size=8)
SCALARS = (
    st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | TEXT
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000)
)
CONTENT = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
TABLES = st.dictionaries(KEYS, CONTENT, max_size=5)


@given(TABLES)
def test_what_is_written_reads_back_as_it_was(content: dict[str, Any]) -> None:
    assert read_toml(write_toml(content)) == content


@pytest.mark.parametrize(
    "text",
    [
        "a." * 100_000 + "a = 1",
        "[" + "a." * 100_000 + "a]",
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        "a = \x00",
    ],
)
def test_a_text_made_to_hang_the_reader_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_toml(text)


def test_content_within_content_without_end_is_in_no_bundle() -> None:
    content: dict[str, Any] = {}
    for _ in range(5000):
        content = {"a": content}
    with pytest.raises(InvalidValue, match=r"bundle\.deep"):
        normal_form({"a.toml": content})


@given(TABLES)
def test_a_bundle_gives_back_what_it_holds(content: dict[str, Any]) -> None:
    content = normal_form({"a.toml": content})["a.toml"]
    data = bundle_bytes({"a.toml": content})
    assert read_bundle(data) == {"a.toml": content}
    assert bundle_bytes(read_bundle(data)) == data


def test_layout_comments_and_the_form_of_letters_do_not_change_the_digest() -> None:
    one = parsed('a = 1.50\nb = "й"\n[c]\nd = 2026-03-01 # a comment\n')
    other = parsed('c.d = 2026-03-01\nb   = "и\u0306"\na = 1.5\n')
    assert bundle_digest({"x.toml": one}) == bundle_digest({"x.toml": other})


def test_another_number_is_another_version() -> None:
    assert bundle_digest({"x.toml": {"a": 1}}) != bundle_digest({"x.toml": {"a": 2}})
    assert bundle_digest({"x.toml": {"a": 1}}) != bundle_digest({"y.toml": {"a": 1}})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"a": 1.5}, "bundle.type"),
        ({"a": time(1, 2)}, "bundle.type"),
        ({"$date": "2026-03-01"}, "bundle.key"),
        ({"и\u0306": 1, "й": 2}, "bundle.key"),
        ({"a": 2**60}, "bundle.number"),
        ({"a": Decimal("Infinity")}, "bundle.number"),
        ({"a": Decimal("1e99")}, "bundle.number"),
    ],
)
def test_what_no_bundle_can_hold_is_refused(content: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        bundle_bytes({"x.toml": content})
    assert refused.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"files":{},"format":"other"}',
        b'{"files":[],"format":"tanym-pack/1"}',
        b'{"format":"tanym-pack/1","files":{}}',
        b'{"files":{"a":{"b":1.5}},"format":"tanym-pack/1"}',
        b'{"files":{"a":{"b":{"$date":"2026-13-01"}}},"format":"tanym-pack/1"}',
        b'{"files":{"a":{"b":{"$dec":"x"}}},"format":"tanym-pack/1"}',
        b'{"files":{"a":{"b":{"$date":5}}},"format":"tanym-pack/1"}',
        b'{"files":{"a":{"b":NaN}},"format":"tanym-pack/1"}',
        b"\xff",
    ],
)
def test_a_bundle_that_is_not_in_canonical_form_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidValue, match=r"bundle\.form"):
        read_bundle(data)


def test_an_empty_bundle_is_a_bundle() -> None:
    assert read_bundle(bundle_bytes({})) == {}
    assert read_bundle(bundle_bytes({"a.toml": {"b": date(2026, 3, 1)}})) == {
        "a.toml": {"b": date(2026, 3, 1)}
    }
