"""The commission's decision in full."""

from __future__ import annotations

import pytest

from tanym.apps.recognition.actions.attend import attend
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.casefile import decision_taken
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db


def test_a_recognised_discipline_becomes_an_award_with_all_its_credits(walk) -> None:
    case = walk.to("decided").case
    assert case.stage == "recognised"
    award = decision_taken(case).award
    assert (award.kind, award.person.username, award.discipline.code) == (
        "discipline",
        "aigul",
        "data-analysis-intro",
    )
    record = from_json(award.record)
    assert record.recognition.decision == "in-full"
    assert record.recognition.credits == 500


def test_an_inquorate_commission_cannot_decide(walk) -> None:
    walk.to("commission").seated()
    walk.voted("recognise", by=("aliya",))
    for seat in walk.case.commissions.get().seats.exclude(person__username="aliya"):
        attend(
            actor=walk.who("saule"),
            at=walk.at,
            record=walk.renew(),
            revision=walk.case.revision,
            seat=seat,
            present=False,
        )
    walk.minuted("recognise", 5)
    with pytest.raises(Refused, match=r"case\.recognise\.quorum"):
        walk.act(recognise, "aliya")
    assert walk.renew().stage == "commission"
    assert not walk.case.decisions.exists()


def test_without_a_majority_nothing_is_decided(walk) -> None:
    walk.to("commission").seated()
    walk.voted("recognise", by=("aliya",))
    walk.voted("refuse", by=("bolat", "kamila"))
    walk.minuted("recognise", 5)
    with pytest.raises(Refused, match=r"case\.recognise\.majority"):
        walk.act(recognise, "aliya")


def test_only_the_chair_decides(walk) -> None:
    walk.to("commission").seated()
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    for other in ("bolat", "timur", "aigul", "saule", "omar"):
        with pytest.raises(NotPermitted):
            walk.act(recognise, other)


def test_minutes_that_changed_after_the_signature_are_not_signed(walk) -> None:
    walk.to("commission").seated()
    walk.voted("recognise", by=("aliya", "bolat"))
    walk.minuted("recognise", 5)
    walk.voted("abstain", by=("kamila",))
    with pytest.raises(Refused, match=r"minutes-signed"):
        walk.act(recognise, "aliya")


def test_the_same_click_twice_decides_once(walk) -> None:
    walk.to("commission").seated()
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    case = walk.renew()
    for _ in range(2):
        recognise(actor=walk.who("aliya"), at=walk.at, case=case, revision=case.revision)
    assert walk.renew().decisions.count() == 1


def test_an_outdated_page_changes_nothing(walk) -> None:
    walk.to("commission").seated()
    old = walk.renew().revision
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    with pytest.raises(Refused, match="changed-meanwhile"):
        recognise(actor=walk.who("aliya"), at=walk.at, case=walk.renew(), revision=old)
