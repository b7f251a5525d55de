"""Chooses the documents of a bulk revocation, and counts what revoking them would touch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from tanym.apps.credentials.models import BulkRevocation, Credential, SharedLink
from tanym.apps.credentials.queries import tidy
from tanym.apps.credentials.statuses import TOKEN
from tanym.apps.organisations.models import Organisation

MOST_NUMBERS = 5000
APART = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Reach:
    """What a bulk revocation touches: documents that count, those that do not any more, ways by which others see them."""

    documents: int
    holders: int
    revoked_already: int
    suspended_already: int
    shared_links: int
    open_numbers: int
    wallet_copies: int
    without_suspension: int


def numbers_in(text: str) -> list[str]:
    """The numbers in a text, one after another, each once, as they are printed."""
    return list(dict.fromkeys(tidy(one) for one in APART.split(text) if one))


def chosen_by_numbers(body: Organisation, numbers: list[str]) -> tuple[QuerySet[Credential], list[str]]:
    """The documents of an awarding body with these numbers, and the numbers that are none of its."""
    found = Credential.objects.filter(award__awarding_body=body, number__in=numbers)
    known = set(found.values_list("number", flat=True))
    return found, [one for one in numbers if one not in known]


def chosen_by_version(
    body: Organisation, version: int, since: date | None, until: date | None
) -> QuerySet[Credential]:
    """The documents of a version of a micro-qualification, awarded between two days (both included)."""
    days = Q(award__conferred_on__gte=since) if since else Q()
    days &= Q(award__conferred_on__lte=until) if until else Q()
    return Credential.objects.filter(days, award__awarding_body=body, award__version=version)


def versions_of(body: Organisation) -> list[tuple[int, Mapping[str, str], int]]:
    """The versions of which a body has issued documents: key, titles, and how many documents."""
    rows = (
        Credential.objects.filter(award__awarding_body=body, award__version__isnull=False)
        .order_by()
        .values("award__version", "award__version__titles")
        .annotate(documents=Count("pk"))
    )
    return [(one["award__version"], one["award__version__titles"], one["documents"]) for one in rows]


def reach(bulk: BulkRevocation) -> Reach:
    """What this bulk revocation touches now."""
    chosen = Credential.objects.filter(bulk_items__bulk=bulk).order_by()
    counting = chosen.filter(revoked_at=None)
    links = SharedLink.objects.filter(credential__in=counting, withdrawn_at=None)
    copies = Q(places__status_list__form=TOKEN, places__edition=None, places__ended_at=None)
    counted: dict[str, Any] = counting.aggregate(
        documents=Count("pk", distinct=True),
        holders=Count("holder", distinct=True),
        suspended_already=Count("pk", distinct=True, filter=Q(suspended_at__isnull=False)),
        open_numbers=Count("pk", distinct=True, filter=Q(number_open=True)),
        wallet_copies=Count("places", distinct=True, filter=copies),
    )
    seen = counting.filter(places__status_list__purpose="suspension", places__edition=None).distinct()
    return Reach(
        revoked_already=chosen.filter(revoked_at__isnull=False).count(),
        shared_links=links.count(),
        without_suspension=counted["documents"] - seen.count(),
        **counted,
    )
