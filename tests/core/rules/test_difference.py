"""What differs between two versions of a pack: each kind of change has its code, and equal packs differ in nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.rules.difference import Change, difference
from tanym.core.rules.entries import changes, with_entries
from tanym.rulepacks import loader
from tests.core.rules.building import parsed

VALUE = """
[value.limit]
type = "credits"
tighter = "lower"
words = { en = "limit", ru = "предел", kk = "шек" }
dated = [ { since = 2020-01-01, value = 40, cites = ["act, 1 [V]"] } ]
"""
RULE = """
[[rule]]
id = "R-1"
since = 2020-01-01
binds = "design"
severity = "warn"
words = { en = "w", ru = "w", kk = "w" }
cites = ["act, 1 [V]"]
must = [ { fact = "design.credits", is = "at-most", value = "limit" } ]
"""
PROCEDURE = """
[procedure]
id = "p"
since = 2020-01-01
[party]
a = { side = "claimant", is = "relation" }
[clock.c]
lasts = "p.within"
on_expiry = "late"
[document.d]
from = "a"
needed_for = "go"
[stage]
s = { waits_for = "a", clock = "c", words = { en = "first" } }
t = { end = "decided" }
[[step]]
do = "go"
from = ["s"]
to = "t"
by = ["a"]
guards = ["no-conflict"]
cites = ["act, 1 [V]"]
[[step]]
do = "close"
from = ["s"]
to = "t"
by = ["a"]
[[step]]
do = "close"
from = ["t"]
to = "t"
by = ["clock:c"]
"""


def found(before: str, after: str, file: str = "a.toml") -> list[Change]:
    return list(difference({file: parsed(before)}, {file: parsed(after)}))


def codes(before: str, after: str, file: str = "a.toml") -> list[str]:
    return [one.code for one in found(before, after, file)]


EDITS = [
    (VALUE, "value = 40", "value = 30", ["value.amount-changed"]),
    (VALUE, "value = 40", "value = 40.0", ["value.amount-changed"]),
    (VALUE, "value = 40", "value = 40, loosen_to = 60", ["value.limit-changed"]),
    (VALUE, "2020-01-01, value", "2020-01-01, until = 2026-01-01, value", ["value.ended"]),
    (VALUE, "2020-01-01", "2021-01-01", ["value.start-changed"]),
    (VALUE, "1 [V]", "1 [U]", ["value.citation-removed", "value.citation-added"]),
    (VALUE, 'tighter = "lower"', 'tighter = "higher"', ["value.direction-changed"]),
    (VALUE, "предел", "граница", ["value.words-changed"]),
    (
        VALUE,
        "} ]",
        '}, { since = 2027-01-01, value = 20, cites = ["act, 2 [V]"] } ]',
        ["value.line-added"],
    ),
    (VALUE, "[value.limit]", "[value.bound]", ["value.added", "value.removed"]),
    (RULE, 'severity = "warn"', 'severity = "block"', ["rule.severity-changed"]),
    (RULE, "since = 2020-01-01", "since = 2021-01-01", ["rule.added", "rule.removed"]),
    (RULE, "since = 2020-01-01", "since = 2020-01-01\nuntil = 2026-01-01", ["rule.ended"]),
    (RULE, "at-most", "at-least", ["rule.condition-removed", "rule.condition-added"]),
    (RULE, 'en = "w"', 'en = "x"', ["rule.words-changed"]),
    (RULE, "1 [V]", "2 [V]", ["rule.citation-removed", "rule.citation-added"]),
    (RULE, "binds", "tree = 1\nbinds", ["rule.member-changed"]),
    (PROCEDURE, 'lasts = "p.within"', 'lasts = "p.longer"', ["clock.length-changed"]),
    (PROCEDURE, 'on_expiry = "late"', 'on_expiry = "close"', ["clock.expiry-changed"]),
    (PROCEDURE, 'en = "first"', 'en = "draft"', ["stage.words-changed"]),
    (PROCEDURE, "t = {", 'u = { end = "x" }\nt = {', ["stage.added"]),
    (PROCEDURE, '["no-conflict"]', '["reasons-given"]', ["step.guard-removed", "step.guard-added"]),
    (PROCEDURE, 'to = "t"\nby = ["a"]\ng', 'to = "s"\nby = ["a"]\ng', ["step.target-changed"]),
    (PROCEDURE, 'by = ["a"]\ng', 'by = ["a"]\nstarts = ["c"]\ng', ["step.started-clock-added"]),
    (PROCEDURE, '[document.d]\nfrom = "a"\nneeded_for = "go"\n', "", ["document.removed"]),
    (PROCEDURE, 'needed_for = "go"', 'needed_for = "close"', ["document.step-changed"]),
    (PROCEDURE, 'by = ["clock:c"]', 'by = ["clock:c", "a"]', ["step.party-added"]),
    (PROCEDURE, '[[step]]\ndo = "close"\nfrom = ["s"]\nto = "t"\nby = ["a"]\n', "", ["step.removed"]),
]


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"), EDITS, ids=[f"{n}-{e[3][0]}" for n, e in enumerate(EDITS)]
)
def test_an_edit_is_told_by_its_code(text: str, old: str, new: str, expected: list[str]) -> None:
    edited = text.replace(old, new, 1)
    assert edited != text
    assert codes(text, edited) == expected


def test_the_row_that_went_is_named_although_the_other_took_its_name() -> None:
    edited = PROCEDURE.replace('[[step]]\ndo = "close"\nfrom = ["s"]\nto = "t"\nby = ["a"]\n', "")
    (gone,) = found(PROCEDURE, edited)
    assert gone.before == {"do": "close", "from": ["s"], "to": "t", "by": ["a"]}


def test_rows_that_changed_places_are_told_as_another_order() -> None:
    pack = {"a.toml": {"step": [{"do": "x"}, {"do": "y"}]}}
    assert [one.code for one in difference(pack, {"a.toml": {"step": [{"do": "y"}, {"do": "x"}]}})] == [
        "step.order-changed"
    ]


def test_a_change_tells_name_and_words_and_what_stood_before() -> None:
    (one,) = found(VALUE, VALUE.replace("value = 40", "value = 30"))
    assert (one.before, one.after) == (40, 30)
    assert one.details["name"] == "limit"
    assert one.details["since"] == date(2020, 1, 1)
    assert one.details["words"] == {"en": "limit", "ru": "предел", "kk": "шек"}


def test_a_change_of_a_procedure_brings_the_words_of_its_stages_and_the_lengths_of_its_clocks() -> None:
    (one,) = found(PROCEDURE, PROCEDURE.replace("no-conflict", "reasons-given"))[:1]
    terms: Any = one.details["terms"]
    assert terms["stage s"] == {"en": "first"}
    assert terms["clock c"] == "p.within"


def test_a_new_pack_is_told_entry_by_entry() -> None:
    kz = next(pack for pack in loader.shipped() if pack.id == "kz")
    told = difference({}, kz.files)
    assert {one.code.partition(".")[2] for one in told} == {"added"}
    assert [one.place for one in difference(kz.files, {})] == [one.place for one in told]


_scalars = st.one_of(st.integers(0, 1), st.booleans(), st.sampled_from(["x", "y"]), st.just(Decimal(1)))
_lists = st.lists(
    st.one_of(_scalars, st.fixed_dictionaries({"since": _scalars, "value": _scalars})), max_size=3
)
_entry = st.dictionaries(
    st.sampled_from(["do", "id", "since", "until", "from", "cites", "words", "dated", "tree"]),
    st.one_of(_scalars, _lists, st.dictionaries(st.sampled_from(["en", "kk"]), _scalars, max_size=2)),
    max_size=4,
)
_files = st.dictionaries(
    st.sampled_from(["pack.toml", "a.toml"]),
    st.fixed_dictionaries(
        {},
        optional={
            "rule": st.lists(_entry, max_size=3),
            "step": st.lists(_entry, max_size=3),
            "value": st.dictionaries(st.sampled_from(["v", "w"]), _entry, max_size=2),
            "note": _scalars,
        },
    ),
    max_size=2,
)


@given(_files, _files)
@settings(max_examples=300, deadline=None)
def test_packs_differ_exactly_where_a_change_is_told(before: Any, after: Any) -> None:
    told = difference(before, after)
    assert bool(told) == bool(changes(before, after))
    assert not difference(after, with_entries(before, changes(before, after)))
