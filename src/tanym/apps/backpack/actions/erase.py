"""Erase a document that one brought in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.evidence import let_go_of_item
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.files.actions.erase import erase as erase_file
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused


def erase(*, actor: Person, at: datetime, credential: ImportedCredential, revision: int) -> bool:
    """Erase it with its file and from the portfolio; False where a case keeps the file as evidence. Erased already: nothing.

    Raises `Refused("changed-meanwhile")`.
    """
    permit(TABLE, "erase", actor, timezone.localdate(at), owner=credential.owner)
    with transaction.atomic():
        found = (
            ImportedCredential.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk=credential.pk)
            .first()
        )
        if found is None:
            return True
        if found.revision != revision:
            raise Refused("changed-meanwhile")
        file, subject = found.file, found.subject
        found.delete()
        let_go_of_item(file.digest, actor=actor, at=at)
        gone = erase_file(actor=actor, at=at, stored=file)
        journal(actor=actor, at=at, action="backpack.erase", subject=subject, details={"file_kept": not gone})
        return gone
