"""A draft of the illustrative pack laid before the public, and the people who speak in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.consultation.actions.add_document import add_document
from tanym.apps.consultation.actions.ask import ask
from tanym.apps.consultation.actions.comment import comment
from tanym.apps.consultation.actions.convene import convene
from tanym.apps.consultation.actions.form_group import form_group
from tanym.apps.consultation.actions.moderate import moderate
from tanym.apps.consultation.actions.open import open as open_it
from tanym.apps.consultation.actions.propose import propose
from tanym.apps.consultation.actions.settle import settle
from tanym.apps.consultation.announcing import Announcement
from tanym.apps.consultation.models import (
    Consultation,
    Contribution,
    Group,
    Meeting,
    MeetingDocument,
    Paragraph,
    Proposal,
    Recommendation,
)
from tanym.apps.organisations.queries import organisation
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import base_files, entry_at
from tanym.core.consultation.adopting import Settled
from tanym.core.consultation.contribution import Said, Stance
from tanym.core.consultation.stakeholders import Category
from tanym.core.rules.entries import Place

PACK = "governance"
PLACE = Place("policy.toml", "value", "item.overdue-longest")
DAY = timedelta(days=1)


@dataclass
class Room:
    """A consultation on one changed value, and how to act in it."""

    of: Consultation
    at: datetime

    @property
    def paragraph(self) -> Paragraph:
        return self.of.paragraphs.get(key=PLACE.key)

    def renew(self) -> Consultation:
        self.of = Consultation.objects.get(pk=self.of.pk)
        return self.of

    def says(self, who: str, text: str = "Eight is too few.", **more: object) -> Contribution:
        """A contribution on the changed paragraph; `where=None` for the whole."""
        given = {"stance": Stance.OPPOSE, "category": Category.EMPLOYER, **more}
        where = given.pop("where", self.paragraph)
        anonymous = bool(given.pop("anonymous", False))
        return comment(
            actor=find(who),
            at=given.pop("at", self.at),
            consultation=self.of,
            paragraph=where,
            said=Said(text=text, **given),
            language="en",
            once=uuid.uuid4(),
            anonymous=anonymous,
        )

    def publish(self, said: Contribution) -> Contribution:
        return moderate(
            actor=find("gulnar"), at=self.at, contribution=said, publish=True, revision=said.revision
        )

    def url(self, page: str, *more: object) -> str:
        with override("en"):
            return reverse(f"consultation:{page}", args=[self.of.public_id, *more])


def announcement(opens: date, *, length: int = 20) -> Announcement:
    return Announcement(
        titles={"en": "How long a title may be", "kk": "Атау қанша болуы мүмкін", "ru": "Длина названия"},
        level="consultation",
        step="drafting",
        opens_on=opens,
        ends_on=opens + (length - 1) * DAY,
        answers_by=opens + (length + 9) * DAY,
        legal_note={"en": "A draft."},
        privacy={"en": "Names are shown unless you say no."},
        road_map=((opens + 60 * DAY, {"en": "Approval"}),),
    )


@dataclass
class FullRoom(Room):
    """One of everything that a consultation can hold."""

    said: Contribution
    meeting: Meeting
    document: MeetingDocument
    group: Group
    proposal: Proposal
    recommendation: Recommendation
    other: PackDraft


def new_draft(at: datetime) -> PackDraft:
    """A draft that changes one value of a pack."""
    gulnar = find("gulnar")
    made = open_draft(
        actor=gulnar, at=at, owner=organisation("min-higher"), pack=PACK, titles={"en": "Overdue items"}
    )
    content = dict(entry_at(base_files(made), PLACE) or {})
    content["dated"] = [{**one, "value": one["value"] + 7} for one in content["dated"]]
    edit_entry(
        actor=gulnar,
        at=at,
        draft=made,
        place=PLACE,
        content=content,
        revision=0,
        citation="own-figures, days past the deadline [E]",
        reason="A month and a week is what the seminar asked for.",
    )
    return made


def new_room(at: datetime) -> Room:
    """The consultation on that draft, open since today."""
    given = announcement(timezone.localdate(at))
    made = open_it(actor=find("gulnar"), at=at, draft=new_draft(at), announcement=given, once=uuid.uuid4())
    return Room(made, at)


def full_room(at: datetime) -> FullRoom:
    """A consultation with a contribution, a survey, a seminar with its group, a recommendation, and another draft."""
    room, gulnar, erlan = new_room(at), find("gulnar"), find("erlan")
    by = {"actor": gulnar, "at": at}
    said = room.says("samal", category=Category.LEARNER)
    ask(**by, consultation=room.of, words={"en": "More?"}, options=[{"en": "Yes"}, {"en": "No"}], several=False,
        open_=True, once=uuid.uuid4())  # fmt: skip
    seminar = convene(**by, consultation=room.of, kind="seminar", titles={"en": "Seminar"}, starts_at=at - DAY,
        place="Astana", agenda="Groups, then the plenary.", once=uuid.uuid4())  # fmt: skip
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7\n%%EOF\n")
    document = add_document(**by, meeting=seminar, title="The draft on paper", upload=paper)
    group = form_group(
        **by, meeting=seminar, title="Terms", recorder=erlan, paragraphs=[room.paragraph], once=uuid.uuid4()
    )
    proposals = [
        propose(
            actor=erlan,
            at=at,
            group=group,
            paragraph=room.paragraph,
            text=text,
            reasons="",
            language="en",
            once=uuid.uuid4(),
        )
        for text in ("Remind ten days before.", "Publish the list.")
    ]
    settled = settle(**by, proposal=proposals[0], settled=Settled.ADOPTED, revision=1, addressee="The ministry",
        texts={"en": "Remind ten days before."})  # fmt: skip
    assert settled.recommendation
    return FullRoom(
        room.of, at, said, seminar, document, group, proposals[1], settled.recommendation, new_draft(at)
    )


@pytest.fixture
def at() -> datetime:
    """Now: pages look at the clock of the day."""
    return timezone.localtime()


@pytest.fixture
def draft(country: None, at: datetime) -> PackDraft:
    """A draft that changes one value of a pack."""
    return new_draft(at)


@pytest.fixture
def room(country: None, at: datetime) -> Room:
    """A consultation on one changed value, open since today."""
    return new_room(at)


@pytest.fixture
def full(country: None, at: datetime) -> FullRoom:
    """A consultation with one of everything."""
    return full_room(at)


@pytest.fixture
def reads(room: Room) -> Callable[..., str]:
    """What a visitor, or a person, reads on a page: `reads("page")`, `reads("desk", by="gulnar")`."""

    def read(page: str, *more: object, by: str = "") -> str:
        client = Client()
        if by:
            client.force_login(find(by))
        answer = client.get(room.url(page, *more))
        assert answer.status_code == 200, page
        return answer.content.decode()

    return read
