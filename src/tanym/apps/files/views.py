"""Reading a stored file."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tanym.apps.files.actions.open_file import open_file
from tanym.apps.files.models import StoredFile
from tanym.apps.files.names import ENDINGS
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def download(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The owner's own file, as a download. Rooms that let others read a file serve it themselves."""
    stored = StoredFile.objects.filter(public_id=public_id, owner=request.user).first()
    if stored is None:
        raise NotFound("page.unknown")
    return as_download(stored, request.user)


def as_download(stored: StoredFile, reader: Any | None = None, about: str = "") -> HttpResponse:
    """The file as an attachment, never shown inline; that another `reader` than its owner opened it is journalled.

    Without a reader it is a public document. `about` names the case in which it is opened (room.thing:id). The name in
    the header says nothing of the content. Raises `Refused("file.infected")`.
    """
    content = open_file(actor=reader, at=timezone.now(), stored=stored, about=about)
    ending = ENDINGS.get(stored.media_type, ("",))[0]
    return HttpResponse(
        content,
        headers={
            "Content-Type": stored.media_type,
            "Content-Disposition": f'attachment; filename="evidence-{stored.digest[:8]}{ending}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
