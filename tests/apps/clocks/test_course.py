"""The terms of one case by days counted by hand: paused, extended with notice, late, over by rule; over a moved holiday.

August to October 2026: Constitution Day is a Sunday, so Monday 31 August is off; Republic Day is a Sunday, so Monday
26 October is off.
"""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.audit.models import Act
from tanym.apps.clocks.models import Term
from tanym.apps.letters.models import Letter

pytestmark = pytest.mark.django_db

WHY = "Оқыту орталығының жауабын күтіп отырмыз"


def _url(name: str, *args: object) -> str:
    with override("en"):
        return reverse(name, args=args)


def _post(client, name: str, case, **given: object):
    return client.post(_url(f"recognition:{name}", case.public_id), {"revision": case.revision, **given})


def _open(clock: str) -> Term:
    return Term.objects.get(clock=clock, ended_on=None)


def _ended(clock: str) -> Term:
    return Term.objects.exclude(ended_on=None).get(clock=clock)


def test_a_case_is_paused_extended_late_and_closed_by_rule(walk, as_, today) -> None:
    walk.submitted()  # Monday 17 August
    assert _open("completeness").due_on == date(2026, 8, 24)

    # Thursday 20 August: papers are asked for; of the check two working days are left
    walk.at = today(date(2026, 8, 20))
    _post(as_("saule"), "ask-for-papers", walk.case, missing="application", because="Sign it.")
    assert _open("papers").due_on == date(2026, 9, 4)
    assert not _open("papers").with_office
    paused = _open("completeness")
    assert (paused.state, paused.left, paused.paused_since) == ("paused", 2, date(2026, 8, 20))
    assert (paused.due_on, paused.cause) == (None, "ask-for-papers")
    page = as_("aigul").get(_url("recognition:case", walk.case.public_id)).content.decode()
    assert "Stands still since 20 August 2026" in page
    assert "Ask for missing papers" in page
    assert "the application lapses without a decision" in page

    # Thursday 27 August: they come; Friday and Tuesday are the two days, for Monday 31 August is off
    walk.at = today(date(2026, 8, 27))
    _post(as_("aigul"), "supply", walk.renew(), application="Here it is.")
    assert _open("completeness").due_on == date(2026, 9, 1)
    assert _ended("papers").state == "stopped"

    # Tuesday 1 September: accepted; twenty working days to the decision
    walk.at = today(date(2026, 9, 1))
    _post(as_("saule"), "accept", walk.renew(), assessor=str(walk.who("timur").public_id))
    assert _open("decide").due_on == date(2026, 9, 29)

    # Tuesday 29 September, the last day: put off by at most ten working days, with notice
    walk.at = today(date(2026, 9, 29))
    form = _url("clocks:extend", "recognition.case", walk.case.public_id, "decide")
    assert "at the latest by 13 October 2026" in as_("saule").get(form).content.decode()
    assert as_("aigul").get(form).status_code == 404
    given = {"until": "2026-10-13", "reason": WHY, "due": "2026-09-29"}
    for wrong in ("2026-10-14", "2026-10-10", "2026-09-29", "soon"):
        answer = as_("saule").post(form, {**given, "until": wrong})
        assert answer.status_code == 422
        assert WHY in answer.content.decode()
    assert as_("saule").post(form, {**given, "reason": " "}).status_code == 422
    assert as_("saule").post(form, given).status_code == 302
    assert as_("saule").post(form, given).status_code == 302  # the double click is done once
    assert as_("saule").post(form, {**given, "until": "2026-10-20", "due": "2026-10-13"}).status_code == 409
    term = _open("decide")
    assert (term.due_on, term.extended_from, term.extended_until) == (
        date(2026, 10, 13),
        date(2026, 9, 29),
        date(2026, 10, 13),
    )
    (letter,) = Letter.objects.filter(to=walk.who("aigul"), subject__en__startswith="A later answer")
    assert "13 October 2026" in letter.body["en"]
    assert WHY in letter.body["kk"]
    assert Act.objects.filter(action="clocks.extend").count() == 1
    page = as_("aigul").get(_url("recognition:case", walk.case.public_id)).content.decode()
    assert "Extended on 29 September 2026, from 29 September 2026 to 13 October 2026." in page
    assert WHY in page
    assert "The term was extended" in page  # in the history
    assert "Extend the term" not in page

    # Tuesday 13 October it is in time, on Wednesday it is late, and with whom
    office = _url("clocks:list")
    today(date(2026, 10, 13))
    assert "Nothing is late." in as_("saule").get(office).content.decode()
    walk.at = today(date(2026, 10, 14))
    page = as_("saule").get(office).content.decode()
    assert "1 term is over." in page
    assert "assessor of the case" in page
    assert as_("aigul").get(office).status_code == 403

    # the commission refuses that day; ten working days to appeal end on Thursday 29 October, for the 26th is off
    walk.mapped()
    walk.interviewed()
    walk.judged(0)
    walk.decided("refuse", 0)
    assert _ended("decide").state == "over"
    assert _open("appeal").due_on == date(2026, 10, 29)
    page = as_("aigul").get(_url("recognition:case", walk.case.public_id)).content.decode()
    assert "the decision stands as it is" in page
    for on, taken in ((date(2026, 10, 29), "0"), (date(2026, 10, 30), "1"), (date(2026, 11, 2), "0")):
        today(on)
        told = StringIO()
        call_command("clocks", stdout=told)
        assert told.getvalue().strip() == taken, on
    assert walk.renew().stage == "closed"
    assert not Term.objects.filter(ended_on=None).exists()
    assert _ended("appeal").ended_on == date(2026, 10, 30)
