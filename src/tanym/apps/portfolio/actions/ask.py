"""Ask a witness, or the issuer, about an item, by a link that they answer without an account."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.playing import playing
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio import asking, notices
from tanym.apps.portfolio.following import offices
from tanym.apps.portfolio.links import address_digest, address_digests, digest, secret
from tanym.apps.portfolio.models import Item, Question
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.queries import not_rehearsed
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def ask(
    *,
    actor: Person,
    at: datetime,
    item: Item,
    to: str,
    name: str,
    email: str,
    questions: Sequence[str],
    language: str,
    until: datetime,
) -> Question:
    """The question, on its way by mail; `questions` are codes (`asking.codes`), none: the usual ones.

    The owner asks, or who works on a case that shows the item, for that organisation. Asked already at this address and
    still open: the same question comes back where it was asked just now, else `Refused("question.asked-already")`.
    Raises `InvalidValue` (`question.no-name`, `question.email`, `question.language`, `question.until`,
    `question.unknown-code`, `question.too-many`), `Refused` (`question.own-address`, `question.too-often`),
    `NotPermitted`.
    """
    on = timezone.localdate(at)
    office = _office(item, actor, on)
    name, email = _name(name), _email(email, item.owner, actor)
    if language not in asking.LANGUAGES:
        raise InvalidValue("question.language")
    if not at + asking.SHORTEST <= until <= at + asking.LONGEST:
        raise InvalidValue("question.until", days=asking.LONGEST.days)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)  # one at a time for who asks
        found = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
        codes = asking.chosen(to, questions, found)
        same = _open_to(found, email, to, at)
        if same is not None:
            if at - same.asked_at <= timedelta(minutes=1) and same.asked_by_id == actor.pk:
                return same  # a double click
            raise Refused("question.asked-already")
        _refuse_floods(found, actor, email, at)
        made = Question(
            item=found,
            to=to,
            asked_by=actor,
            organisation=office,
            name=name,
            email=email,
            address_digest=address_digest(email),
            domain=email.rpartition("@")[2].lower(),
            questions=codes,
            language=language,
            said=asking.said_of(found),
            asked_at=at,
            until=until,
        )
        made.digest = digest(secret(made.public_id))
        made.save()
        details = {"item": str(found.public_id), "to": to}
        record(actor=actor, at=at, action="portfolio.ask", subject=made.subject, details=details)
        notices.asked(made, at)
        return made


def _office(item: Item, actor: Person, on: date) -> Organisation | None:
    """For which organisation somebody asks; None for the owner. Raises `NotPermitted`."""
    if item.owner_id == actor.pk:
        permit(TABLE, "ask", actor, on, owner=item.owner)
        return None
    found = offices(item, actor, on)
    if not found:
        raise NotPermitted("not-permitted", action="ask")
    return found[0]


def _name(given: str) -> str:
    name = " ".join(
        "".join(one for one in given if one.isspace() or unicodedata.category(one)[0] != "C").split()
    )
    if not name or len(name) > 200:
        raise InvalidValue("question.no-name")
    return name


def _email(given: str, owner: Person, actor: Person) -> str:
    email = given.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidValue("question.email") from None
    if len(email) > 254:
        raise InvalidValue("question.email")
    if email.casefold() in {one.email.casefold() for one in (owner, actor) if one.email}:
        raise Refused("question.own-address")
    return email


def _open_to(item: Item, email: str, to: str, at: datetime) -> Question | None:
    there = item.questions.filter(address_digest__in=address_digests(email), to=to)
    return next((one for one in there if one.open_to_answer(at)), None)


def _refuse_floods(item: Item, actor: Person, email: str, at: datetime) -> None:
    day_before = at - timedelta(days=1)
    open_now = sum(one.open_to_answer(at) for one in item.questions.all())
    by_actor = Question.objects.filter(asked_by=actor, asked_at__gt=day_before).count()
    asked = Question.objects.all() if playing() else not_rehearsed()
    to_address = asked.filter(
        address_digest__in=address_digests(email), asked_at__gt=at - asking.ADDRESS_WINDOW
    ).count()
    if (
        open_now >= asking.MOST_OPEN_OF_AN_ITEM
        or by_actor >= asking.MOST_A_DAY
        or to_address >= asking.MOST_TO_AN_ADDRESS
    ):
        raise Refused("question.too-often")
