"""Keep the packs that something is decided by."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.policy.models import VOCABULARY, PackBundle
from tanym.core.rules import Stack
from tanym.core.rules.bundle import bundle_bytes
from tanym.rulepacks.loader import vocabulary, vocabulary_files


def keep(*, at: datetime, stack: Stack) -> None:
    """Store the bundles of a stack, and its vocabulary, that are not stored yet: its digests can always be looked up.

    For the transaction of a caller that has asked for permission: a report that is made, a case that is opened.
    """
    named = {*stack.digests.values(), stack.vocabulary}
    known = set(PackBundle.objects.filter(digest__in=named).values_list("digest", flat=True))
    if stack.vocabulary not in known and stack.vocabulary == vocabulary().digest:
        words = bundle_bytes(vocabulary_files())
        PackBundle.objects.get_or_create(
            digest=stack.vocabulary, defaults={"pack": VOCABULARY, "content": words, "kept_at": at}
        )
    PackBundle.objects.bulk_create(
        [
            PackBundle(digest=pack.digest, pack=pack.id, content=bundle_bytes(pack.files), kept_at=at)
            for pack in stack.packs
            if pack.digest not in known
        ],
        ignore_conflicts=True,
    )
