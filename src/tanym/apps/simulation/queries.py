"""Reads of simulations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.simulation.models import Affected, Simulation
from tanym.core.kernel.errors import NotFound

FILTERS = ("kind", "rule", "sector", "region", "provider")


def simulation(public_id: UUID | str) -> Simulation:
    """A simulation by its public identifier. Raises `NotFound("page.unknown")`."""
    try:
        found = (
            Simulation.objects.select_related("job", "started_by")
            .filter(public_id=UUID(str(public_id)))
            .first()
        )
    except ValueError:
        found = None
    if found is None:
        raise NotFound("page.unknown")
    return found


def of_pack(digest: str) -> QuerySet[Simulation]:
    """The simulations of a version of a pack, the latest first."""
    return Simulation.objects.filter(bundle=digest)


def affected(simulation: Simulation, chosen: Mapping[str, str]) -> QuerySet[Affected]:
    """The affected records, narrowed: a rule together with a kind asks for those for which just this rule so changes."""
    found = Affected.objects.filter(simulation=simulation).select_related("version")
    kind, rule = chosen.get("kind", ""), chosen.get("rule", "")
    if rule:
        found = found.filter(rules__contains=f" {rule}:{kind} " if kind else f" {rule}:")
    elif kind:
        found = found.filter(kinds__contains=f" {kind} ")
    for name in ("sector", "region", "provider"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    return found


def in_pieces(found: QuerySet[Affected], size: int = 500) -> Iterator[Affected]:
    """All of them, a few at a time: a download takes no more memory for more records."""
    last = 0
    while piece := list(found.filter(pk__gt=last).order_by("pk")[:size]):
        yield from piece
        last = piece[-1].pk
