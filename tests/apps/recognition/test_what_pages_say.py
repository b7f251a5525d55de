"""Small truths of the pages and letters of a case: who acted, into what it was changed, why it is closed, what is to enter."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.clocks.actions.run import run as run_clocks
from tanym.apps.letters.models import Letter
from tanym.apps.recognition import reading
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.reverse import reverse as change
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.case_papers.decided import extract
from tanym.apps.recognition.case_papers.history import steps
from tanym.apps.recognition.case_papers.teller import Teller
from tanym.apps.recognition.models import Appeal
from tanym.apps.recognition.room import room
from tanym.apps.recognition.seating import Member
from tanym.apps.recognition.where import where
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


def heard(walk: Walk, result: str) -> Appeal:
    """Appealed a day later, and ready to be decided by the second panel."""
    walk.later(1)
    walk.act(appeal, "aigul", grounds="My report shows it.")
    who, at = walk.who, walk.at
    members = [Member(who("serik"), "chair"), Member(who("aigerim"), "deputy"), Member(who("daniyar"))]
    lodged = seat_panel(
        actor=who("gaukhar"), at=at, appeal=Appeal.objects.get(), revision=None, members=members, elected=True
    )
    for name in ("serik", "aigerim", "daniyar"):
        vote(actor=who(name), at=at, record=lodged, choice=result)
    draft: dict[str, Any] = {"result": result, "reasons": "As the report shows.", "language": "en"}
    if result == "reverse":
        instead = walk.draft("recognise", 5)
        more = {"reasons": "The annex shows it.", "departs": "The panel read the annex."}
        findings = [one | more for one in instead["findings"]]
        draft["instead"] = instead | {"findings": findings}
    record_minutes(actor=who("gaukhar"), at=at, record=lodged, revision=None, draft=draft)
    return Appeal.objects.get()


def test_what_follows_from_an_appeal_is_not_said_to_follow_from_a_term(walk) -> None:
    lodged = heard(walk.to("decided", result="recognise-in-part", achieved=3), "reverse")
    assert {one.mark for one in room(lodged).seats} == {"todo"}, "no vote on an appeal is good or bad news"
    change(actor=walk.who("serik"), at=walk.at, appeal=lodged, revision=lodged.revision)
    case = walk.renew()
    (row,) = [one for one in reading.history(case) if one["appeal"]]
    assert not row["clock"]
    assert row["by"] is None
    assert "the decision on the appeal" in repr(steps(case, Teller("en")))
    letters = Letter.objects.filter(to=case.claimant).order_by("-pk")
    assert any("The decision is changed: recognised in full" in one.body["en"] for one in letters)


def test_a_closed_case_says_what_closed_it(walk) -> None:
    lodged = heard(walk.to("decided", result="refuse", achieved=0), "uphold")
    uphold(actor=walk.who("serik"), at=walk.at, appeal=lodged, revision=lodged.revision)
    assert walk.renew().stage == "closed"
    with override("en"):
        assert where(walk.case, walk.at.date()).why.startswith("The appeal was decided:")


def test_a_case_that_a_term_has_closed_says_so_and_has_nothing_to_enter(walk) -> None:
    walk.to("decided", result="refuse", achieved=0)
    run_clocks(at=walk.later(20).at)
    assert walk.renew().stage == "closed"
    with override("en"):
        assert where(walk.case, walk.at.date()).why.startswith("The term for an appeal is over:")
    assert "nothing to enter: the case is closed" in repr(extract(walk.case, Teller("en")))


def test_a_registrar_is_not_asked_to_enter_credits_where_there_are_none(walk) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3)
    run_clocks(at=walk.later(20).at)
    subjects = {one.subject["en"] for one in Letter.objects.filter(to=walk.who("rustem"))}
    assert f"Case {walk.renew().number}: a decision to note" in subjects
    assert not any("credits to enter" in one for one in subjects)


def test_a_target_without_credits_has_none_in_the_heading(walk, as_) -> None:
    walk.to("commission").seated()
    walk.case.target = {**walk.case.target, "credits": 0}
    walk.case.save()
    with override("en"):
        address = reverse("recognition:commission", args=[walk.case.public_id])
    heading = as_("saule").get(address).content.decode().split("</h1>")[0].rsplit("<h1>", 1)[1]
    assert "cr." not in heading
