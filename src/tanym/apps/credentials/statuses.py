"""Places in status lists: given at random, once, out of lists that many share; and which of them are marked.

What is locked, in this order and in no other: the award, its document, the key that signed, the journal, the lists (in
the order of their keys). So a place is taken in a transaction of its own, before anything is signed; what comes after the
journal is only that lists are renewed (`touch`, `end`). Two who kept to different orders would wait for each other.
Rows are held with `no_key=True`: PostgreSQL looks at references when all is kept, while the journal is held, and would wait
there for whoever holds the whole row that is referred to and waits for the journal.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
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


def list_address(of: StatusList) -> str:
    """The lasting address of a status list."""
    return f"{settings.TANYM.address}/{ADDRESSES[of.form]}/{of.public_id}"


def entry(of: StatusList, index: int) -> StatusEntry:
    """A place as an Open Badge names it."""
    return StatusEntry(list_address(of), index, of.purpose)


def take(body: Organisation, count: int, at: datetime, form: str = BITSTRING) -> list[list[StatusPlace]]:
    """Places for so many documents, one of each purpose for every one: written down as taken, and nobody's yet.

    They are drawn at random: the order of issuing cannot be read from them. Each copy in a wallet gets its own (in a token
    list, which has no purpose): two copies cannot be told to be of one person by it. Whoever is lost before `give` leaves
    them behind, taken for ever. The lists stay locked to the end of the transaction: it must be short, sign nothing and
    write nothing into the journal.
    """
    purposes = ("",) if form == TOKEN else badge_purposes()
    with transaction.atomic():
        # all of them first, in order: the newest list of one purpose may be older than that of another
        list(StatusList.objects.select_for_update(no_key=True).filter(issuer=body, form=form).order_by("pk"))
        drawn = [_reserved(body, count, form, purpose, at) for purpose in purposes]
        StatusPlace.objects.bulk_create(place for of_purpose in drawn for place in of_purpose)
    return [list(each) for each in zip(*drawn, strict=True)]


def _reserved(body: Organisation, count: int, form: str, purpose: str, at: datetime) -> list[StatusPlace]:
    found: list[StatusPlace] = []
    while len(found) < count:
        current = _list(body, form, purpose, at)
        room = max(current.entries // FULL - current.taken, 1)
        drawn = _draw(current, min(count - len(found), room))
        _count(current, len(drawn))
        in_no_order = secrets.SystemRandom().sample(sorted(drawn), len(drawn))
        found += [StatusPlace(status_list=current, index=index) for index in in_no_order]
    return found


def badge_purposes() -> tuple[str, ...]:
    """What the places of a new badge are for, in the order in which it names them: one, which nobody lifts again.

    Open Badges 3.0 knows one `credentialStatus`; an installation that prefers that every verifier sees suspensions too
    (VCDM 2.0 allows several) sets `TANYM_BADGE_SUSPENSION`.
    """
    return (REVOCATION, SUSPENSION) if settings.TANYM.badge_suspension else (REVOCATION,)


def with_status(document: Mapping[str, Any], places: Sequence[StatusPlace]) -> dict[str, Any]:
    """The document with the places that it names, not yet signed."""
    entries = [entry(one.status_list, one.index).document() for one in places]
    return {**document, "credentialStatus": entries[0] if len(entries) == 1 else entries}


def give(places: Iterable[tuple[StatusPlace, Credential]]) -> None:
    """The places that were taken become those of credentials that are saved."""
    owners: list[int] = []
    for place, credential in places:
        place.credential = credential
        owners += [place.pk, credential.pk]
    # `bulk_update` asks a question for each row; both databases call the columns of VALUES so
    for start in range(0, len(owners), A_PIECE):
        some = owners[start : start + A_PIECE]
        values = ", ".join(["(%s, %s)"] * (len(some) // 2))
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {StatusPlace._meta.db_table} SET credential_id = owner.column2"  # noqa: S608  # no value in it
                f" FROM (VALUES {values}) AS owner WHERE id = owner.column1",
                some,
            )


def end(place: StatusPlace, at: datetime) -> None:
    """Mark one place for ever, the credential itself aside: its holder took the copy back. After the journal is written."""
    place.ended_at = at
    place.save(update_fields=["ended_at"])
    _renew(StatusList.objects.filter(pk=place.status_list_id), at)


def touch(credentials: Iterable[Credential], at: datetime) -> None:
    """Let the lists of these credentials be made anew. After the change itself, and after the journal is written."""
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
    for one in lists.select_for_update(no_key=True).order_by("pk"):
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
        StatusList.objects.select_for_update(no_key=True)
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
