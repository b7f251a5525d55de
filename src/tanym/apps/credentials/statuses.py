"""Places in status lists: given at random, once, out of lists that many share; and which of them are marked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from tanym.apps.credentials.models import Credential, StatusList, StatusPlace
from tanym.apps.organisations.models import Organisation
from tanym.core.credentials.status.bitstring import REVOCATION, SUSPENSION, StatusEntry

BITSTRING, TOKEN = "bitstring", "token"
ADDRESSES = {BITSTRING: "status", TOKEN: "token-status"}
FULL = 2  # a list that is half full gets a successor: random places stay easy to find
DECOYS = 32
"""Places of a new list that are marked and stand for nobody, so that a single marked place tells nothing."""
MOST_DECOYS_AT_ONCE = 3
DECOYS_LAST = timedelta(days=90)
A_PIECE = 500  # so many values go into one question to the database


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is taken but not yet given to a credential."""

    status_list: StatusList
    index: int

    @property
    def address(self) -> str:
        """The lasting address of the list."""
        return list_address(self.status_list)

    @property
    def entry(self) -> StatusEntry:
        """The place as an Open Badge names it."""
        return StatusEntry(self.address, self.index, self.status_list.purpose)


def list_address(of: StatusList) -> str:
    """The lasting address of a status list."""
    return f"{settings.TANYM.address}/{ADDRESSES[of.form]}/{of.public_id}"


def allot(credential: Credential, form: str, purpose: str, at: datetime) -> StatusPlace:
    """A new place for a credential, in a transaction of the caller; a token list has no purpose of its own.

    Each copy of a credential in a wallet gets its own: two copies cannot be told to be of one person by it.
    """
    (spot,) = reserve(credential.award.awarding_body, 1, form=form, purpose=purpose, at=at)
    return give([spot], credential)[0]


def reserve(
    body: Organisation, count: int, *, at: datetime, form: str = BITSTRING, purpose: str = REVOCATION
) -> list[Spot]:
    """Free places at random: the order of issuing cannot be read from them. In a transaction of the caller.

    The list stays locked until its end; who rolls back gives the places back. `give` must follow before anybody there
    reserves places of the same list again.
    """
    found: list[Spot] = []
    while len(found) < count:
        current = _list(body, form, "" if form == TOKEN else purpose, at)
        room = max(current.entries // FULL - current.taken, 1)
        taken = _draw(current, min(count - len(found), room))
        _count(current, len(taken))
        found += [Spot(current, index) for index in taken]
    return found


def badge_spots(body: Organisation, at: datetime) -> list[Spot]:
    """The places that a new badge names: one for its revocation, which nobody lifts again.

    Open Badges 3.0 knows one `credentialStatus`; an installation that prefers that every verifier sees suspensions too
    (VCDM 2.0 allows several) sets `TANYM_BADGE_SUSPENSION`.
    """
    return [reserve(body, 1, at=at, purpose=one)[0] for one in badge_purposes()]


def badge_purposes() -> tuple[str, ...]:
    """What the places of a new badge are for, in the order in which it names them."""
    return (REVOCATION, SUSPENSION) if settings.TANYM.badge_suspension else (REVOCATION,)


def with_status(document: Mapping[str, Any], spots: Sequence[Spot]) -> dict[str, Any]:
    """The document with the places that it names, not yet signed."""
    entries = [one.entry.document() for one in spots]
    return {**document, "credentialStatus": entries[0] if len(entries) == 1 else entries}


def give(spots: Sequence[Spot], credential: Credential) -> list[StatusPlace]:
    """The reserved places become those of a credential that is saved."""
    return StatusPlace.objects.bulk_create(
        StatusPlace(status_list=one.status_list, index=one.index, credential=credential) for one in spots
    )


def end(place: StatusPlace, at: datetime) -> None:
    """Mark one place for ever, the credential itself aside: its holder took the copy back. In a transaction of the caller."""
    place.ended_at = at
    place.save(update_fields=["ended_at"])
    _renew(StatusList.objects.filter(pk=place.status_list_id), at)


def touch(credentials: Iterable[Credential], at: datetime) -> None:
    """Let the lists of these credentials be made anew. In a transaction of the caller, after the change itself."""
    names = [one.pk for one in credentials]
    _renew(StatusList.objects.filter(pk__in=_lists_of(names)), at)


def _lists_of(names: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(names), A_PIECE):
        of = StatusPlace.objects.filter(credential__in=names[start : start + A_PIECE])
        found |= set(of.order_by().values_list("status_list", flat=True).distinct())
    return found


def _renew(lists: QuerySet[StatusList], at: datetime) -> None:
    """A few decoys are marked beside every real change, so that nobody sees which of them it is."""
    for one in lists.select_for_update().order_by("pk"):
        _hide(one, secrets.randbelow(MOST_DECOYS_AT_ONCE + 1), at)
        one.revision += 1
        one.changed_at = at
        one.save(update_fields=["revision", "changed_at"])


def marked(of: StatusList, at: datetime) -> tuple[set[int], set[int]]:
    """The places of a list that say revoked, and those that say suspended, at that moment."""
    today = timezone.localdate(at)
    ended = Q(edition__isnull=False) | Q(ended_at__isnull=False) | Q(credential__revoked_at__isnull=False)
    open_end = Q(credential__suspended_until__isnull=True) | Q(credential__suspended_until__gte=today)
    suspended = Q(credential__suspended_at__isnull=False) & open_end & ~ended
    decoys = Q(decoy_since__lte=at) & (Q(decoy_until__isnull=True) | Q(decoy_until__gt=at))
    ended_too, suspended_too = (
        (ended, suspended | decoys) if of.purpose == SUSPENSION else (ended | decoys, suspended)
    )
    places = of.places.order_by()
    return (
        set(places.filter(ended_too).values_list("index", flat=True)),
        set(places.filter(suspended_too).values_list("index", flat=True)),
    )


def _list(body: Organisation, form: str, purpose: str, at: datetime) -> StatusList:
    """The list of this issuer that takes new entries, locked; a new one where there is none or the last is half full."""
    last = (
        StatusList.objects.select_for_update()
        .filter(issuer=body, form=form, purpose=purpose)
        .order_by("-pk")
        .first()
    )
    if last is not None and last.taken * FULL < last.entries:
        return last
    made = StatusList.objects.create(issuer=body, form=form, purpose=purpose, changed_at=at)
    _hide(made, DECOYS, at)
    return made


def _hide(of: StatusList, count: int, at: datetime) -> None:
    """Mark so many places that nobody has, from the second on for which the list is made anew: not an hour later."""
    decoys, since = _draw(of, count), at.replace(microsecond=0)
    StatusPlace.objects.bulk_create(
        StatusPlace(status_list=of, index=index, decoy_since=since, decoy_until=_decoy_end(of, since))
        for index in decoys
    )
    _count(of, len(decoys))


def _decoy_end(of: StatusList, at: datetime) -> datetime | None:
    """A suspension ends one day, a revocation never does: what seems to be one must behave like it."""
    if of.purpose != SUSPENSION:
        return None
    return at + timedelta(seconds=secrets.randbelow(int(DECOYS_LAST.total_seconds())))


def _draw(of: StatusList, count: int) -> set[int]:
    """So many places that nobody has, at random."""
    found: set[int] = set()
    while len(found) < count:
        drawn = {secrets.randbelow(of.entries) for _ in range(min(count - len(found), A_PIECE))} - found
        found |= drawn - set(of.places.filter(index__in=drawn).values_list("index", flat=True))
    return found


def _count(of: StatusList, more: int) -> None:
    of.taken += more
    of.save(update_fields=["taken"])
