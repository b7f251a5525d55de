"""Keep the packs that something is decided by."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.policy.models import PackBundle
from tanym.core.rules import Stack
from tanym.core.rules.bundle import bundle_bytes


def keep(*, at: datetime, stack: Stack) -> None:
    """Store the bundles of a stack that are not stored yet, so that its digests can always be looked up.

    For the transaction of a caller that has asked for permission: a report that is made, a case that is opened.
    """
    known = set(PackBundle.objects.filter(digest__in=stack.digests.values()).values_list("digest", flat=True))
    PackBundle.objects.bulk_create(
        [
            PackBundle(digest=pack.digest, pack=pack.id, content=bundle_bytes(pack.files), kept_at=at)
            for pack in stack.packs
            if pack.digest not in known
        ],
        ignore_conflicts=True,
    )
