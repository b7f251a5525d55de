"""Which entry of the older version is which of the newer: by place, and rows of one verb by the stages they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tanym.core.rules.entries import LISTED, Place, entry_name, same

Rows = list[tuple[Place | None, Place | None]]


def paired(old: Mapping[Place, object], new: Mapping[Place, object]) -> Rows:
    """Pairs in the newer order, then what is gone. A row `close` may have become `close#2` when another came first."""
    free: dict[Place | str, dict[Place, object]] = {}
    for place, content in old.items():
        free.setdefault(_bearing(place, content), {})[place] = content
    partners: dict[Place, Place] = {}
    for match in (_equal, _sharing, _any):
        for place, content in new.items():
            left = free.get(_bearing(place, content), {})
            if place not in partners and left and (found := match(place, content, left)) is not None:
                partners[place] = found
                del left[found]
    rows: Rows = [(partners.get(place), place) for place in new]
    return rows + [(place, None) for place in old if any(place in left for left in free.values())]


def reordered(rows: Rows, order: Sequence[Place]) -> bool:
    """Whether entries that stayed stand in another order than before."""
    at = [order.index(then) for then, now in rows if then is not None and now is not None]
    return at != sorted(at)


def _bearing(place: Place, content: object) -> Place | str:
    """By what entries are matched: in a list the name (verb; rule and day), elsewhere the place."""
    return entry_name(place.kind, content) if place.kind in LISTED else place


def _equal(place: Place, content: object, free: Mapping[Place, object]) -> Place | None:
    if place in free and same(free[place], content):
        return place
    return next((one for one, then in free.items() if same(then, content)), None)


def _sharing(place: Place, content: object, free: Mapping[Place, object]) -> Place | None:
    shared = {one: len(_origins(then) & _origins(content)) for one, then in free.items()}
    best = max(shared, key=lambda one: shared[one], default=None)
    return best if best is not None and shared[best] else None


def _any(place: Place, content: object, free: Mapping[Place, object]) -> Place | None:
    return place if place in free else next(iter(free), None)


def _origins(content: object) -> set[str]:
    found = content.get("from") if isinstance(content, Mapping) else None
    return {one for one in found if isinstance(one, str)} if isinstance(found, list | tuple) else set()
