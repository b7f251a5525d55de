"""One request to look at a document, held for the one who acts on it."""

from __future__ import annotations

from tanym.apps.identity.models import Check
from tanym.core.kernel.errors import Refused


def locked(of: Check, revision: int | None, *states: str) -> Check:
    """The row, locked, in one of these states. Raises `Refused("changed-meanwhile" | "identity.over")`."""
    row = (
        Check.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "organisation")
        .get(pk=of.pk)
    )
    if revision is not None and row.revision != revision:
        raise Refused("changed-meanwhile")
    if row.state not in states:
        raise Refused("identity.over")
    row.revision += 1
    return row
