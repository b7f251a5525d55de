"""The offline check: what the page that anybody may keep on a disk knows of our issuers and their lists."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from django.db.models import Count
from django.utils import timezone

from tanym.adapters.offline import offline_page
from tanym.apps.credentials.models import IssuerKey, StatusList
from tanym.apps.credentials.signing import published_keys, signed_list
from tanym.apps.credentials.statuses import TOKEN, list_address
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.snapshot import KnownIssuer, KnownList, Snapshot


def page(at: datetime, language: str) -> bytes:
    """The page as of this hour, in the language of its reader."""
    return _page(timezone.localtime(at).replace(minute=0, second=0, microsecond=0), _mark(), language)


def snapshot(at: datetime) -> Snapshot:
    """The keys of every organisation that ever signed, and every list of statuses, at this moment."""
    bodies = Organisation.objects.filter(pk__in=IssuerKey.objects.values("issuer"))
    return Snapshot(
        at,
        {did(one): KnownIssuer(one.names, json.loads(published_keys(one))) for one in bodies},
        {list_address(one): _known(one, at) for one in StatusList.objects.select_related("issuer")},
    )


def _known(of: StatusList, at: datetime) -> KnownList:
    signed = signed_list(of, at)
    if of.form == TOKEN:
        found = tokens.read(signed.decode("ascii")).claims["status_list"]
        return KnownList(did(of.issuer), TOKEN, found["lst"], bits=found["bits"])
    return KnownList(
        did(of.issuer), of.form, json.loads(signed)["credentialSubject"]["encodedList"], of.purpose
    )


def _mark() -> tuple[int, ...]:
    """Changes with every key, also when one ends or proves to be compromised, and with every list and status."""
    keys = IssuerKey.objects.aggregate(Count("pk"), Count("ended_at"), Count("distrusted_from"))
    lists = list(StatusList.objects.values_list("revision", flat=True))
    return (*keys.values(), len(lists), sum(lists))


@lru_cache(maxsize=6)
def _page(hour: datetime, mark: tuple[int, ...], language: str) -> bytes:
    """`mark` is part of the key only."""
    return offline_page(snapshot(hour), language)
