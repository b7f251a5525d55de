"""Who is here: each institution as invited, signed in, or at work on its first design."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from tanym.apps.organisations.models import Invitation, Membership, Organisation
from tanym.apps.organisations.queries import organisations
from tanym.apps.qualifications.queries import owners_of_designs

EDUCATION = ("university", "college", "training", "recognition-centre")


class Arrival(StrEnum):
    """How far an institution is; the later ones include the earlier."""

    NOT_INVITED = "not-invited"
    INVITED = "invited"
    SIGNED_IN = "signed-in"
    DRAFTING = "drafting"


@dataclass(frozen=True, slots=True)
class Place:
    """An institution with how far it is: how many were invited, how many of them came."""

    organisation: Organisation
    arrival: Arrival
    invited: int
    came: int

    @property
    def code(self) -> str:
        """The code whose sentence names how far it is."""
        return f"arrival.{self.arrival}"


def places() -> list[Place]:
    """Every institution of education, by code; a handful of questions to the database, however many there are."""
    roots = {row.pk: row for row in organisations().filter(type__in=EDUCATION)}
    above = {pk: _root(pk, roots) for pk in roots}
    invited, came = Counter[int](), Counter[int]()
    for of, accepted in Invitation.objects.filter(withdrawn_at__isnull=True).values_list(
        "organisation_id", "accepted_at"
    ):
        invited[above.get(of, of)] += 1
        came[above.get(of, of)] += accepted is not None
    here = {
        above.get(of, of) for of in Membership.objects.values_list("organisation_id", flat=True).distinct()
    }
    drafting = {above.get(of, of) for of in owners_of_designs()}
    return [
        Place(row, _arrival(pk in drafting, pk in here, bool(invited[pk])), invited[pk], came[pk])
        for pk, row in roots.items()
        if row.parent_id is None
    ]


def waiting() -> QuerySet[Invitation]:
    """Invitations of institutions that nobody accepted, expired ones too: who is to be reminded."""
    return (
        Invitation.objects.filter(
            accepted_at__isnull=True, withdrawn_at__isnull=True, organisation__type__in=EDUCATION
        )
        .select_related("organisation")
        .order_by("organisation__code", "pk")
    )


def found(all_of_them: list[Place], asked: str, arrival: str) -> list[Place]:
    """The institutions of which a name, the code or the town holds what is asked for, and which are so far."""
    wanted = asked.casefold()
    return [
        place
        for place in all_of_them
        if (not arrival or place.arrival == arrival) and wanted in _words(place.organisation)
    ]


def _arrival(drafting: bool, here: bool, invited: bool) -> Arrival:
    if drafting:
        return Arrival.DRAFTING
    if here:
        return Arrival.SIGNED_IN
    return Arrival.INVITED if invited else Arrival.NOT_INVITED


def _root(pk: int, known: dict[int, Organisation]) -> int:
    while (parent := known[pk].parent_id) in known:
        pk = parent  # type: ignore[assignment]
    return pk


def _words(organisation: Organisation) -> str:
    texts = [
        organisation.code,
        organisation.legal_id,
        *organisation.names.values(),
        *organisation.city.values(),
    ]
    return "\n".join(texts).casefold()
