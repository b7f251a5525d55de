"""Take over packs that come with a release of Tanym or with the sample country."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.actions.record import record
from tanym.apps.policy.actions.keep_pack import keep_pack
from tanym.apps.policy.models import InForce
from tanym.apps.policy.register import FROM_THE_BEGINNING
from tanym.core.rules import Pack


def adopt(*, at: datetime, packs: Iterable[Pack], origin: InForce.Origin) -> int:
    """Enter packs into the register that are not there yet; the number of rows written.

    A pack seen for the first time holds from the beginning (its own lines say what held when); a newer text of it
    holds from the day on which it was taken over. A pack that was changed in the workshop is kept but not put in
    force: the country's own version stands until somebody takes the news over into a draft.
    """
    written = 0
    with transaction.atomic():
        for pack in packs:
            rows = InForce.objects.filter(pack=pack.id)
            if rows.filter(bundle_id=pack.digest).exists():
                continue
            keep_pack(at=at, pack=pack)
            if rows.filter(origin=InForce.Origin.WORKSHOP).exists():
                continue
            since = timezone.localdate(at) if rows.exists() else FROM_THE_BEGINNING
            _, new = InForce.objects.get_or_create(
                pack=pack.id,
                bundle_id=pack.digest,
                since=since,
                defaults={"institution": pack.institution, "origin": origin, "at": at},
            )
            if not new:  # another process was quicker
                continue
            record(
                actor=None,
                at=at,
                action="policy.adopt",
                subject=f"policy.pack:{pack.id}",
                details={"digest": pack.digest, "since": since.isoformat(), "origin": str(origin)},
            )
            written += 1
    return written
