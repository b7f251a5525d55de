"""The rows of terms say what the states of the cases say: for every kind, after every act, in the sample country."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.clocks.actions.run import run
from tanym.apps.clocks.kinds import held, kinds
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.proceedings import pinned
from tanym.apps.clocks.queries import counts, of_subject, open_terms
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.appeal import appeal
from tests.apps.clocks.conftest import moment
from tests.apps.site.acts_in_order import out_of_order

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)


def _rows() -> set[tuple[object, ...]]:
    return {
        (row.subject, row.clock, row.waits_for, row.due_on, row.left, row.cause, row.extended_until)
        for row in Term.objects.filter(ended_on=None)
    }


def _readings() -> set[tuple[object, ...]]:
    """What the states of all cases of all kinds say, without a row being read."""
    found = set()
    for kind in kinds().values():
        for public_id in kind.open():
            one = held(kind.subject(public_id))
            for told in pinned(one.state).clocks(one.state, ON):
                last = told.extensions[-1].until if told.extensions else None
                left = told.left if told.paused else None
                found.add((one.subject, told.clock, told.waits_for, told.due, left, told.cause, last))
    return found


def test_rows_and_states_are_one_in_the_whole_sample_country() -> None:
    call_command("sample", stdout=StringIO())
    assert out_of_order() == [], "in the sample country nothing happens before what it follows from"
    assert _rows() == _readings()
    rooms = {str(row[0]).partition(".")[0] for row in _rows()}
    assert rooms == {"recognition", "qualifications", "accreditation"}
    states = {(row.state, bool(row.extended_until)) for row in Term.objects.filter(ended_on=None)}
    assert states == {("running", False), ("running", True), ("paused", False)}

    sayram = organisation("sayram")
    (late,) = open_terms().filter(organisation=sayram, due_on__lt=ON)
    assert (late.clock, late.due_on, late.waits_for) == ("completeness", date(2026, 11, 16), "secretary")
    assert {
        one.clock
        for one in open_terms().filter(organisation=sayram, due_on__range=(ON, ON + timedelta(days=14)))
    } == {"papers", "decide", "appeal", "credit"}
    figures = {one.organisation.code: (one.late, one.paused) for one in counts(ON)}
    assert figures["sayram"] == (1, 1)
    assert figures["national-centre"][0] == 0

    # cases of an earlier release have no rows: running the clocks writes them
    before = _rows()
    Term.objects.all().delete()
    assert run(at=moment(ON)) == 0
    assert _rows() == before == _readings()


def test_rows_follow_a_case_to_its_appeal(walk, today) -> None:
    walk.to("decided", result="refuse", achieved=0)
    assert _rows() == _readings()
    walk.at = today(date(2026, 8, 24))
    appeal(
        actor=walk.who("aigul"),
        at=walk.at,
        case=walk.renew(),
        revision=None,
        grounds="The report was not read.",
    )
    assert _rows() == _readings()
    (row,) = Term.objects.filter(ended_on=None)
    assert (row.subject.partition(":")[0], row.clock, row.due_on) == (
        "recognition.appeal",
        "consider",
        date(2026, 9, 8),
    )
    ended = of_subject(f"recognition.case:{walk.case.public_id}")
    assert {(one.clock, one.state) for one in ended} == {
        ("completeness", "stopped"),
        ("decide", "stopped"),
        ("appeal", "stopped"),
    }


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_office_sees_its_own_terms_and_the_centre_everybodys_figures(
    walk, as_, today, language: str
) -> None:
    walk.submitted()
    today(date(2026, 8, 25))  # the check was due the day before
    with override(language):
        page = reverse("clocks:list")
    shown = as_("saule").get(page)
    assert [row["group"] for row in shown.context["rows"]] == ["late"]
    assert "UNDEFINED-VARIABLE" not in shown.content.decode()
    assert "SEIITOVA" not in shown.content.decode()
    assert not shown.context["counts"]
    centre = as_("marat").get(page, {"procedure": "nonsense", "page": "9"})
    assert centre.context["rows"] == []
    assert [(one.organisation.code, one.late) for one in centre.context["counts"]] == [("sayram", 1)]
    for name in ("aigul", "timur", "dana", "erlan"):
        assert as_(name).get(page).status_code == 403
