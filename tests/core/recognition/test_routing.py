"""Which route a credential takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.routing import HERE, Route, Routed, Shown, route_by_rule, routed

ALIGNED = Shown(from_abroad=True, recognised_body=True, level=True, credits=True, external_quality=True)


@pytest.mark.parametrize(
    ("shown", "route"),
    [
        ((), Route.VALIDATION),
        ((Shown(),), Route.VALIDATION),
        ((ALIGNED,), Route.EVALUATION),
        ((Shown(from_abroad=True, recognised_body=True, level=True, credits=True),), Route.VALIDATION),
        ((Shown(recognised_body=True, level=True, credits=True, external_quality=True),), Route.VALIDATION),
        ((Shown(), Shown(from_abroad=True, whole_qualification=True)), Route.FOREIGN),
        ((ALIGNED, Shown(from_abroad=True, whole_qualification=True)), Route.FOREIGN),
    ],
    ids=[
        "no document",
        "a paper of which nothing is known",
        "a micro-credential aligned to the Bologna process",
        "without external quality assurance",
        "from the same country",
        "a whole qualification from abroad",
        "the whole qualification leads",
    ],
)
def test_what_is_shown_gives_the_route(shown: tuple[Shown, ...], route: Route) -> None:
    assert route_by_rule(shown) is route


def test_a_regulated_profession_goes_to_its_own_body() -> None:
    assert route_by_rule((ALIGNED,), regulated_profession=True) is Route.PROFESSIONAL


def test_who_cannot_get_documents_is_interviewed_save_for_a_regulated_profession() -> None:
    assert route_by_rule((), undocumented=True) is Route.INTERVIEW
    assert route_by_rule((), undocumented=True, regulated_profession=True) is Route.PROFESSIONAL


def test_the_rule_says_what_is_not_known_of_the_best_document() -> None:
    less = Shown(from_abroad=True, recognised_body=True)
    more = Shown(from_abroad=True, recognised_body=True, level=True, credits=True)
    found = routed((less, more))
    assert found == Routed(Route.VALIDATION, "routing.because.not-aligned", ("external_quality",))
    assert routed(()).because == "routing.because.no-document"
    assert routed((Shown(level=True),)).because == "routing.because.not-from-abroad"


@given(st.lists(st.builds(Shown, *[st.booleans()] * 6), max_size=4), st.booleans(), st.booleans())
def test_the_reason_belongs_to_the_route_of_the_rule(
    shown: list[Shown], regulated: bool, undocumented: bool
) -> None:
    found = routed(shown, regulated_profession=regulated, undocumented=undocumented)
    assert found.route is route_by_rule(shown, regulated_profession=regulated, undocumented=undocumented)
    assert bool(found.missing) == (found.because == "routing.because.not-aligned")
    assert (found.route in HERE) == (
        found.because == f"routing.because.{found.route}" and found.route is not Route.PROFESSIONAL
    )
