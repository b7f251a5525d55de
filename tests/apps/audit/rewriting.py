"""What somebody with the database's own tools can do: change an act and recompute all that can be recomputed."""

from __future__ import annotations

from django.db import connection

from tanym.apps.audit.models import Act, JournalHead, LogCheckpoint, LogHead, LogTile
from tanym.core.kernel.canonical import digest
from tanym.core.transparency.commitments import commitment


def rewrite(number: int, action: str) -> None:
    """Change an act and every commitment, digest, tile and checkpoint behind it, as one who has the whole database.

    The log's key is used as the server itself uses it when it is asked next: whoever has the database of an
    installation often has its folder too.
    """
    on = " ON audit_act" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_act_is_final{on}")
    previous = Act.objects.get(number=number).previous
    for act in Act.objects.filter(number__gte=number).order_by("number"):
        if act.number == number:
            act.action = action
            act.commitment = commitment(act.salt, act.content())
        act.previous, act.covers = previous, Act.COMMITMENT
        act.digest = previous = digest(act.link())
        act.save()
    JournalHead.objects.update(digest=previous)
    for table in (LogHead, LogTile, LogCheckpoint):
        table.objects.all().delete()
