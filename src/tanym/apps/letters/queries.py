"""Reads of letters, of messages that leave, and of who wants them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter, MailChoice, Message
from tanym.core.kernel.errors import NotFound


def letters_to(person: Person) -> QuerySet[Letter]:
    """A person's letters, newest first."""
    return Letter.objects.filter(to=person)


def letters_about(about: str) -> QuerySet[Letter]:
    """The letters sent about a thing, newest first."""
    return Letter.objects.filter(about=about)


def last_messages(abouts: Iterable[str]) -> Mapping[str, Message]:
    """The last message about each of these things, by thing."""
    return {one.about: one for one in Message.objects.filter(about__in=list(abouts)).order_by("pk")}


def count_about(about: str, since: datetime) -> int:
    """How many messages were written about a thing since a moment."""
    return Message.objects.filter(about=about, made_at__gt=since).count()


def messages_of_rehearsal(rehearsal: UUID) -> QuerySet[Message]:
    """The messages of a rehearsal, which never left, in the order in which they were written."""
    return Message.objects.filter(fault="message.played", headers__rehearsal=str(rehearsal)).order_by("pk")


def letters_to_people(people: Collection[int]) -> QuerySet[Letter]:
    """The letters to these people (primary keys), newest first."""
    return Letter.objects.filter(to__in=people).select_related("to")


def mail_choice(person: Person) -> MailChoice:
    """The person's choice, with the secret of its address."""
    return MailChoice.objects.get_or_create(person=person)[0]


def choice_by_token(token: str) -> MailChoice:
    """The choice behind the address at the foot of a mail. Raises `NotFound("page.unknown")`."""
    found = MailChoice.objects.select_related("person").filter(token=token).first()
    if found is None:
        raise NotFound("page.unknown")
    return found
