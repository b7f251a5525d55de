"""Reads of organisations: who works where, and what an organisation may do on a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from tanym.apps.organisations.models import Authorisation, Membership, Organisation
from tanym.core.credentials.did import web_did
from tanym.core.credentials.record import Body
from tanym.core.kernel.errors import NotFound


def organisation(code: str) -> Organisation:
    """The organisation with this code. Raises `NotFound`."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise NotFound("organisation.unknown", code=code)
    return found


def organisations(type_: str | None = None) -> QuerySet[Organisation]:
    """All organisations, or those of a type."""
    everybody = Organisation.objects.all()
    return everybody.filter(type=type_) if type_ else everybody


def memberships(person: Any, on: date) -> QuerySet[Membership]:
    """The person's roles that hold on a day."""
    if not person.is_authenticated:
        return Membership.objects.none()
    return (
        Membership.objects.filter(person=person, since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("organisation")
    )


def holds(person: Any, role: str, organisation: Organisation | None, on: date) -> bool:
    """Whether the person has this role there on that day (anywhere, when no organisation is named)."""
    found = memberships(person, on).filter(role=role)
    return (found.filter(organisation=organisation) if organisation else found).exists()


def members(organisation: Organisation, role: str, on: date) -> QuerySet[Membership]:
    """Who has this role there on that day."""
    return (
        Membership.objects.filter(organisation=organisation, role=role, since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("person")
    )


def authorised(organisation: Organisation, what: str, on: date) -> Authorisation | None:
    """The authorisation that covers that day, or None."""
    return (
        Authorisation.objects.filter(organisation=organisation, what=what, since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .order_by("-since")
        .first()
    )


def did(organisation: Organisation) -> str:
    """The decentralised identifier of an organisation: did:web at this platform's own address."""
    return web_did(urlsplit(settings.TANYM.address).netloc, "o", organisation.code)


def recorded_body(organisation: Organisation) -> Body:
    """The organisation as an award record names it."""
    ask = {language: line for language, line in organisation.contact.items() if language != "email"}
    return Body(
        id=did(organisation),
        names=organisation.names,
        country=organisation.country,
        url=organisation.website,
        ask=ask,
        email=organisation.contact.get("email", ""),
    )
