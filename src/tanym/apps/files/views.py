"""Reading a stored file."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def download(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The owner's own file, as a download. Rooms that let others read a file serve it themselves."""
    stored = StoredFile.objects.filter(public_id=public_id, owner=request.user).first()
    if stored is None:
        raise NotFound("page.unknown")
    return as_download(stored)


def as_download(stored: StoredFile) -> HttpResponse:
    """The file as an attachment, never shown inline."""
    return HttpResponse(
        content(stored),
        headers={
            "Content-Type": stored.media_type,
            "Content-Disposition": f'attachment; filename="evidence-{stored.digest[:8]}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
