"""Opening a consultation on a draft: what is laid out, what is announced, what is refused."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import Act
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.extend import extend
from tanym.apps.consultation.actions.open import open as open_it
from tanym.apps.consultation.models import Consultation
from tanym.apps.organisations.queries import organisation
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import entry_at
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.consultation.conftest import PACK, PLACE, Room, announcement

pytestmark = pytest.mark.django_db


def test_the_text_is_laid_out_beside_what_is_in_force_in_three_languages(room: Room) -> None:
    row = room.paragraph
    assert row.changed
    assert set(row.text) == set(row.before) == {"kk", "ru", "en"}
    assert "37" in row.text["en"]
    assert "30" in row.before["en"]
    assert row.sources["en"][0]["read"]
    assert room.of.paragraphs.filter(changed=False).count() > 20
    assert PackDraft.objects.get(public_id=room.of.draft).state == "consulting"
    assert queries.of_draft(room.of.draft) == [room.of]
    assert Act.objects.filter(action="consultation.open", subject__endswith=str(room.of.public_id)).exists()


def test_the_text_laid_out_stays_when_the_draft_moves_on(room: Room, at, reads) -> None:
    draft = PackDraft.objects.get(public_id=room.of.draft)
    entry = draft.entries.get()
    from tanym.apps.workshop.queries import draft_files

    content = dict(entry_at(draft_files(draft), PLACE))
    content["dated"] = [{**one, "value": 987654} for one in content["dated"]]
    edit_entry(
        actor=find("gulnar"), at=at, draft=draft, place=PLACE, content=content, revision=entry.revision,
        citation="own-figures, title [E]", reason="An answer asked for it.",
    )  # fmt: skip
    assert "37" in room.paragraph.text["en"]
    assert "987654" not in reads("page").replace("\xa0", "").replace(",", "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"titles": {"en": "  "}}, "consultation.title-empty"),
        ({"privacy": {}}, "consultation.terms-missing"),
        ({"summary": {"kk": "a" * 4001}}, "consultation.text-too-long"),
        ({"languages": ()}, "consultation.no-language"),
        ({"level": "shouting"}, "consultation.terms-missing"),
    ],
)
def test_what_is_not_said_is_not_announced(draft, at, change: dict, code: str) -> None:
    given = replace(announcement(timezone.localdate(at)), **change)
    with pytest.raises(InvalidValue) as refused:
        open_it(actor=find("gulnar"), at=at, draft=draft, announcement=given, once=uuid.uuid4())
    assert refused.value.code == code
    draft.refresh_from_db()
    assert (Consultation.objects.count(), draft.state) == (0, "drafting")


def test_only_an_author_of_the_ministry_opens_one_and_only_once(room: Room, at) -> None:
    draft = PackDraft.objects.get(public_id=room.of.draft)
    given = announcement(timezone.localdate(at))
    for who in ("dana", "chiara", "aigul"):
        with pytest.raises(NotPermitted):
            open_it(actor=find(who), at=at, draft=draft, announcement=given, once=uuid.uuid4())
    assert open_it(actor=find("gulnar"), at=at, draft=draft, announcement=given, once=room.of.once) == room.of
    with pytest.raises(Refused) as refused:
        open_it(actor=find("gulnar"), at=at, draft=draft, announcement=given, once=uuid.uuid4())
    assert refused.value.code == "consultation.runs-already"


def test_a_draft_that_changes_nothing_is_not_discussed(country, at) -> None:
    gulnar = find("gulnar")
    empty = open_draft(
        actor=gulnar, at=at, owner=organisation("min-higher"), pack=PACK, titles={"en": "Nothing yet"}
    )
    with pytest.raises(Refused):
        open_it(
            actor=gulnar, at=at, draft=empty, announcement=announcement(timezone.localdate(at)), once=uuid.uuid4()
        )  # fmt: skip
    empty.refresh_from_db()
    assert empty.state == "drafting"


def test_the_form_announces_and_says_when_the_time_is_short(draft, as_, at) -> None:
    client, today = as_("gulnar"), timezone.localdate(at)
    with override("en"):
        address = reverse("consultation:open", args=[draft.public_id])
    page = client.get(address).content.decode()
    assert "The rules ask for 14 days at least" in page
    form = {
        "once": str(uuid.uuid4()), "title-en": "Titles", "note-en": "A draft.", "privacy-en": "Shown.",
        "level": "consultation", "step": "drafting", "opens_on": today, "ends_on": today, "answers_by": today,
        "languages": ["kk", "ru"], "target_groups": ["learner"],
    }  # fmt: skip
    wrong = client.post(address, {**form, "ends_on": today - timedelta(days=1)})
    assert wrong.status_code == 422
    assert "The last day is before the day of opening" in wrong.content.decode()
    assert "Shown." in wrong.content.decode()
    for _click in range(2):
        done = client.post(address, form, follow=True)
        assert "Titles" in done.content.decode()
        assert "shorter than 14 days" in done.content.decode() or _click
    assert Consultation.objects.count() == 1
    assert "Titles" in as_("samal").get("/en/consultations/").content.decode()
    assert as_("dana").get(address).status_code in (403, 404)


def test_more_time_is_given_with_a_published_reason(room: Room, at, reads) -> None:
    later = room.of.ends_on + timedelta(days=5)
    given = {"actor": find("gulnar"), "at": at, "consultation": room.of, "because": "Many asked for it."}
    with pytest.raises(InvalidValue):
        extend(**given, ends_on=room.of.ends_on, revision=1)
    extend(**given, ends_on=later, revision=1)
    with pytest.raises(Refused) as refused:
        extend(**given, ends_on=later + timedelta(days=1), revision=1)
    assert refused.value.code == "changed-meanwhile"
    assert "Many asked for it." in reads("page")


def test_nothing_is_discussed_yet_says_the_list(client, db) -> None:
    assert "No draft is being discussed at the moment" in client.get("/en/consultations/").content.decode()
