"""The register of rules: which version of which pack holds on a day, and every version that ever did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import Q

from tanym.apps.policy.models import VOCABULARY, InForce, PackBundle
from tanym.core.kernel.errors import NotFound
from tanym.core.rules import Pack, read_pack
from tanym.core.rules.bundle import read_bundle
from tanym.rulepacks.loader import load

FROM_THE_BEGINNING = date(1, 1, 1)
"""Since when a pack holds that came with the first installation: its own lines say what held when."""


def packs_in_force(
    on: date, institution: str | None = None, *, replacing: Mapping[str, str] | None = None
) -> tuple[Pack, ...]:
    """The packs that hold on a day for everybody, and the institution's own.

    `replacing` (pack id → digest of a kept bundle) puts other versions in their place, as a simulation does; a pack
    that is not in force yet is added.
    """
    digests = {row.pack: row.bundle_id for row in holding(on, institution)} | dict(replacing or {})
    return tuple(pack(name, digest) for name, digest in sorted(digests.items()))


def holding(on: date, institution: str | None = None) -> list[InForce]:
    """The rows that hold on a day: of each pack the latest that has begun."""
    rows = InForce.objects.filter(Q(institution="") | Q(institution=institution or ""), since__lte=on)
    latest = {row.pack: row for row in rows.order_by("since", "pk")}
    return list(latest.values())


def in_force(pack_id: str, on: date) -> InForce | None:
    """The row of one pack that holds on a day."""
    return InForce.objects.filter(pack=pack_id, since__lte=on).order_by("-since", "-pk").first()


def versions(pack_id: str) -> list[InForce]:
    """Every version of a pack that was put in force, the latest first."""
    found = InForce.objects.filter(pack=pack_id).select_related("released_by", "approved_by")
    return list(found.order_by("-since", "-pk"))


def institution_packs(on: date) -> tuple[Pack, ...]:
    """The own packs of institutions that hold on a day, by id."""
    rows = InForce.objects.exclude(institution="").filter(since__lte=on).order_by("since", "pk")
    latest = {row.pack: row for row in rows}
    return tuple(pack(name, row.bundle_id) for name, row in sorted(latest.items()))


def pack(name: str, digest: str) -> Pack:
    """A version of a pack by its digest. Raises `NotFound("pack.unknown")`."""
    try:
        return _shipped().get(digest) or _kept(digest)
    except PackBundle.DoesNotExist:
        raise NotFound("pack.unknown", pack=name) from None


def pack_of(digest: str) -> Pack:
    """A version of a pack, where only its digest is known. Raises `NotFound("pack.unknown")`."""
    return pack(digest[:12], digest)


def distribution() -> Iterable[Pack]:
    """The packs of this release that hold in this jurisdiction."""
    return load([settings.TANYM.jurisdiction])


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Pack]:
    return {one.digest: one for one in distribution()}


@lru_cache(maxsize=128)
def _kept(digest: str) -> Pack:
    kept = PackBundle.objects.exclude(pack=VOCABULARY).get(digest=digest)
    return read_pack(read_bundle(bytes(kept.content)))
