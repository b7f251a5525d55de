"""How claims stand, worked out by the database: counted, chosen and looked through without reading them all."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from tanym.apps.claims.models import Claim

STATES = ("waiting", "opened", "claimed", "not-sent", "expired", "disowned", "annulled")
OPEN = ("waiting", "opened", "not-sent", "expired", "disowned")


def standing(claims: QuerySet[Claim], at: datetime) -> QuerySet[Claim]:
    """The claims, each with its `state` at that moment: what `Claim.standing` says of one, in the same order."""
    over = Q(expires_at__lte=at) | Q(wrong_in_all__gte=Claim.MOST_WRONG_IN_ALL)
    return claims.annotate(
        state=Case(
            When(claimed_at__isnull=False, then=Value("claimed")),
            When(award__annulled_on__isnull=False, then=Value("annulled")),
            When(disowned_at__isnull=False, then=Value("disowned")),
            When(Q(digest="") | Q(expires_at__isnull=True), then=Value("not-sent")),
            When(over, then=Value("expired")),
            When(opened_at__isnull=False, then=Value("opened")),
            default=Value("waiting"),
            output_field=CharField(),
        )
    )


def counts(standing_claims: QuerySet[Claim]) -> dict[str, int]:
    """How many stand how; what nobody stands like is left out."""
    found = standing_claims.order_by().values_list("state").annotate(Count("pk"))
    return {state: count for state, count in found if count}


def holding(claims: QuerySet[Claim], words: str) -> list[int]:
    """The keys of the claims of which a name, the group or a title of the micro-qualification holds the words.

    The words are compared here, since SQLite knows capital letters of the Latin alphabet only; of each claim nothing
    but names and group is read, of each version its titles once.
    """
    wanted = words.casefold()
    versions = claims.order_by().values_list("award__version", "award__version__titles").distinct()
    titled = {pk for pk, titles in versions if pk and wanted in "\n".join(titles.values()).casefold()}
    person = (f"award__person__{one}" for one in ("name_kk", "name_ru", "name_passport"))
    of_each = claims.values_list("pk", "award__version", *person, "group")
    return [
        pk
        for pk, version, *texts in of_each.iterator()
        if version in titled or wanted in "\n".join(texts).casefold()
    ]
