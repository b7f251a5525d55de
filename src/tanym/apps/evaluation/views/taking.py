"""The learner's page "take it to Italy", and the file."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.credentials import queries as credentials
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.evaluation import taking
from tanym.apps.organisations.permissions import may
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own documents, each as a file for a university or an employer in Italy."""
    today = timezone.localdate()
    held = list(credentials.held_by(request.user))
    standing = [one for one in held if one.revoked_at is None and not one.suspended(today)]
    return render(
        request, "evaluation/to_italy.html", {"standing": standing, "others": len(held) - len(standing)}
    )


@login_required
@never_cache
@require_safe
def archive(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The file, named by the document's number alone."""
    found = credentials.credential(public_id)
    if not may(TABLE, "hold", request.user, timezone.localdate(), owner=found.holder):
        raise NotFound("page.unknown")
    return HttpResponse(
        taking.archive(found, timezone.now()),
        headers={
            "Content-Type": "application/zip",
            "Content-Disposition": f'attachment; filename="{found.number}-italy.zip"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
