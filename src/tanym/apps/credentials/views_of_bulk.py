"""Pages of bulk revocations: choose, look at what it touches, confirm as the second person, undo."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.credentials import choosing, queries
from tanym.apps.credentials.actions.confirm_bulk import confirm_bulk
from tanym.apps.credentials.actions.prepare_bulk import prepare_bulk
from tanym.apps.credentials.actions.undo_bulk import undo_bulk
from tanym.apps.credentials.bulk import KIND
from tanym.apps.credentials.forms_of_states import BulkForm
from tanym.apps.credentials.models import BulkRevocation
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.jobs.queries import at_work
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import organisation
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.localized import choose
from tanym.core.kernel.revision import read_revision

ON_A_PAGE = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the documents of an awarding body, and see the bulk revocations that it had."""
    body, today = organisation(code), timezone.localdate()
    if not any(
        may(TABLE, action, request.user, today, at=body) for action in ("prepare_bulk", "confirm_bulk")
    ):
        raise NotPermitted("not-permitted", action="prepare_bulk")
    versions = [
        (version, f"{choose(titles, get_language() or 'kk')[0]} ({documents})")
        for version, titles, documents in choosing.versions_of(body)
    ]
    form = BulkForm(request.POST if request.method == "POST" else None, versions=versions)
    if request.method == "POST" and form.is_valid():
        made = _prepared(request, body, form)
        if made is not None:
            return redirect("credentials:bulk", made.public_id)
    context = {
        "body": body,
        "form": form,
        "may_prepare": may(TABLE, "prepare_bulk", request.user, today, at=body),
        "earlier": BulkRevocation.objects.filter(body=body)[:ON_A_PAGE],
    }
    return render(request, "credentials/bulks.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def bulk(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One bulk revocation: whom it touches, how far it is, and what can be done now."""
    found, today = queries.bulk_revocation(public_id), timezone.localdate()
    can = {
        "confirm": may(TABLE, "confirm_bulk", request.user, today, at=found.body)
        and found.prepared_by_id != request.user.pk,
        "undo": may(TABLE, "undo_bulk", request.user, today, at=found.body)
        and (found.undo_until is None or found.undo_until > timezone.now()),
    }
    if not any(
        may(TABLE, action, request.user, today, at=found.body) for action in ("prepare_bulk", "confirm_bulk")
    ):
        raise NotPermitted("not-permitted", action="prepare_bulk")
    context = {
        "bulk": found,
        "reach": choosing.reach(found),
        "can": can,
        "items": Paginator(queries.items_of(found), ON_A_PAGE).get_page(request.GET.get("page")),
        "far": queries.progress_of(found),
        "job": at_work(request.user, KIND, timezone.now()),
        "unknown": found.chosen.get("unknown", []),
    }
    return render(request, "credentials/bulk.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Confirm it, undo it or drop it."""
    found = queries.bulk_revocation(public_id)
    acts = {"confirm": confirm_bulk, "undo": undo_bulk}
    act = acts.get(request.POST.get("do", ""))
    permit(TABLE, "undo_bulk", request.user, timezone.localdate(), at=found.body)
    if act is not None:
        act(
            actor=request.user,
            at=timezone.now(),
            bulk=found,
            revision=read_revision(request.POST.get("revision", "")),
        )
        messages.success(
            request,
            _("It is confirmed: the documents are being suspended now.")
            if act is confirm_bulk
            else _("It is undone: what was suspended is being reinstated."),
        )
    return redirect("credentials:bulk", public_id)


def _prepared(request: HttpRequest, body: Organisation, form: BulkForm) -> BulkRevocation | None:
    given = form.cleaned_data
    chosen: dict[str, Any]
    if given["version"]:
        found = choosing.chosen_by_version(body, given["version"], given["since"], given["until"])
        days = {name: given[name].isoformat() for name in ("since", "until") if given[name]}
        chosen = {"version": given["version"], **days}
    else:
        numbers = choosing.numbers_in(given["numbers"])
        if len(numbers) > choosing.MOST_NUMBERS:
            form.add_error("numbers", _("Too many numbers at once: give up to 5000."))
            return None
        found, unknown = choosing.chosen_by_numbers(body, numbers)
        chosen = {"numbers": len(numbers), "unknown": unknown}
    if not found.exists():
        form.add_error(
            "numbers" if given["numbers"] else "version",
            _("Not one document of your organisation was found. Look at the numbers or the days again."),
        )
        return None
    return prepare_bulk(
        actor=request.user,
        at=timezone.now(),
        body=body,
        credentials=found,
        chosen=chosen,
        reason=given["reason"],
    )
