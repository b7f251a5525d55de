"""Have the virus scanner look at stored files."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from tanym.adapters.stored.scanning import State
from tanym.apps.files import contents
from tanym.apps.files.actions.note_scan import note_scan
from tanym.apps.files.models import StoredFile
from tanym.apps.files.ports import scanner
from tanym.core.kernel.errors import Refused, TanymError


def scan_all(*, at: datetime, again: bool = False) -> Counter[str]:
    """How many contents stand how now; only those that nobody has scanned, or with `again` all of them.

    Raises `Refused("file.no-scanner")` where none is set.
    """
    found = scanner()
    if found is None:
        raise Refused("file.no-scanner")
    wanted = StoredFile.objects.order_by("digest")
    if not again:
        wanted = wanted.filter(scan=State.NOT_SCANNED)
    said: Counter[str] = Counter()
    for digest in wanted.values_list("digest", flat=True).distinct():
        try:
            answer = found.scan(contents.read(digest))
        except TanymError:
            said[State.NOT_SCANNED] += 1
            continue
        note_scan(at=at, digest=digest, scan=answer)
        said[answer.state] += 1
    return said
