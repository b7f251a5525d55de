"""Reads of organisations: who works where, and what an organisation may do on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tanym.apps.organisations.links import digest
from tanym.apps.organisations.models import Invitation, Membership, Organisation
from tanym.apps.organisations.roles import giving
from tanym.apps.organisations.scope import About, covers
from tanym.core.credentials.did import web_did
from tanym.core.credentials.record import Body
from tanym.core.kernel.errors import NotFound

DEEPEST = 4
"""Units of units: a faculty of a branch of a university; deeper ones are not looked at."""


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


def lineage(organisation: Organisation) -> list[Organisation]:
    """The organisation, what it is a unit of, and so on upward: a role at any of them holds at the organisation."""
    found = [organisation]
    while found[-1].parent_id is not None and len(found) <= DEEPEST:
        found.append(found[-1].parent)  # type: ignore[arg-type]
    return found


def memberships(person: Any, on: date) -> QuerySet[Membership]:
    """The person's roles that hold on a day, as they were given: at a parent, not once more at each of its units."""
    if not person.is_authenticated:
        return Membership.objects.none()
    return (
        Membership.objects.filter(person=person, since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("organisation")
    )


def holds(
    person: Any, role: str, organisation: Organisation | None, on: date, *, about: About | None = None
) -> bool:
    """Whether the person has this role, or one that includes it, there on that day (anywhere, when no organisation is named).

    A role at a parent holds at its units. A limited role holds only for what is said to be within it (`about`).
    """
    return holds_one(person, [role], organisation, on, about=about)


def holds_one(
    person: Any,
    roles: Iterable[str],
    organisation: Organisation | None,
    on: date,
    *,
    about: About | None = None,
) -> bool:
    """Whether the person has one of these roles there on that day; one question to the database."""
    wanted = frozenset[str]().union(*(giving(role) for role in roles))
    found = memberships(person, on).filter(role__in=wanted)
    if organisation is not None:
        found = found.filter(organisation__in=lineage(organisation))
    return any(covers(scope, about) for scope in found.values_list("scope", flat=True))


def places(person: Any, roles: Iterable[str], on: date) -> QuerySet[Organisation]:
    """The organisations where the person has one of these roles on a day, with their units."""
    wanted = frozenset[str]().union(*(giving(role) for role in roles))
    held = set(memberships(person, on).filter(role__in=wanted).values_list("organisation_id", flat=True))
    newest = held
    while newest:
        newest = set(
            Organisation.objects.filter(parent_id__in=newest)
            .exclude(pk__in=held)
            .values_list("pk", flat=True)
        )
        held = held | newest
    return Organisation.objects.filter(pk__in=held)


def members(organisation: Organisation, role: str, on: date) -> QuerySet[Membership]:
    """Who has this role, or one that includes it, there or at what it is a unit of, on that day."""
    return (
        Membership.objects.filter(
            organisation__in=lineage(organisation), role__in=giving(role), since__lte=on
        )
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("person")
    )


def is_member(person: Any, organisation: Organisation, on: date) -> bool:
    """Whether the person has any role there, or at what it is a unit of, on that day."""
    return memberships(person, on).filter(organisation__in=lineage(organisation)).exists()


def by_legal_identity(scheme: str, number: str) -> Organisation | None:
    """The organisation with this number in this register of legal persons."""
    return Organisation.objects.filter(legal_scheme=scheme, legal_id=number).first() if number else None


def by_legal_identities(scheme: str, numbers: Iterable[str]) -> set[str]:
    """Those of the numbers in this register of legal persons that an organisation has already."""
    taken = Organisation.objects.filter(legal_scheme=scheme, legal_id__in=list(numbers))
    return set(taken.values_list("legal_id", flat=True))


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


def invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """All invitations to the organisation, newest first."""
    return organisation.invitations.select_related("organisation", "invited_by", "accepted_by")


def open_invitations(organisation: Organisation, at: datetime) -> QuerySet[Invitation]:
    """The invitations whose link still leads in."""
    return invitations(organisation).filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
    )


def invitation(public_id: UUID) -> Invitation:
    """An invitation by its public identifier. Raises `NotFound("page.unknown")`."""
    found = Invitation.objects.select_related("organisation").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def invitation_by_secret(secret: str) -> Invitation:
    """The invitation whose link this is. Raises `NotFound("invitation.unknown")`."""
    found = Invitation.objects.select_related("organisation").filter(digest=digest(secret)).first()
    if found is None:
        raise NotFound("invitation.unknown")
    return found


def standing(invitation: Invitation, at: datetime) -> str:
    """How an invitation stands: open, accepted, withdrawn or expired (the link, or the role that it offers)."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    role_is_over = invitation.until is not None and invitation.until < localdate(at)
    return "expired" if role_is_over or at >= invitation.expires_at else "open"


def people(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody's roles at the organisation itself, now and before, by name."""
    return organisation.memberships.select_related("person").order_by("person__name_passport", "since")
