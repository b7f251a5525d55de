"""The way of a review, the completeness of a sheet and the step that follows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.qualifications.review import (
    Judged,
    Judgement,
    Recommendation,
    Route,
    contradiction,
    follows,
    open_criteria,
    route,
    route_data,
    route_from,
)

APPROVE, CONDITIONS, RETURN, REFUSE = Recommendation
MET, PARTLY, NOT_MET = Judgement


def way(
    values: dict[str, Any], level: int | None = 5, credits: int | None = 300, first: bool = False
) -> Route:
    return route(
        {f"approval.{name}": one for name, one in values.items()}.get,
        level=level,
        credits=credits,
        first=first,
    )


def test_one_reviewer_decides_where_no_pack_asks_for_more() -> None:
    assert way({}) == Route()


@pytest.mark.parametrize(
    ("values", "reviewers", "committee", "because"),
    [
        ({"reviewers": 2}, 2, False, ("second.always",)),
        ({"second-when": {"level"}, "second-level": 5}, 2, False, ("second.level",)),
        ({"second-when": {"level"}, "second-level": 6}, 1, False, ()),
        ({"second-when": {"level"}}, 1, False, ()),
        ({"second-level": 5}, 1, False, ()),
        ({"second-when": {"credits"}, "second-credits": 300}, 2, False, ("second.credits",)),
        ({"committee-when": {"always"}}, 1, True, ("committee.always",)),
        ({"committee-when": {"first-of-provider"}}, 1, False, ()),
        ({"reviewers": 2, "committee-when": {"level"}, "committee-level": 4}, 2, True, ("second.always", "committee.level")),
    ],
)  # fmt: skip
def test_level_volume_and_first_of_a_provider_ask_for_more(
    values: dict[str, Any], reviewers: int, committee: bool, because: tuple[str, ...]
) -> None:
    found = way(values)
    assert (found.reviewers, found.committee, found.because) == (reviewers, committee, because)


def test_the_first_of_a_provider_goes_before_the_committee() -> None:
    assert way({"committee-when": {"first-of-provider"}}, first=True).committee


def test_a_volume_that_nobody_stated_asks_for_nothing() -> None:
    values = {"second-when": {"level", "credits"}, "second-level": 1, "second-credits": 1}
    assert way(values, level=None, credits=None).reviewers == 1


@pytest.mark.parametrize(("kind", "values"), [
    ("one", {}), ("two", {"reviewers": 2}), ("committee", {"committee-when": {"always"}}),
])  # fmt: skip
def test_a_whole_sheet_is_asked_where_the_pack_says(kind: str, values: dict[str, Any]) -> None:
    assert way({**values, "sheet-when": {kind}}).sheet
    assert not way({**values, "sheet-when": {"one", "two", "committee"} - {kind}}).sheet


@given(st.booleans(), st.booleans(), st.booleans(), st.lists(st.text(max_size=5), max_size=3))
def test_a_way_is_read_back_as_it_was_written(
    committee: bool, sheet: bool, blind: bool, because: list[str]
) -> None:
    one = Route(2, committee, sheet, blind, tuple(because))
    assert route_from(route_data(one)) == one
    assert route_from({}) == Route()


def test_what_is_not_met_needs_a_note() -> None:
    judged = {
        "need": Judged(MET),
        "volume": Judged(PARTLY, "Hours are tight."),
        "level": Judged(NOT_MET, " "),
    }
    assert open_criteria(["need", "volume", "level", "quality"], judged) == {"level", "quality"}


def test_a_sheet_does_not_approve_against_its_own_judgement() -> None:
    judged = {"level": Judged(NOT_MET, "No argument.")}
    for one in (APPROVE, CONDITIONS):
        fault = contradiction(one, judged)
        assert fault
        assert fault.code == "review.approves-what-is-not-met"
    assert contradiction(RETURN, judged) is None
    partly = {"level": Judged(PARTLY, "Thin.")}
    assert contradiction(CONDITIONS, partly) is None
    assert contradiction(APPROVE, partly)


PLAIN, TWO = Route(), Route(reviewers=2)


@pytest.mark.parametrize(
    ("stage", "recommendation", "earlier", "route_", "step"),
    [
        ("review", APPROVE, None, PLAIN, "approve"),
        ("review", CONDITIONS, None, PLAIN, "approve-with-conditions"),
        ("review", RETURN, None, TWO, "return-with-remarks"),
        ("review", REFUSE, None, PLAIN, "refer"),
        ("review", APPROVE, None, Route(committee=True), "refer"),
        ("review", APPROVE, None, TWO, "recommend"),
        ("review", REFUSE, None, TWO, "recommend"),
        ("second-review", APPROVE, APPROVE, TWO, "approve"),
        ("second-review", CONDITIONS, CONDITIONS, TWO, "approve-with-conditions"),
        ("second-review", CONDITIONS, APPROVE, TWO, "refer"),
        ("second-review", RETURN, APPROVE, TWO, "refer"),
        ("second-review", REFUSE, REFUSE, TWO, "refer"),
        ("second-review", APPROVE, APPROVE, Route(reviewers=2, committee=True), "refer"),
    ],
)
def test_the_step_that_follows_a_signed_sheet(
    stage: str, recommendation: Recommendation, earlier: Recommendation | None, route_: Route, step: str
) -> None:
    assert follows(stage, recommendation, earlier, route_) == step
