"""Which route a credential takes."""

from __future__ import annotations

import pytest

from tanym.core.recognition.routing import Route, Shown, route_by_rule

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
