"""A document in the form that its holder asks for."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tanym.apps.credentials import queries
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.credentials.renditions import RENDITIONS, offered, rendered
from tanym.apps.organisations.permissions import may
from tanym.core.credentials.profile_links import linkedin
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose


@login_required
@never_cache
@require_safe
def rendition(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """The file, named by the document's number alone."""
    found = queries.credential(public_id)
    if not may(TABLE, "hold", request.user, timezone.localdate(), owner=found.holder):
        raise NotFound("page.unknown")
    content = rendered(found, name, _language(), timezone.now())
    form = RENDITIONS[name]
    return HttpResponse(
        content,
        headers={
            "Content-Type": form.media_type,
            "Content-Disposition": f'attachment; filename="{found.number}{form.suffix}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",  # a picture that somebody opens in the browser runs nothing
        },
    )


def takings(found: Credential) -> dict[str, Any]:
    """What the page of a document offers: two papers first, the rest folded, and LinkedIn while the number is open."""
    forms = offered(found, timezone.now())
    link = ""
    if found.number_open and found.revoked_at is None:
        record = record_of(found)
        link = linkedin(
            title=choose(record.titles, _language())[0],
            organisation=choose(record.awarding.names, _language())[0],
            number=found.number,
            address=f"{settings.TANYM.address}/v/{found.number}",
            on=timezone.localdate(record.awarded_at),
            until=timezone.localdate(record.valid_until) if record.valid_until else None,
        )
    return {"first_forms": forms[:2], "more_forms": forms[2:], "linkedin": link}


def _language() -> str:
    return get_language() or "kk"
