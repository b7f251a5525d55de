"""Meetings with a claimant: planned, held with who was identified, not held; and what the claimant needs for them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.letters.queries import letters_about
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.ask_adjustment import ask_adjustment
from tanym.apps.recognition.actions.decide_adjustment import decide_adjustment
from tanym.apps.recognition.actions.hold_meeting import hold_meeting
from tanym.apps.recognition.actions.miss_meeting import miss_meeting
from tanym.apps.recognition.actions.plan_meeting import plan_meeting
from tanym.apps.recognition.case_papers.whole import whole
from tanym.apps.recognition.models import Meeting
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(discipline) -> Walk:
    """A draft of Aigul's, today: the pages act at the present moment."""
    at = timezone.localtime()
    return Walk(apply(actor=find("aigul"), at=at, discipline=discipline), at)


@pytest.fixture
def waiting(walk) -> Walk:
    """The case waits for the interview."""
    return walk.to("interview")


def soon(at: datetime) -> datetime:
    """In an hour, or at the end of the day where it is late: a meeting of another day is another test."""
    return min(at + timedelta(hours=1), timezone.localtime(at).replace(hour=23, minute=59, second=59))


def plan(walk: Walk, by: str = "timur", **more: object) -> Meeting:
    given = {"what": "interview", "begins_at": soon(walk.at), "place": "Room 5", **more}
    walk.act(plan_meeting, by, **given)
    return walk.case.meetings.filter(state="planned").get()


def record(walk: Walk, action: object, meeting: Meeting, by: str = "timur", **more: object) -> None:
    action(actor=find(by), at=walk.at, meeting=meeting, revision=walk.renew().revision, **more)
    meeting.refresh_from_db()


def letters(walk: Walk) -> list[str]:
    about = letters_about(f"recognition.case:{walk.case.public_id}").filter(to=find("aigul"))
    return [one.subject["en"] for one in about]


def test_the_claimant_is_told_when_where_and_in_whose_time(waiting, as_) -> None:
    meeting = plan(waiting, place="https://meet.example/5", online=True, minutes=45)
    assert "Case 2026-0001: invitation to the interview" in letters(waiting)
    page = as_("aigul").get(f"/en/recognition/cases/{waiting.case.public_id}/").content.decode()
    assert "(UTC+5), 45 minutes" in page
    assert 'href="https://meet.example/5"' in page
    file = as_("aigul").get(
        f"/en/recognition/cases/{waiting.case.public_id}/meetings/{meeting.public_id}.ics"
    )
    assert file["Content-Type"].startswith("text/calendar")
    assert b"LOCATION:https://meet.example/5" in file.content
    assert b"DTSTART:" in file.content


def test_a_new_time_moves_the_meeting(waiting) -> None:
    first = plan(waiting)
    second = plan(waiting, begins_at=waiting.at + timedelta(days=2))
    first.refresh_from_db()
    assert (first.state, second.state) == ("moved", "planned")


def test_who_was_identified_is_kept_by_kind_and_never_by_number(waiting) -> None:
    meeting = plan(waiting)
    with pytest.raises(InvalidValue, match="identity-number"):
        record(waiting, hold_meeting, meeting, identity="document", words="No 012 345 678")
    with pytest.raises(InvalidValue, match="identity-way"):
        record(waiting, hold_meeting, meeting, identity="camera")
    record(waiting, hold_meeting, meeting, identity="document", words="Passport, photo alike")
    assert (meeting.state, meeting.identity, meeting.recorded_by) == ("held", "document", find("timur"))
    with pytest.raises(Refused, match="meeting-over"):
        record(waiting, hold_meeting, meeting, identity="document")


def test_a_meeting_of_a_later_day_is_neither_held_nor_missed(waiting) -> None:
    meeting = plan(waiting, begins_at=waiting.at + timedelta(days=2))
    with pytest.raises(Refused, match="meeting-later"):
        record(waiting, hold_meeting, meeting, identity="document")
    with pytest.raises(Refused, match="meeting-later"):
        record(waiting, miss_meeting, meeting, why="none")


def test_it_can_be_called_off_before_and_the_claimant_is_told(waiting) -> None:
    meeting = plan(waiting)
    with pytest.raises(InvalidValue, match="meeting-why"):
        record(waiting, miss_meeting, meeting, why="off")
    record(waiting, miss_meeting, meeting, by="saule", why="off", words="The assessor is ill.")
    assert meeting.state == "off"
    assert "Case 2026-0001: the meeting is off" in letters(waiting)


def test_whoever_did_not_come_is_told_that_nothing_follows_from_it(waiting) -> None:
    meeting = plan(waiting)
    waiting.at += timedelta(hours=2)
    record(waiting, miss_meeting, meeting, why="none")
    assert (meeting.state, meeting.absence) == ("missed", "none")
    assert "Case 2026-0001: you did not come to the meeting" in letters(waiting)
    assert plan(waiting).state == "planned"


def test_nobody_else_arranges_and_no_assessor_before_the_declaration(walk) -> None:
    walk.to("mapping")
    another = {"what": "assessment", "begins_at": soon(walk.at), "place": "Room 5"}
    with pytest.raises(Refused, match="declare-first"):
        walk.act(plan_meeting, "timur", **another)
    for name in ("raushan", "aliya", "aigul"):
        with pytest.raises(NotPermitted):
            walk.act(plan_meeting, name, **another)
    walk.act(plan_meeting, "saule", **another)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"what": "theory"}, "meeting-what"),
        ({"place": " "}, "meeting-place"),
        ({"minutes": 0}, "meeting-long"),
        ({"begins_at": timezone.localtime() - timedelta(days=1)}, "meeting-past"),
    ],
)
def test_what_cannot_be_is_refused(waiting, given: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        plan(waiting, **given)


def test_what_the_claimant_needs_is_answered_with_reasons_in_pages(waiting, as_) -> None:
    address = f"/en/recognition/cases/{waiting.case.public_id}/adjustments/"
    empty = as_("aigul").post(address, {"revision": waiting.case.revision, "asked": " "})
    assert empty.status_code == 422
    sent = {"revision": waiting.case.revision, "asked": "A sign-language interpreter."}
    for _twice in range(2):
        assert as_("aigul").post(address, sent).status_code == 302
    (asked,) = waiting.renew().adjustments.all()
    answer = {"revision": waiting.case.revision, "decision": "granted", "reasons": ""}
    decide = f"{address}{asked.public_id}/"
    assert as_("saule").post(decide, answer).status_code == 422
    answer["reasons"] = "An interpreter comes."
    assert as_("timur").post(decide, answer).status_code == 403
    assert as_("saule").post(decide, answer).status_code == 302
    page = as_("aigul").get(f"/en/recognition/cases/{waiting.case.public_id}/").content.decode()
    assert "granted: An interpreter comes." in page
    assert "Decision on your request in 2026-0001" in letters(waiting)


def test_who_enters_the_credits_reads_nothing_of_what_the_claimant_needs(waiting, as_) -> None:
    ask_adjustment(
        case=waiting.case, actor=find("aigul"), at=waiting.at, revision=None, asked="I hear badly."
    )
    waiting.interviewed()
    waiting.judged()
    waiting.decided()
    work = f"/en/recognition/cases/{waiting.case.public_id}/handling/"
    assert "I hear badly." in as_("saule").get(work).content.decode()
    page = as_("rustem").get(work)
    assert page.status_code == 200
    assert "I hear badly." not in page.content.decode()


def test_a_request_is_answered_once_and_none_comes_after_the_decision(waiting) -> None:
    given = {"actor": find("aigul"), "at": waiting.at, "revision": None, "asked": "More time."}
    asked = ask_adjustment(case=waiting.case, **given)
    said = {"at": waiting.at, "adjustment": asked, "revision": None}
    decide_adjustment(actor=find("saule"), decision="refused", reasons="There is no limit of time.", **said)
    with pytest.raises(Refused, match="adjustment-decided"):
        decide_adjustment(actor=find("saule"), decision="granted", reasons="After all.", **said)
    waiting.interviewed()
    waiting.judged()
    waiting.decided()
    with pytest.raises(Refused, match="adjustment-late"):
        ask_adjustment(case=waiting.renew(), **given)


def test_the_forms_of_the_page_plan_hold_and_miss(waiting, as_) -> None:
    work = f"/en/recognition/cases/{waiting.case.public_id}/"
    client, later = as_("timur"), timezone.localtime(waiting.at + timedelta(minutes=5))
    form = {"what": "assessment", "on": f"{later:%Y-%m-%d}", "time": f"{later:%H:%M}", "place": "Room 5"}
    assert client.post(f"{work}meetings/", {**form, "on": "soon"}).status_code == 422
    revision = {"revision": waiting.renew().revision}
    assert client.post(f"{work}meetings/", {**form, **revision}).status_code == 302
    one = waiting.case.meetings.get()
    held = f"{work}meetings/{one.public_id}/held/"
    assert client.post(held, {"identity": "stars"}).status_code == 422
    assert client.post(held, {"identity": "document", **revision}).status_code == 409  # outdated
    sent = {"identity": "document", "revision": waiting.renew().revision}
    if timezone.localdate() == later.date():
        assert client.post(held, sent).status_code == 302
        assert "Identified:" in client.get(f"{work}handling/").content.decode()
    assert client.post(f"{work}meetings/{one.public_id}/missed/", {"why": "x"}).status_code == 422
    assert as_("samal").post(held, sent).status_code == 404


def test_the_case_on_paper_tells_of_meetings_and_of_needs_to_those_alone_who_may_read_them(waiting) -> None:
    ask_adjustment(
        case=waiting.case, actor=find("aigul"), at=waiting.at, revision=None, asked="I hear badly."
    )
    asked = waiting.renew().adjustments.get()
    said = {"decision": "granted", "reasons": "An interpreter comes."}
    decide_adjustment(actor=find("saule"), at=waiting.at, adjustment=asked, revision=None, **said)
    record(waiting, hold_meeting, plan(waiting), identity="document", words="The photo is alike")
    waiting.interviewed()
    waiting.judged()
    waiting.decided()

    def read(name: str) -> str:
        return repr(whole(waiting.renew(), find(name), waiting.at, "https://tanym.example", "en").sections)

    for name in ("aigul", "saule", "timur", "aliya", "rustem"):
        assert "by an identity document" in read(name), name
    for words in ("I hear badly.", "An interpreter comes.", "The photo is alike"):
        assert [words in read(name) for name in ("aigul", "saule", "timur")] == [True] * 3
        assert [words in read(name) for name in ("aliya", "rustem")] == [False] * 2
