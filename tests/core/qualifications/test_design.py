"""The design document: read whole, written back the same, refused with every fault and its place."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.reading import LONGEST_LIST, LONGEST_TEXT
from tanym.core.qualifications.design import Design, InvalidDocument, document, parse
from tanym.rulepacks.words import core_words
from tests.core.qualifications.designs import COMPLETE, complete, documents
from tests.places import ROOT


def faults(written: Any) -> dict[str, str]:
    """Place → code of everything that is wrong."""
    with pytest.raises(InvalidDocument) as refused:
        parse(written)
    assert refused.value.code == "design.invalid"
    return {fault.place: fault.code for fault in refused.value.faults}


def test_an_empty_document_is_a_draft_in_which_nothing_was_said() -> None:
    assert parse({}) == Design()


def test_amounts_of_work_are_whole_minutes_whatever_their_unit() -> None:
    design = complete()
    assert design.workload == {"contact": 1000, "self-study": 1800, "assessment": 500}
    assert design.minutes == 3300
    assert parse({"workload": {"contact": "24 lesson"}}, units={"lesson": 45}).minutes == 1080


def test_a_stated_whole_is_not_replaced_by_the_sum_of_its_parts() -> None:
    assert complete(volume="60 hour").minutes == 3600


def test_credits_are_exact_to_a_hundredth_from_every_form_of_number() -> None:
    assert {parse({"credits": one}).credits for one in (1.15, Decimal("1.15"), "1.15")} == {115}
    assert document(parse({"credits": 2}))["credits"] == 2
    assert document(parse({"credits": 1.5}))["credits"] == 1.5


@given(documents())
def test_a_design_survives_being_written_and_read(written: dict[str, Any]) -> None:
    design = parse(written)
    assert parse(document(design)) == design
    assert parse(json.loads(json.dumps(document(design)))) == design


@given(documents())
def test_what_was_not_said_is_not_written(written: dict[str, Any]) -> None:
    assert set(document(parse(written))) <= set(written)


def test_toml_and_json_say_the_same() -> None:
    toml = 'credits = 1.5\n[offer]\nenrolment_opens_on = 2026-02-01\n[titles]\nen = "Tables"\n'
    same = {"credits": 1.5, "offer": {"enrolment_opens_on": "2026-02-01"}, "titles": {"en": "Tables"}}
    assert parse(tomllib.loads(toml, parse_float=Decimal)) == parse(same)


def test_all_faults_are_named_not_only_the_first() -> None:
    assert faults(
        {
            "tittles": {"en": "x"},
            "languages": "kk",
            "outcomes": [{"id": "a b"}, {"kind": "skill"}, 3],
            "workload": {"contact": "3 lesson", "practice": "0.001 hour", "self-study": "much"},
            "credits": 1.234,
            "offer": {"cost": -1, "enrolment_opens_on": "2026-13-01"},
            "titles": {"english": "x"},
            "entry_test": "yes",
        }
    ) == {
        "tittles": "design.unknown-member",
        "languages": "design.wrong-type",
        "outcomes[0].id": "design.identifier-form",
        "outcomes[1].id": "design.missing-member",
        "outcomes[2]": "design.wrong-type",
        "workload.contact": "design.unknown-unit",
        "workload.practice": "design.part-of-a-minute",
        "workload.self-study": "design.no-amount",
        "credits": "design.too-fine",
        "offer.cost": "design.negative",
        "offer.enrolment_opens_on": "design.no-date",
        "titles.english": "design.unknown-language",
        "entry_test": "design.wrong-type",
    }


@pytest.mark.parametrize(
    ("written", "place", "code"),
    [
        ({"summary": {"en": "x" * (LONGEST_TEXT + 1)}}, "summary.en", "design.too-long"),
        ({"languages": ["kk"] * (LONGEST_LIST + 1)}, "languages", "design.too-many"),
        ({"sector": "two\nlines"}, "sector", "design.not-one-line"),
        ({"summary": {"en": "a\x00b"}}, "summary.en", "design.forbidden-character"),
        ({"summary": {"en": "\ud800"}}, "summary.en", "design.forbidden-character"),
        ({"credits": "NaN"}, "credits", "design.no-number"),
        ({"credits": 10**30}, "credits", "design.no-number"),
        ({"credits": True}, "credits", "design.wrong-type"),
        ({"level": {"eqf": 6.5}}, "level.eqf", "design.not-whole"),
        ({"workload": {"travel": 60}}, "workload.travel", "design.unknown-member"),
        ({"outcomes": [{"id": "a"}, {"id": "a"}]}, "outcomes[1].id", "design.twice"),
        ({"assessments": [{"id": "t", "covers": [{"outcome": "gone"}]}]}, "assessments[0].covers[0].outcome", "design.unknown-outcome"),
        ({"stacking": {"targets": [{"body": "b", "discipline": "d", "outcomes": ["gone"]}]}}, "stacking.targets[0].outcomes[0]", "design.unknown-outcome"),
        ({"need": {"evidence": [{"source": "x", "outcomes": ["gone"]}]}}, "need.evidence[0].outcomes[0]", "design.unknown-outcome"),
    ],
)  # fmt: skip
def test_a_fault_of_form_is_refused_with_its_place(written: Any, place: str, code: str) -> None:
    assert faults(written) == {place: code}


def test_a_threshold_is_at_most_a_hundred_per_cent() -> None:
    document_ = {**COMPLETE, "assessments": [{"id": "t", "covers": [{"outcome": "lo-1", "threshold": 101}]}]}
    assert faults(document_) == {"assessments[0].covers[0].threshold": "design.above-hundred"}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*COMPLETE, "id", "en", "text", "covers"]), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_whatever_stands_in_a_document_it_is_read_or_refused(written: Any) -> None:
    try:
        design = parse(written)
    except InvalidDocument:
        return
    assert parse(document(design)) == design


def test_every_code_of_a_fault_has_a_sentence() -> None:
    room = ROOT / "src/tanym/core/qualifications"
    reading = ROOT / "src/tanym/core/kernel/reading.py"
    source = "".join(path.read_text(encoding="utf-8") for path in [reading, *sorted(room.rglob("*.py"))])
    codes = {f"design.{name}" for name in re.findall(r'self\.fault\("([a-z-]+)"', source)}
    codes |= set(re.findall(r'Fault\("([a-z.-]+)"', source))
    assert len(codes) > 20
    assert not [code for code in codes if code not in core_words()]
