"""Erase a stored file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from tanym.apps.accounts.models import Person
from tanym.apps.files import contents
from tanym.apps.files.content_locks import hold
from tanym.apps.files.models import StoredFile
from tanym.core.kernel.errors import NotPermitted


def erase(*, actor: Person, at: datetime, stored: StoredFile) -> bool:
    """Erase the row, and the content once nobody else has the same; False where something still refers to it (a case).

    Raises `NotPermitted("not-permitted")` for anybody but its owner.
    """
    if stored.owner_id != actor.pk:
        raise NotPermitted("not-permitted")
    digest = stored.digest
    try:
        with transaction.atomic():
            stored.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: _forget(digest))
    return True


def _forget(digest: str) -> None:
    with transaction.atomic():
        hold(digest, alone=True)
        if not StoredFile.objects.filter(digest=digest).exists():
            contents.remove(digest)
