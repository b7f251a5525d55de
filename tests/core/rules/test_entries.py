"""Entries of a pack: each has one place, and files made of entries are the files again."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.rules import Pack
from tanym.core.rules.bundle import bundle_digest
from tanym.core.rules.entries import LISTED, NAMED, Place, changes, entries, with_entries
from tanym.rulepacks import loader

PACKS = {pack.id: pack for pack in loader.shipped()}

_names = st.text(alphabet=st.sampled_from("ab#@~! *+.-ә%/2"), max_size=4)
_scalars = st.one_of(
    st.integers(-3, 3),
    st.booleans(),
    _names,
    st.dates(date(2020, 1, 1), date(2020, 1, 4)),
    st.just(Decimal("1.5")),
)
_contents = st.dictionaries(
    st.sampled_from(["id", "rule", "do", "name", "since", "value"]), _scalars, max_size=3
)
_tables = st.dictionaries(
    st.sampled_from([*NAMED[:3], *LISTED, "procedure", "note", "file", "order"]),
    st.one_of(
        _contents,
        st.lists(st.one_of(_contents, _scalars), max_size=4),
        st.just("text"),
        st.just([]),
        st.just({}),
    ),
    max_size=4,
)
_documents = st.dictionaries(
    st.sampled_from(["pack.toml", "a.toml", "b.procedure.toml"]), _tables, max_size=3
)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_shipped_pack_is_its_entries(pack: Pack) -> None:
    found = entries(pack.files)
    assert with_entries(pack.files, {}) == pack.files
    assert with_entries(pack.files, found) == pack.files
    assert bundle_digest(with_entries({}, changes({}, pack.files))) == pack.digest
    assert all(
        place.kind != "file" or not content for place, content in found.items() if "note" not in str(content)
    )


@pytest.mark.parametrize("before", PACKS)
@pytest.mark.parametrize("after", PACKS)
def test_the_changes_between_two_shipped_packs_lead_from_one_to_the_other(before: str, after: str) -> None:
    old, new = PACKS[before].files, PACKS[after].files
    made = with_entries(old, changes(old, new))
    assert made == new
    assert bundle_digest(made) == bundle_digest(new)


@given(_documents, _documents)
@settings(max_examples=300, deadline=None)
def test_the_changes_between_any_two_documents_lead_from_one_to_the_other(old: Any, new: Any) -> None:
    untouched = copy.deepcopy((old, new))
    found = changes(old, new)
    made = with_entries(old, found)
    assert made == new
    assert bundle_digest(made) == bundle_digest(new)
    assert with_entries(old, dict(reversed(found.items()))) == new
    assert changes(new, new) == {}
    assert with_entries(old, {}) == old
    assert (old, new) == untouched


@given(_documents)
@settings(max_examples=100, deadline=None)
def test_every_key_is_read_back_and_no_two_are_alike(document: Any) -> None:
    found = entries(document)
    assert [Place.read(place.key) for place in found] == list(found)
    assert len({place.key for place in found}) == len(found)


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_key_is_read_as_a_place_or_refused(text: str) -> None:
    place = Place("a.cases.toml", "case", text)
    assert Place.read(place.key) == place
    assert place.key.isascii()
    assert not set(place.key) & set("/?#% &\"'<>")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a~b",
        "a~b~c~d",
        "a~b~ c",
        "a~b~!zz!",
        "a~b~!61!",
        "a~b~!110000!",
        "a~b~!d800!",
        "a~b~!",
        "a~b~ә",
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NotFound) as refused:
        Place.read(text)
    assert refused.value.code == "entry.unknown"


def test_a_key_is_readable() -> None:
    assert (
        Place("design.toml", "value", "volume.highest-credits").key
        == "design.toml~value~volume.highest-credits"
    )
    assert Place("eu.toml", "rule", "MQ-08@2022-06-16").key == "eu.toml~rule~MQ-08@2022-06-16"
    assert Place("a.procedure.toml", "step", "close#2").key == "a.procedure.toml~step~close*2"
    assert Place("a.cases.toml", "case", "Exactly 70 %").key == "a.cases.toml~case~Exactly+70+!25!"


def test_rules_are_named_by_id_and_day_and_rows_of_one_verb_are_counted() -> None:
    files = {
        "a.toml": {
            "rule": [{"id": "R-1", "since": date(2026, 1, 1)}, {"id": "R-1", "since": date(2027, 1, 1)}]
        },
        "b.procedure.toml": {"step": [{"do": "close"}, {"do": "open"}, {"do": "close"}]},
    }
    assert [place.name for place in entries(files)] == [
        "R-1@2026-01-01",
        "R-1@2027-01-01",
        "close",
        "open",
        "close#2",
    ]


def test_an_entry_is_changed_where_it_stands() -> None:
    files = {"a.procedure.toml": {"step": [{"do": "close"}, {"do": "open"}, {"do": "close", "to": "x"}]}}
    place = Place("a.procedure.toml", "step", "close#2")
    changed = with_entries(files, {place: {"do": "close", "to": "y"}})
    assert changed["a.procedure.toml"]["step"] == [
        {"do": "close"},
        {"do": "open"},
        {"do": "close", "to": "y"},
    ]
    assert with_entries(files, {place: None})["a.procedure.toml"]["step"] == [{"do": "close"}, {"do": "open"}]


def test_a_new_entry_makes_its_file_and_the_last_one_takes_it_along() -> None:
    place = Place("new.toml", "value", "x")
    made = with_entries({}, {place: {"type": "integer"}})
    assert made == {"new.toml": {"value": {"x": {"type": "integer"}}}}
    assert with_entries(made, {place: None}) == {}


def test_what_can_stand_only_once_has_one_name() -> None:
    for place in (
        Place("a.toml", "procedure", "x"),
        Place("pack.toml", "rule", "R"),
        Place("a.toml", "tree", "x"),
    ):
        with pytest.raises(InvalidValue) as refused:
            with_entries({}, {place: {}})
        assert refused.value.code == "entry.kind"
