"""From a contribution to its answer, the change, and the end."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.answer import answer
from tanym.apps.consultation.actions.close import close
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import report
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.core.consultation.contribution import Outcome
from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tests.apps.consultation.conftest import PACK, Room

pytestmark = pytest.mark.django_db


def answered(room: Room, *said, **more: object):  # type: ignore[no-untyped-def]
    given = {"outcome": Outcome.REJECTED, "reason": "The law fixes it.", **more}
    rows = [queries.contribution(one.public_id) for one in said]
    return answer(
        actor=find("gulnar"),
        at=room.at,
        consultation=room.of,
        contributions=[(one, one.revision) for one in rows],
        language="en",
        **{"once": uuid.uuid4(), **given},
    )


def test_a_consultation_closes_when_everybody_was_answered_and_keeps_the_report(room: Room, as_) -> None:
    gulnar, said = as_("gulnar"), room.says("erlan")
    with pytest.raises(Refused) as early:
        close(actor=find("gulnar"), at=room.at, consultation=room.of, revision=1)
    assert early.value.code == "consultation.period-runs"
    later = room.at + timedelta(days=21)
    with pytest.raises(Refused) as found:
        close(actor=find("gulnar"), at=later, consultation=room.of, revision=1)
    assert found.value.code == "consultation.unanswered"
    assert "without an answer: 1" in gulnar.get(room.url("desk")).content.decode()
    answered(room, said)
    done = close(actor=find("gulnar"), at=later, consultation=room.of, revision=1)
    assert done.stage(timezone.localdate(later)) == "closed"
    outcomes = {
        one["rule"]: one["outcome"] for one in json.loads(bytes(report(done.report).content))["findings"]
    }
    assert outcomes["PO-03"] == "met"
    assert outcomes["PO-04"] == "not-met"
    assert PackDraft.objects.get(public_id=done.draft).state == "drafting"
    with pytest.raises(Refused) as twice:
        answered(room, said, reason="On second thoughts.")
    assert twice.value.code == "consultation.closed"
    assert "Every contribution has an answer" in Client().get(room.url("page")).content.decode()


def test_a_reason_lets_it_end_before_its_day_and_is_published(room: Room, as_) -> None:
    room.says("samal", category=Category.LEARNER)
    client = as_("gulnar")
    sent = {"revision": "1", "early": "The draft is withdrawn by the ministry."}
    held = client.post(room.url("close"), sent)
    assert (held.status_code, "no moderator has looked at: 1" in held.content.decode()) == (409, True)
    said = room.publish(room.of.contributions.get())
    answered(room, said)
    for _click in range(2):
        last = client.post(room.url("close"), sent)
    assert last.status_code == 409  # the second click meets a closed one
    assert "The draft is withdrawn by the ministry." in Client().get(room.url("page")).content.decode()


def test_an_answer_leads_to_the_change_and_the_change_back_to_who_asked(room: Room, reads) -> None:
    said = room.says("erlan", "Make it 25.")
    entry = DraftEntry.objects.get()
    given = answered(room, said, outcome=Outcome.ACCEPTED, reason="Right.", entry=str(entry.public_id))
    assert [one.pk for one in queries.answers(room.of.draft)] == [given.pk]
    assert list(given.contributions.all()) == [said]
    html = Client().get(f"/en/consultations/contributions/{said.public_id}/").content.decode()
    way = f"/en/workshop/drafts/{room.of.draft}/"
    assert f"{way}#{entry.key}" in html
    draft = Client().get(way).content.decode()
    assert f'id="{entry.key}"' in draft
    back = f"/en/consultations/of/{room.of.draft}/"
    assert back in draft
    assert Client().get(back)["Location"] == room.url("page")
    assert "Right." in reads("page")
    letter = Letter.objects.get(to=find("erlan"))
    assert "Right." in letter.body["ru"]
    assert "Принято" in letter.body["ru"]


def test_one_answer_serves_all_who_say_the_same(room: Room, as_) -> None:
    first, second = room.says("dana", "Eight is too few!"), room.says("omar", "eight is too few")
    other = room.says("erlan", "Eight is too many.")
    groups = queries.unanswered(room.of)
    assert [[one.number for one in group.all] for group in groups] == [[1, 2], [3]]
    client = as_("baurzhan")
    address = room.url("answer")
    form = {
        "once": str(uuid.uuid4()), "c": [str(first.public_id), str(second.public_id)],
        f"revision-{first.public_id}": "1", f"revision-{second.public_id}": "1",
        "outcome": "rejected", "reason": "",
    }  # fmt: skip
    assert client.get(address, {"c": form["c"]}).status_code == 200
    assert client.post(address, form).status_code == 422
    for _click in range(2):
        assert client.post(address, {**form, "reason": "Measured twice."}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.answer == second.answer
    assert first.answer.contributions.count() == 2
    stale = client.post(address, {**form, "once": str(uuid.uuid4()), "reason": "Another moderator’s words."})
    assert (stale.status_code, "Another moderator’s words." in stale.content.decode()) == (409, True)
    assert client.get(address, {"c": "no-uuid"}).status_code == 422
    assert other.answer_id is None


def test_a_corrected_answer_keeps_the_earlier_one_in_sight(room: Room) -> None:
    said = room.says("erlan")
    answered(room, said, reason="Too hasty.")
    answered(room, said, reason="Considered.")
    html = Client().get(f"/en/consultations/contributions/{said.public_id}/").content.decode()
    assert "Too hasty." in html
    assert "Considered." in html
    assert (
        Client().get(room.url("export", "json")).json()["contributions"][0]["answer"]["reason"]
        == "Considered."
    )


def test_an_answer_names_a_change_of_its_own_draft_alone(room: Room, at) -> None:
    said = room.says("erlan")
    other = open_draft(
        actor=find("gulnar"), at=at, owner=organisation("min-higher"), pack=PACK, titles={"en": "Another"}
    )
    strange = DraftEntry.objects.create(
        draft=other, key="x.toml~value~x", content={}, citation="x", reason="x", editor=find("gulnar"), changed_at=at
    )  # fmt: skip
    for given, kind in (
        ({"entry": str(strange.public_id)}, InvalidValue),
        ({"entry": "no-uuid"}, NotFound),
        ({"entry": ""}, InvalidValue),
    ):
        with pytest.raises(kind):
            answered(room, said, outcome=Outcome.ACCEPTED, **given)
    held = room.says("samal", category=Category.LEARNER)
    with pytest.raises(Refused) as refused:
        answered(room, held)
    assert refused.value.code == "consultation.not-public"


def test_the_document_holds_everything_that_is_public_and_nothing_else(room: Room) -> None:
    said = room.says("erlan", "=HYPERLINK(1) *bold* <b>x</b>", wording="")
    room.says("samal", "Still held.", category=Category.LEARNER)
    answered(room, said)
    json_ = Client().get(room.url("export", "json")).json()
    assert [one["number"] for one in json_["contributions"]] == [1]
    assert json_["contributions"][0]["answer"]["reason"] == "The law fixes it."
    assert json_["held"] == 1
    assert {"key", "number", "title", "in_force", "draft"} == set(json_["paragraphs"][0])
    csv = Client().get(room.url("export", "csv")).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in csv
    assert "The law fixes it." in csv
    markdown = Client().get(room.url("export", "md")).content.decode()
    assert "\\*bold\\* &lt;b&gt;" in markdown
    html = Client().get(room.url("export", "html")).content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "Preliminary text, not law" in html
    for text in (csv, markdown, html):
        assert "Still held." not in text
        assert "@" not in text.replace("rule~", "").replace("@20", "")
    assert Client().get(room.url("export", "pdf")).content.startswith(b"%PDF-")
    assert Client().get(room.url("export", "exe")).status_code == 404
