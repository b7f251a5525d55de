"""A case or an appeal, as the address of a page names it: the pages of a commission are the same for both."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition import queries
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of
from tanym.core.kernel.errors import NotFound


def record_of(request: HttpRequest, public_id: uuid.UUID, of: str, *, own: bool = False) -> Record:
    """The case (`of` = "case") or the appeal that the reader may know of.

    Raises `NotFound` for somebody who has nothing to do with it, and for the claimant, who has nothing to do in its
    commission (`own`: a page that sends them to their own one asks for it all the same).
    """
    find = queries.case if of == "case" else queries.appeal
    found: Record = find(public_id, request.user, timezone.localdate())
    if not own and case_of(found).claimant_id == request.user.pk:
        raise NotFound("page.unknown")
    return found


def page_name(record: Record, page: str) -> str:
    """The name of a page of the commission, for the record that it decides."""
    return f"recognition:{'' if isinstance(record, RecognitionCase) else 'appeal-'}{page}"


def to_page(record: Record, page: str) -> HttpResponse:
    """On to a page of the commission."""
    return redirect(page_name(record, page), record.public_id)
