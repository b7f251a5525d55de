"""Seal every stored file with the secret of today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.files import contents
from tanym.apps.files.content_locks import hold
from tanym.apps.files.models import StoredFile
from tanym.core.kernel.errors import TanymError


def seal_all(*, at: datetime, fault: Callable[[str, str], None]) -> tuple[int, int]:
    """How many contents were sealed anew and how many there are; what was broken off goes on when it is run again.

    Files in the clear, as earlier versions kept them, and those that an earlier secret sealed. `fault` is told of what
    could not be opened: the first letters of its digest, and the code of why.
    """
    digests = list(StoredFile.objects.order_by("digest").values_list("digest", flat=True).distinct())
    sealed = 0
    for digest in digests:
        try:
            with transaction.atomic():
                hold(digest, alone=True)
                if StoredFile.objects.filter(digest=digest).exists():
                    sealed += contents.reseal(digest)
        except TanymError as found:
            fault(digest[:12], found.code)
    if sealed:
        record(
            actor=None, at=at, action="files.seal_all", subject="files.file:all", details={"sealed": sealed}
        )
    return sealed, len(digests)
