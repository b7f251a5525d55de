"""A draft of the illustrative pack laid before the public, and the people who speak in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.consultation.actions.comment import comment
from tanym.apps.consultation.actions.moderate import moderate
from tanym.apps.consultation.actions.open import open as open_it
from tanym.apps.consultation.announcing import Announcement
from tanym.apps.consultation.models import Consultation, Contribution, Paragraph
from tanym.apps.organisations.queries import organisation
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import base_files, entry_at
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


@pytest.fixture
def at() -> datetime:
    """Now: pages look at the clock of the day."""
    return timezone.now()


@pytest.fixture
def draft(country: None, at: datetime) -> PackDraft:
    """A draft that changes one value of the national pack."""
    gulnar = find("gulnar")
    made = open_draft(
        actor=gulnar, at=at, owner=organisation("min-higher"), pack=PACK, titles={"en": "Longer titles"}
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
        citation="own-figures, title [E]",
        reason="Names in three languages are longer.",
    )
    return made


@pytest.fixture
def room(draft: PackDraft, at: datetime) -> Room:
    """The consultation on that draft, open since today."""
    made = open_it(
        actor=find("gulnar"),
        at=at,
        draft=draft,
        announcement=announcement(timezone.localdate(at)),
        once=uuid.uuid4(),
    )
    return Room(made, at)


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
