"""Write down what the virus scanner said of a content."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.adapters.stored.scanning import Scan, State
from tanym.apps.audit.actions.record import record
from tanym.apps.files.models import StoredFile


def note_scan(*, at: datetime, digest: str, scan: Scan) -> None:
    """Every row of these bytes says it from now on; where the scanner gave no answer nothing changes.

    That something was found stands in the journal, once for each row.
    """
    if scan.state is State.NOT_SCANNED:
        return
    with transaction.atomic():
        rows = list(StoredFile.objects.select_for_update(no_key=True).filter(digest=digest))
        for row in rows:
            newly = scan.state is State.INFECTED and row.scan != State.INFECTED
            row.scan, row.scan_found, row.scanned_at = scan.state, scan.found, at
            row.save(update_fields=["scan", "scan_found", "scanned_at"])
            if newly:
                record(
                    actor=None,
                    at=at,
                    action="files.quarantine",
                    subject=row.subject,
                    details={"found": scan.found},
                )
