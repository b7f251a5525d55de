"""Meetings, groups and the plenary; the survey; drafting side by side."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.convene import convene
from tanym.apps.consultation.actions.settle import settle
from tanym.apps.consultation.models import Meeting, Proposal, Reply, SideBySide
from tanym.core.consultation.adopting import How, Settled, Tally
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.consultation.conftest import FullRoom, Room

pytestmark = pytest.mark.django_db


def url(page: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"consultation:{page}", args=arguments)


def test_a_seminar_goes_from_the_group_to_the_recommendation_and_back(full: FullRoom, as_) -> None:
    room = url("meeting", full.meeting.public_id)
    page = as_("erlan").get(room).content.decode()
    assert "Write down a proposal" in page
    assert "Settle in the plenary" not in page
    sent = {"once": str(uuid.uuid4()), "text": "Three reminders.", "paragraph": full.paragraph.key}
    for _click in range(2):
        as_("erlan").post(url("propose", full.group.public_id), sent)
    mine = Proposal.objects.get(text="Three reminders.")
    said = full.says("omar", "Remind people.")
    form = {
        "revision": "1", "settled": "amended", "text-en": "Two reminders.", "addressee": "The ministry",
        "how": "vote", "yes": "9", "no": "9", "contributions": [str(said.public_id)],
    }  # fmt: skip
    gulnar = as_("gulnar")
    tie = gulnar.post(url("settle", mine.public_id), form)
    assert (tie.status_code, "9 for, 9 against: no majority" in tie.content.decode()) == (422, True)
    assert "Two reminders." in tie.content.decode()
    done = gulnar.post(url("settle", mine.public_id), {**form, "yes": "10"}, follow=True).content.decode()
    assert "10 for, 9 against" in done
    made = queries.recommendations(full.of).get(number=2)
    assert (made.texts, list(made.contributions.all())) == ({"en": "Two reminders."}, [said])
    assert queries.recommendation(made.public_id).proposals.get() == mine
    assert (
        url("recommendation", made.public_id)
        in Client().get(url("contribution", said.public_id)).content.decode()
    )
    again = gulnar.post(url("settle", mine.public_id), {**form, "yes": "10"})
    assert (again.status_code, full.of.recommendations.count()) == (409, 2)


def test_a_plenary_leaves_a_proposal_with_a_reason_and_only_then_may_close(full: FullRoom, at) -> None:
    assert queries.standing(full.of, at.date()).proposals == 1
    given = {"actor": find("gulnar"), "at": at, "proposal": full.proposal, "texts": {}, "revision": 1}
    with pytest.raises(InvalidValue):
        settle(**given, settled=Settled.LEFT)
    with pytest.raises(NotPermitted):
        settle(**{**given, "actor": find("erlan")}, settled=Settled.LEFT, reason="Mine.")
    settle(**given, settled=Settled.LEFT, reason="It is done already.", how=How.VOTE, votes=Tally(0, 9, 0))
    assert queries.standing(full.of, at.date()).proposals == 0
    assert full.of.recommendations.count() == 1
    assert "It is done already." in Client().get(url("meeting", full.meeting.public_id)).content.decode()


def test_minutes_are_a_source_of_contributions_that_are_answered_like_others(full: FullRoom, as_) -> None:
    gulnar, its = as_("gulnar"), full.meeting.public_id
    minutes = {"minutes": "Said: <b>no</b>.", "came-employer": "6", "came-learner": "0", "revision": "1"}
    assert gulnar.post(url("minutes", its), minutes).status_code == 302
    assert gulnar.post(url("minutes", its), minutes).status_code == 409
    spoken = {
        "once": str(uuid.uuid4()), "said_by": "A. Kerimov, union of joiners", "stance": "oppose",
        "category": "union", "text": "We were not asked.", "paragraph": full.paragraph.key,
    }  # fmt: skip
    for _click in range(2):
        assert gulnar.post(url("spoken", its), spoken).status_code == 302
    page = Client().get(url("meeting", its)).content.decode()
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert "A. Kerimov, union of joiners" in page
    said = full.of.contributions.get(category="union")
    assert (said.meeting, said.state) == (full.meeting, "published")
    assert "union" in {
        share.category for share in queries.balance_of(full.of, ["union"]).shares if share.people
    }
    assert said in [group.first for group in queries.unanswered(full.of)]


def test_nothing_is_written_of_a_meeting_to_come(room: Room, as_, at) -> None:
    made = convene(
        actor=find("gulnar"), at=at, consultation=room.of, kind="meeting", titles={"en": "Hearing"},
        starts_at=at + timedelta(days=3), place="Astana", agenda="", once=uuid.uuid4(),
    )  # fmt: skip
    client = as_("gulnar")
    answer = client.post(url("minutes", made.public_id), {"minutes": "Held.", "revision": "1"})
    assert answer.status_code == 409
    assert "The meeting is still to come" in client.get(url("meeting", made.public_id)).content.decode()
    assert "Hearing" in Client().get(room.url("page")).content.decode()


def test_everybody_reads_a_document_and_no_program_is_one(full: FullRoom, as_) -> None:
    got = Client().get(url("document", full.document.public_id))
    assert (got["Content-Type"], got["Content-Disposition"][:10]) == ("application/pdf", "attachment")
    bad = SimpleUploadedFile("a.pdf", b"MZ\x90\x00 a program")
    answer = as_("gulnar").post(
        url("add-document", full.meeting.public_id), {"title": "A program", "file": bad}
    )
    assert answer.status_code == 422
    assert Meeting.objects.get().documents.count() == 1


def test_a_survey_is_counted_and_says_of_nobody_what_they_chose(full: FullRoom, as_) -> None:
    address = full.url("reply")
    assert as_("dana").post(address, {"q1": "0", "q1-text": "<i>in summer</i>"}).status_code == 302
    assert as_("dana").post(address, {"q1": "1", "q1-text": "<i>in summer</i>"}).status_code == 302
    assert as_("omar").post(address, {"q1": "0"}).status_code == 302
    for forged in ({"q1": "7"}, {"q1": "-1"}, {"q1": "x"}, {}):
        assert as_("omar").post(address, forged).status_code == 422
    result = queries.results(full.of)[0]
    assert (result.people, [count for _words, count in result.options], result.texts) == (2, [1, 1], 1)
    public = Client().get(full.url("survey")).content.decode()
    assert "2 people answered" in public
    assert "in summer" not in public
    assert "&lt;i&gt;in summer" in as_("gulnar").get(full.url("survey")).content.decode()
    assert Reply.objects.count() == 2


def test_two_sides_draft_beside_each_other_and_overwrite_nobody(room: Room, as_) -> None:
    its = (room.of.public_id, room.paragraph.key)
    given = {
        "revision": "0",
        "theirs": "Quattro settimane.",
        "theirs_language": "it",
        "theirs_source": "Art. 3",
    }
    chiara = as_("chiara")
    bare = chiara.post(url("write-beside", *its), {**given, "theirs_source": ""})
    assert (bare.status_code, "Name the source of the text" in bare.content.decode()) == (422, True)
    for _click in range(2):
        assert chiara.post(url("write-beside", *its), given).status_code == 302
    clash = as_("gulnar").post(
        url("write-beside", *its), {"revision": "0", "together": "Four weeks, all of us."}
    )
    assert (clash.status_code, "Four weeks, all of us." in clash.content.decode()) == (409, True)
    assert SideBySide.objects.get().revision == 1
    chiara.post(url("note-beside", *its), {"once": str(uuid.uuid4()), "text": "August counts double."})
    page = Client().get(url("beside-paragraph", *its)).content.decode()
    assert 'lang="it">Quattro settimane.' in page
    assert "August counts double." in page
    assert "<textarea" not in page
    assert as_("dana").post(url("write-beside", *its), given).status_code == 403


def test_a_recorder_is_somebody_and_a_group_has_a_text(full: FullRoom, as_) -> None:
    form = {
        "once": str(uuid.uuid4()),
        "title": "Two",
        "recorder": "nobody",
        "paragraphs": [full.paragraph.key],
    }
    address = url("form-group", full.meeting.public_id)
    answer = as_("gulnar").post(address, form)
    assert (answer.status_code, "Nobody was found" in answer.content.decode()) == (422, True)
    assert as_("gulnar").post(address, {**form, "recorder": "dana", "paragraphs": []}).status_code == 422
    assert as_("gulnar").post(address, {**form, "recorder": "dana"}).status_code == 302
    assert full.meeting.groups.get(number=2).recorder == find("dana")
    with pytest.raises(Refused):
        settle(
            actor=find("gulnar"), at=full.at, proposal=Proposal.objects.get(settled="adopted"),
            settled=Settled.ADOPTED, revision=2, texts={"en": "x"}, addressee="x",
        )  # fmt: skip
