"""The rule proposes a route with its reason; a person decides, and says why where it is another."""

from __future__ import annotations

import pytest

from tanym.apps.evaluation.actions.choose_route import choose_route
from tanym.apps.evaluation.routing import routed_now
from tanym.apps.letters.queries import letters_about
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.checking import facts_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.routing import Route
from tests.apps.evaluation.conftest import begun

pytestmark = pytest.mark.django_db


def test_another_route_than_the_rule_gives_needs_reasons(walk) -> None:
    walk.to("completeness")
    by_rule = routed_now(walk.case, walk.kept)
    assert by_rule.route is Route.VALIDATION
    assert "level" in by_rule.missing
    with pytest.raises(Refused, match=r"accept\.route-here\.undecided"):
        walk.act(accept, "arailym", assessor=walk.who("ainash"))
    with pytest.raises(InvalidValue, match="without-reasons"):
        walk.act(choose_route, "arailym", route=Route.EVALUATION)
    for stranger in ("ainash", "leyla", "saule", "sanzhar"):
        with pytest.raises(NotPermitted):
            walk.act(choose_route, stranger, route=Route.EVALUATION, reasons="x")
    walk.act(choose_route, "arailym", route=Route.EVALUATION, reasons="A public university gave it.")
    facts = facts_of(walk.case, walk.at.date())
    assert (facts["case.route"], facts["case.route_by_rule"]) == ("evaluation", "validation")
    assert facts["case.route_reasons"] == "A public university gave it."
    before = walk.renew().revision
    walk.act(choose_route, "arailym", route=Route.EVALUATION, reasons="A public university gave it.")
    with pytest.raises(Refused, match="changed-meanwhile"):
        choose_route(
            actor=walk.who("arailym"), at=walk.at, case=walk.case, revision=before - 3, route=Route.EVALUATION
        )


def test_a_regulated_profession_is_told_the_way_in_a_letter_that_is_no_decision(country, moment) -> None:
    walk = begun(moment, Purpose.PROFESSION, wanted="nurse").to("completeness")
    assert routed_now(walk.case, walk.kept).route is Route.PROFESSIONAL
    walk.act(choose_route, "arailym", route=Route.PROFESSIONAL)
    with pytest.raises(Refused, match="route-here"):
        walk.act(accept, "arailym", assessor=walk.who("ainash"))
    walk.act(step, "arailym", do="send-elsewhere", reasons="The ministry of health licenses nurses.")
    assert walk.case.stage == "elsewhere"
    assert not walk.case.decisions.exists()
    letter = letters_about(f"recognition.case:{walk.case.public_id}").order_by("-pk").first()
    assert "information, not a decision" in letter.body["en"]
    assert "ministry of health" in letter.body["en"]
