"""The check of an uploaded credential's signature: what it says is kept, whatever it says."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.fetch import GuardedFetcher
from tanym.core.credentials.verify import verify_document

SHOWN = ("schema", "signature", "dates", "status", "issuer")


def check_signature(content: bytes, at: datetime) -> dict[str, str]:
    """The answer of each named check of a file, as `confirmed`, `not-confirmed` or `could-not-be-checked`.

    Asks the network within the limits of `GuardedFetcher`; call it outside any transaction.
    """
    development = settings.TANYM.loopback_hosts.split(",") if settings.TANYM.sample else ()
    found = verify_document(content, now=at, fetcher=GuardedFetcher(development), contexts=bundled_contexts())
    return {str(check.name): str(check.outcome) for check in found.checks if check.name in SHOWN}
