"""What the forms write: it reads as written by hand, and what was in force is ended, never removed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import read_pack
from tanym.core.rules.citations import read_citation
from tanym.core.rules.editing import (
    adjust_entry,
    assert_removable,
    case_entry,
    citation_fields,
    citation_text,
    condition_entry,
    dated_line,
    ended,
    rule_entry,
    value_entry,
    with_line,
    with_line_ended,
    without_line,
)
from tanym.core.rules.entries import Place
from tanym.core.rules.evidence import evidence_raised
from tests.core.rules.building import LIMIT, SOURCES, WORDS, head, pack, parsed

OLD, NEW = date(2020, 1, 1), date(2027, 1, 1)
THREE = {"en": "w", "ru": "w", "kk": "w"}
CITE = ["act, 1 [V]"]


def test_a_citation_has_three_fields() -> None:
    assert citation_text("kz-order-152", " p.  23 ", "V") == "kz-order-152, p. 23 [V]"
    assert citation_fields("kz-order-152, p. 23 [V]") == ("kz-order-152", "p. 23", "V")
    assert citation_text("act", "", "U") == "act, [U]"
    assert citation_fields("act, [U]") == ("act", "", "U")


@given(st.sampled_from(["act", "kz-order-152"]), st.text(max_size=12), st.sampled_from("VOSUE"))
@settings(max_examples=150, deadline=None)
def test_the_fields_of_a_citation_are_read_back_or_refused(source: str, place: str, mark: str) -> None:
    try:
        written = citation_text(source, place, mark)
    except InvalidValue as refused:
        assert refused.code == "cite.form"  # noqa: PT017
        return
    assert citation_text(*citation_fields(written)) == written
    assert read_citation(written).source == source


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("act p. 1 [V]", ("act p. 1 [V]", "", "")),
        ("act, p. 1", ("act", "p. 1", "")),
        ("Act, 1 [X]", ("Act", "1", "X")),
    ],
)
def test_a_faulty_citation_is_shown_as_far_as_it_can_be_told(text: str, fields: tuple[str, str, str]) -> None:
    assert citation_fields(text) == fields


def test_a_new_line_stands_in_the_order_of_days() -> None:
    value = value_entry(type="credits", words=THREE, lines=[dated_line(NEW, 30, CITE)])
    more = with_line(value, dated_line(OLD, 40, CITE, loosen_to=60, note="n"))
    assert [one["since"] for one in more["dated"]] == [OLD, NEW]
    assert value["dated"] == [{"since": NEW, "value": 30, "cites": CITE}]
    with pytest.raises(InvalidValue) as refused:
        with_line(more, dated_line(NEW, 20, CITE))
    assert refused.value.code == "value.same-day"
    assert with_line(more, dated_line(NEW, 20, CITE), instead_of=NEW)["dated"][1]["value"] == 20
    assert [
        one["since"]
        for one in with_line(more, dated_line(date(2028, 1, 1), 20, CITE), instead_of=NEW)["dated"]
    ] == [
        OLD,
        date(2028, 1, 1),
    ]


def test_a_line_in_force_is_ended_and_a_line_of_the_draft_may_go() -> None:
    in_force = value_entry(lines=[dated_line(OLD, 40, CITE)])
    draft = with_line(in_force, dated_line(NEW, 30, CITE))
    assert without_line(draft, NEW, in_force) == in_force
    with pytest.raises(Refused) as refused:
        without_line(draft, OLD, in_force)
    assert refused.value.code == "entry.end-instead"
    assert with_line_ended(draft, OLD, NEW)["dated"][0]["until"] == NEW
    with pytest.raises(InvalidValue):
        with_line_ended(draft, OLD, OLD)


def test_what_was_in_force_is_not_removed() -> None:
    files = pack("a", LIMIT).files
    for kind, name in (("rule", "R-1@2020-01-01"), ("value", "limit")):
        with pytest.raises(Refused) as refused:
            assert_removable(Place("rules.toml", kind, name), files)
        assert refused.value.code == "entry.end-instead"
    assert_removable(Place("rules.toml", "rule", "R-2@2027-01-01"), files)
    assert_removable(Place("sources.toml", "source", "act"), files)


def test_a_rule_is_ended_from_a_day_after_its_first() -> None:
    assert ended({"id": "R", "since": OLD}, NEW) == {"id": "R", "since": OLD, "until": NEW}
    with pytest.raises(InvalidValue) as refused:
        ended({"id": "R", "since": NEW}, NEW)
    assert refused.value.code == "value.ends-before-start"


def test_a_rule_of_the_form_is_the_rule_of_the_file() -> None:
    condition = condition_entry("at-most", {"value": "limit", "fact": "design.credits", "per": ""})
    made = rule_entry(
        id="R-1", since=OLD, binds="design", severity="block", words=THREE, cites=CITE, must=[condition]
    )
    assert made == parsed(LIMIT)["rule"][0]
    assert list(condition) == ["fact", "is", "value"]
    with pytest.raises(InvalidValue) as refused:
        rule_entry(id="R", since=OLD, binds="design", severity="block", words=THREE, cites=CITE)
    assert refused.value.code == "rule.must-and-any"


def test_everything_of_a_form_is_read_without_a_fault() -> None:
    rule = rule_entry(
        id="R-1",
        since=OLD,
        until=NEW,
        binds="design",
        severity="warn",
        words=THREE,
        cites=CITE,
        any_of=[
            condition_entry("present", {"fact": "design.need"}),
            condition_entry("all-present", {"facts": ["design.need"]}),
        ],
        when=[condition_entry("function", {"fact": "design.kinds"}, "no-cycle")],
        waivable=False,
        may_lower_to="info",
        note="n",
    )
    adjust = adjust_entry(rule="R-1", since=OLD, until=NEW, severity="info", reason=THREE, cites=CITE)
    value = value_entry(
        type="credits", tighter="lower", words=THREE, note="n", lines=[dated_line(OLD, 1, CITE, until=NEW)]
    )
    made = read_pack(
        {
            "pack.toml": parsed(head("a")),
            "sources.toml": parsed(SOURCES),
            "a.toml": {"value": {"v": value}, "rule": [rule], "adjust": [adjust]},
        }
    )
    assert made.faults == ()
    assert (made.rules[0].waivable, made.rules[0].note, made.rules[0].until) == (False, "n", NEW)


def test_a_case_of_the_form_is_the_case_of_the_file() -> None:
    made = case_entry(
        name="n",
        on=OLD,
        facts={"design.credits": 40, "exam.day": NEW},
        expect={"R-1": "met", "R-2": ("not-met", "warn")},
    )
    assert made == parsed(
        'name = "n"\non = 2020-01-01\nfacts.design.credits = 40\nfacts.exam.day = 2027-01-01\n'
        'expect.R-1 = "met"\nexpect.R-2 = { outcome = "not-met", severity = "warn" }\n'
    )


UNREAD = LIMIT.replace("[V]", "[U]")
LATER = '{ since = 2027-01-01, value = 30, cites = ["act, 3 [V]"] } ]'


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [
        (UNREAD, UNREAD, []),
        (UNREAD, UNREAD.replace('["act, 1 [U]"] } ]', '["act, 1 [V]"] } ]'), ["limit"]),
        (UNREAD.replace("1 [U]", "[U]"), UNREAD.replace("1 [U]", "p. 7 [V]"), ["limit", "R-1@2020-01-01"]),
        (UNREAD, LIMIT, ["limit", "R-1@2020-01-01"]),
        (LIMIT, UNREAD, []),
        (LIMIT, LIMIT.replace("1 [V]", "2 [V]"), []),
        (UNREAD, UNREAD.replace("} ]\n\n", f"}}, {LATER}\n\n"), ["limit"]),
        (UNREAD, UNREAD.replace("[U]", "[O]"), []),
        (UNREAD, UNREAD.replace("act, 1 [U]", "made-up, 1 [V]"), []),
    ],
)
def test_who_calls_a_source_read_is_noticed(before: str, after: str, raised: list[str]) -> None:
    found = evidence_raised({"a.toml": parsed(before)}, {"a.toml": parsed(after)})
    assert [place.name for place in found] == raised
    assert WORDS in before
