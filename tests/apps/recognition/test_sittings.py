"""Several cases are decided at one sitting: one letter to each member, who sees the papers of their cases only."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tanym.apps.letters.queries import letters_about
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition import agenda
from tanym.apps.recognition.actions.call_sitting import call_sitting
from tanym.apps.recognition.models import Sitting
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(walk):
    """A case whose commission is seated."""
    walk.to("commission").seated()
    walk.renew()
    return walk


def _call(walk, **given: object) -> Sitting:
    told = {
        "actor": walk.who("saule"),
        "at": walk.at,
        "organisation": organisation("sayram"),
        "starts_at": walk.at + timedelta(days=3),
        "place": "Room 204",
        "commissions": list(walk.case.commissions.all()),
    }
    return call_sitting(**told | given)


def test_what_is_ready_stands_there_with_whether_it_is_seated(walk) -> None:
    walk.to("interview")
    assert walk.case not in [one.case for one in agenda.ready(organisation("sayram"))]
    walk.interviewed()
    walk.judged()
    found = {one.case: one.commission for one in agenda.ready(organisation("sayram"))}
    assert found[walk.case] is None
    walk.seated()
    found = {one.case: one.commission for one in agenda.ready(organisation("sayram"))}
    assert found[walk.case] == walk.case.commissions.get()


def test_each_member_gets_one_letter_and_sees_the_agenda_and_others_do_not(seated) -> None:
    called, today = _call(seated), seated.at.date()
    letters = letters_about(f"recognition.sitting:{called.public_id}")
    assert sorted(one.to.username for one in letters) == ["aliya", "bolat", "kamila"]
    assert seated.case.number in letters.first().body["en"]
    for name in ("saule", "aliya"):
        found = agenda.sitting(called.public_id, seated.who(name), today)
        assert [one.case for one in agenda.agenda(found, seated.who(name), today)] == [seated.case]
    for name in ("aigul", "serik", "timur"):
        with pytest.raises(NotFound):
            agenda.sitting(called.public_id, seated.who(name), today)


def test_the_same_form_sent_twice_calls_one_sitting(seated) -> None:
    key = uuid.uuid4()
    assert _call(seated, public_id=key).pk == _call(seated, public_id=key).pk
    assert Sitting.objects.filter(public_id=key).count() == 1


def test_a_sitting_is_to_come_at_a_place_on_cases_that_wait_for_it(seated, walk) -> None:
    for wrong, code in (
        ({"starts_at": seated.at}, "past"),
        ({"place": " "}, "no-place"),
        ({"commissions": []}, "empty"),
        ({"organisation": organisation("kokzhar")}, None),
    ):
        with pytest.raises(InvalidValue if code else NotPermitted, match=code):
            _call(seated, **wrong)
    seated.voted("recognise")
    seated.minuted("recognise", 5)
    from tanym.apps.recognition.actions.recognise import recognise

    commissions = list(seated.case.commissions.all())
    seated.act(recognise, "aliya")
    with pytest.raises(InvalidValue, match="not-ready"):
        _call(seated, commissions=commissions)


def test_the_pages_of_sittings_are_whole(seated, as_) -> None:
    saule, page = as_("saule"), reverse("recognition:sittings", args=["sayram"])
    assert seated.case.number in saule.get(page).content.decode()
    given = {
        "sitting": str(uuid.uuid4()),
        "on": "2099-01-05",
        "time": "10:00",
        "place": "Room 204",
        "cases": [str(seated.case.commissions.get().pk)],
    }
    call = reverse("recognition:call-sitting", args=["sayram"])
    assert saule.post(call, {**given, "cases": []}).status_code == 422
    assert saule.post(call, {**given, "on": "2001-01-05"}).status_code == 422
    assert as_("aliya").post(call, given).status_code == 404
    answer = saule.post(call, given)
    assert answer.status_code == 302
    assert "Room 204" in as_("bolat").get(answer["Location"]).content.decode()
