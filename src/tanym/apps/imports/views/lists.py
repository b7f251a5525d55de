"""Lists: uploaded, looked through cell by cell, confirmed or thrown away."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.adapters.spreadsheets import LARGEST
from tanym.adapters.spreadsheets.table import MOST_ROWS
from tanym.apps.accounts.words import say
from tanym.apps.imports import queries, shown, templates_of_lists
from tanym.apps.imports.actions.confirm import confirm as confirm_list
from tanym.apps.imports.actions.discard import discard as discard_list
from tanym.apps.imports.actions.upload import upload as upload_list
from tanym.apps.imports.forms import UploadForm
from tanym.apps.imports.kinds import kind as kind_named
from tanym.apps.imports.kinds import kinds_for
from tanym.apps.imports.models import Batch
from tanym.apps.imports.permissions import may_list_awards, may_second, readable
from tanym.apps.imports.reading import heading_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tanym.core.kernel.lists import Kind
from tanym.core.kernel.revision import read_revision

A_PAGE = 50
SOME = 20


@login_required
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """The lists that the reader may bring in, and those that they uploaded."""
    found = kinds_for(request.user, timezone.localdate())
    if not found and not may_list_awards(request.user, timezone.localdate()):
        raise NotPermitted("not-permitted", action="upload")
    own = [(one, kind_named(one.kind)) for one in queries.batches(request.user)[:SOME]]
    waiting = [(one, kind_named(one.kind)) for one in queries.proposed(request.user, timezone.localdate())]
    return render(request, "imports/kinds.html", {"kinds": found, "own": own, "waiting": waiting})


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list is, the template to fill in, and the way to upload it."""
    of = _permitted(request, kind)
    filled = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*filled, most=of.most or MOST_ROWS)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = file.read(LARGEST + 1)
            made = upload_list(actor=request.user, at=timezone.now(), kind=kind, data=data)  # type: ignore[arg-type]
            return redirect("imports:batch", made.public_id)
        except InvalidValue as wrong:
            form.add_error("file", say(wrong.code, **wrong.details))
    context = {"kind": of, "form": form, "headings": [(heading_of(c), c.required) for c in of.columns]}
    return render(request, "imports/upload.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def batch(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The preview: what is wrong at which cell, and the rows as they were read; or what came of the list."""
    found = _readable(request, public_id)
    faults = Paginator(shown.ordered(found), A_PAGE).get_page(request.GET.get("faults"))
    faults.object_list = shown.faults(found, faults.object_list)
    page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "kind": kind_named(found.kind),
        "seconds": may_second(request.user, found, timezone.localdate()),
        "faults": faults,
        "rows_left": len(found.rows),
        "reads": kind_named(found.kind).reads is not None,
        "wrong_rows": len({one["row"] for one in found.faults if not one.get("warns")}),
        "warned": sum(one.get("warns", False) for one in found.faults),
        "page": page,
        "columns": shown.columns(found),
        "rows": shown.rows(found, list(page.object_list), timezone.localdate()),
        "result": [(say(queries.words_of(name)), count) for name, count in found.result.items()],
    }
    return render(request, "imports/batch.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the list."""
    found = _readable(request, public_id)
    revision = read_revision(request.POST.get("revision", ""))
    done = confirm_list(actor=request.user, at=timezone.now(), batch=found, revision=revision)  # type: ignore[arg-type]
    if done.state == Batch.State.WRITING and done.job is not None:
        return redirect("jobs:job", done.job.public_id)
    return redirect("imports:batch", done.public_id)


@login_required
@require_POST
def discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw the list away."""
    found = _readable(request, public_id)
    discard_list(actor=request.user, at=timezone.now(), batch=found)  # type: ignore[arg-type]
    messages.success(request, _("The list is thrown away. Nothing of it was written."))
    return redirect("imports:upload", found.kind)


@login_required
@require_safe
def faults_csv(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """All that is wrong as a table."""
    found = _readable(request, public_id)
    return _download(shown.faults_csv(found), "text/csv; charset=utf-8", f"{found.kind}-faults.csv")


@login_required
@require_safe
def template_xlsx(request: HttpRequest, kind: str) -> HttpResponse:
    """The template as a workbook."""
    of = _permitted(request, kind)
    return _download(templates_of_lists.as_xlsx(of, _language()), templates_of_lists.XLSX, f"{of.name}.xlsx")


@login_required
@require_safe
def template_csv(request: HttpRequest, kind: str) -> HttpResponse:
    """The template as CSV."""
    of = _permitted(request, kind)
    return _download(templates_of_lists.as_csv(of, _language()), "text/csv; charset=utf-8", f"{of.name}.csv")


def _readable(request: HttpRequest, public_id: uuid.UUID) -> Batch:
    return readable(request.user, queries.batch(public_id), timezone.localdate())


def _permitted(request: HttpRequest, name: str) -> Kind:
    of = kind_named(name)
    if not of.may(request.user, timezone.localdate()):
        raise NotPermitted("not-permitted", action="upload")
    return of


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        headers={"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'},
    )


def _language() -> str:
    return get_language() or "kk"
