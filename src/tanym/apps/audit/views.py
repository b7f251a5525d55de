"""Pages of the log for people: what it is, its newest checkpoint, one entry with its proof."""

from __future__ import annotations

import json
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tanym.apps.audit import queries
from tanym.apps.audit.actions.refresh import refresh
from tanym.apps.audit.disclosure import page_of
from tanym.apps.audit.forms import EntryForm
from tanym.apps.audit.log_key import public_key


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What the log is, how it stands, how to be a witness; a form leads to an entry."""
    form = EntryForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("audit:entry", form.cleaned_data["number"])
    context = {
        "form": form,
        "checkpoint": refresh(at=timezone.now()),
        "key": public_key().text,
        "command": f"tanym log witness {settings.TANYM.address}/log",
    }
    return render(request, "audit/log.html", context, status=422 if form.errors else 200)


@require_safe
def entry(request: HttpRequest, number: int, known: uuid.UUID | None = None) -> HttpResponse:
    """One entry: the act where it may be shown, and how to check that it stands in the log."""
    act = queries.act(number)
    refresh(at=timezone.now(), including=number)
    found = queries.entry(act, str(known) if known else "")
    told = queries.checkpoint(number)
    context = {
        "number": number,
        "act": act if found.act else None,
        "page": page_of(act) if found.act else "",
        "erased": act.erased_by,
        "code": f"act.{act.action}",
        "content": json.dumps(found.act, ensure_ascii=False, indent=2) if found.act else "",
        "checkpoint": told,
        "steps": len(found.path),
        "command": f"tanym log verify entry-{number}.json",
        "file": f"{settings.TANYM.address}/log/entries/{number}" + (f"/{known}" if known else ".json"),
    }
    response = render(request, "audit/entry.html", context)
    if known:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
