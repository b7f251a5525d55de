"""Keep one version of a pack, so that its digest can always be looked up."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.policy.models import PackBundle
from tanym.core.kernel.errors import Refused
from tanym.core.rules import Pack
from tanym.core.rules.bundle import bundle_bytes


def keep_pack(*, at: datetime, pack: Pack) -> str:
    """Store the bundle of a pack under its digest, and return the digest; a second time it does nothing.

    For the transaction of a caller that has asked for permission. Raises `Refused("pack.faulty")`.
    """
    if pack.faults:
        raise Refused("pack.faulty", pack=pack.id, faults=len(pack.faults), first=str(pack.faults[0]))
    PackBundle.objects.get_or_create(
        digest=pack.digest, defaults={"pack": pack.id, "content": bundle_bytes(pack.files), "kept_at": at}
    )
    return pack.digest
