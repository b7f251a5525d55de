"""Every page says with whom a case is by the same reading: who has something to do now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.recognition.models import Pending
from tanym.apps.recognition.pending import refresh
from tanym.apps.recognition.pinning import state_of
from tanym.apps.recognition.whose_turn import turns, turns_of
from tanym.core.procedures.state import to_json

pytestmark = pytest.mark.django_db


def told(walk) -> list[str]:
    """Who has the case, as the case knows it and as it was written down for lists."""
    case = walk.renew()
    kept = Pending.objects.get(case=case)
    with override("en"):
        found = [one.said for one in turns(case)]
        assert sorted(found) == sorted(one.said for one in turns_of(kept))
    return found


def test_the_office_has_a_case_for_which_nobody_is_appointed(walk) -> None:
    walk.to("mapping")
    assert told(walk) == [f"assessor of the case, {walk.who('timur').name('en')}"]
    case = walk.case
    case.case = to_json(replace(state_of(case), people={}))
    case.save()
    refresh(case)
    assert told(walk) == ["secretary"]


def test_all_who_have_something_to_do_before_a_commission_are_named(walk, as_) -> None:
    walk.to("commission")
    assert told(walk) == ["secretary"]
    walk.seated()
    chair = f"chair, {walk.who('aliya').name('en')}"
    assert told(walk) == [chair, "members of the commission", "secretary"]
    with override("en"):
        rows = as_("saule").get(reverse("recognition:desk")).content.decode()
    assert "chair, members of the commission, secretary</td>" in rows
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    assert told(walk) == [chair]
