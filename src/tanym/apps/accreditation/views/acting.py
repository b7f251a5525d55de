"""What the acts share: whose case it is, who acts on which revision, and a form that is shown again with its faults."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from tanym.apps.accreditation import queries
from tanym.apps.accreditation.forms.handling import ActForm
from tanym.apps.accreditation.models import Application, Condition
from tanym.apps.accreditation.views import reading
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.revision import read_revision


def readable(request: HttpRequest, public_id: uuid.UUID) -> Application:
    """An application in which the person has a part. Raises `NotFound` for everybody else."""
    return queries.readable(public_id, request.user, timezone.localdate())


def condition_of(kept: Application, public_id: uuid.UUID) -> Condition:
    """A condition of the application. Raises `NotFound`."""
    found = kept.conditions.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def sender(request: HttpRequest) -> dict[str, Any]:
    """Who acts, when, and on which revision of what the page showed."""
    return {
        "actor": request.user,
        "at": timezone.now(),
        "revision": read_revision(request.POST.get("revision", "")),
    }


def shown_again(
    request: HttpRequest, page: Callable[..., HttpResponse], *args: Any, **forms: Any
) -> HttpResponse:
    """The page with what was typed and what needs mending."""
    request.method = "GET"
    return page(request, *args, status=422, **forms)


def sent(
    request: HttpRequest, kept: Application, name: str, form: ActForm, action: Callable[..., Any], done: str
) -> HttpResponse:
    """Do what a form of the case page says, then back to the case; a form with faults is shown there again as `name`."""
    if not form.is_valid():
        return shown_again(request, reading.case, kept.public_id, **{name: form})
    action(**sender(request), application=kept, **form.said())
    messages.success(request, done)
    return redirect("accreditation:case", kept.public_id)
