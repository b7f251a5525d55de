"""A person's backpack: all documents in one list, one of them with its checks, bringing in, taking along, erasing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tanym.apps.accounts import pace
from tanym.apps.accounts.words import here, say
from tanym.apps.backpack import queries
from tanym.apps.backpack.actions.erase import erase as erase_action
from tanym.apps.backpack.actions.take_in import Came, Result, TakenIn, take_in
from tanym.apps.backpack.actions.use_as_evidence import use_as_evidence
from tanym.apps.backpack.actions.verify_again import verify_again as verify_again_action
from tanym.apps.backpack.forms import FileForm, LinkForm
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.reading import said, verified
from tanym.apps.credentials.queries import held_by
from tanym.apps.credentials.registers import fetcher
from tanym.apps.credentials.shown import shown
from tanym.apps.files.actions.open_file import open_file
from tanym.apps.files.queries import content
from tanym.apps.recognition import seen
from tanym.apps.recognition.queries import case as find_case
from tanym.apps.recognition.queries import item as find_item
from tanym.apps.recognition.queries import open_to_evidence
from tanym.core.credentials.recipient import recipient
from tanym.core.kernel.errors import NotFound, Refused, TanymError
from tanym.core.kernel.revision import read_revision

A_MINUTE, MOST_A_MINUTE = 60, 30
"""Seconds, and documents that one person brings in within them: each is verified at once."""


@login_required
@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """All documents of a person: those of this platform and those brought in."""
    return _mine(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring_file(request: HttpRequest) -> HttpResponse:
    """Bring in a file. Who comes back to this address (a reload, another language) finds the page with the form."""
    if request.method != "POST":
        return redirect("backpack:mine")
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            return _taken(request, _take_in(request, upload.read(), Came.FILE))
        except TanymError as error:
            form.add_error("file", say(error.code, **{**error.details, "name": upload.name}))
    return _mine(request, file_form=form, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring_link(request: HttpRequest) -> HttpResponse:
    """Bring in what lies behind a link. Who comes back to this address finds the page with the form."""
    if request.method != "POST":
        return redirect("backpack:mine")
    form = LinkForm(request.POST)
    if form.is_valid():
        link = form.cleaned_data["link"]
        try:
            found = fetcher(timezone.now()).fetch(link)
            return _taken(request, _take_in(request, found, Came.LINK, link.split("/")[2]))
        except TanymError as error:
            form.add_error("link", say(error.code, **{"name": "", **error.details}))
    return _mine(request, link_form=form, status=422)


@login_required
@never_cache
@require_safe
def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One document: what it says, and each check as it is answered now."""
    held, now = queries.imported(public_id, request.user), timezone.now()  # type: ignore[arg-type]
    found = verified(content(held.file), now)
    mail = getattr(request.user, "email", "")
    named = recipient(found.credential or {}, [mail] if mail else [])
    context = {
        "document": held,
        "page": shown(found, now),
        "title": here(held.says["title"]) or _("Document without a title"),
        "recipient": named.value,
        "cases": open_to_evidence(request.user),  # type: ignore[arg-type]
        "exchanged": held.format in queries.EXCHANGED,
    }
    return render(request, "backpack/document.html", context)


@login_required
@never_cache
@require_safe
def download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The file itself, byte for byte, never shown inline."""
    held = queries.imported(public_id, request.user)  # type: ignore[arg-type]
    return HttpResponse(
        content(held.file),
        headers={
            "Content-Type": held.file.media_type,
            "Content-Disposition": f'attachment; filename="{held.file.name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


@login_required
@require_POST
def verify_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Verify it again and keep the day."""
    held = queries.imported(public_id, request.user)  # type: ignore[arg-type]
    verify_again_action(actor=request.user, at=timezone.now(), credential=held)  # type: ignore[arg-type]
    messages.success(request, _("Checked again. The answers of today are kept."))
    return redirect("backpack:document", held.public_id)


@login_required
@require_POST
def erase(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Erase it."""
    held = queries.imported(public_id, request.user)  # type: ignore[arg-type]
    gone = erase_action(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        credential=held,
        revision=read_revision(request.POST.get("revision", "")),
    )
    if gone:
        messages.success(request, _("Erased, with its file."))
    else:
        messages.success(
            request, _("Erased from your backpack. A case in which you showed it keeps the file as evidence.")
        )
    return redirect("backpack:mine")


@login_required
@require_POST
def show_in_case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Use it as evidence in a case; nothing is uploaded again."""
    held = queries.imported(public_id, request.user)  # type: ignore[arg-type]
    try:
        case = UUID(request.POST.get("case", ""))
    except ValueError:
        raise NotFound("page.unknown") from None
    use_as_evidence(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        credential=held,
        case=case,
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("The document is in your application."))
    return redirect("recognition:case", case)


@login_required
@never_cache
@require_safe
def evidence(request: HttpRequest, case: UUID, item: UUID) -> HttpResponse:
    """What a signed piece of evidence says and each check as it is answered now, for everybody who may read the case."""
    found, now = find_case(case, request.user, timezone.localdate()), timezone.now()
    shown_there = find_item(found, item)
    if shown_there.file is None or not shown_there.checked:
        raise NotFound("page.unknown")
    content = open_file(
        actor=request.user, at=now, stored=shown_there.file, about=f"recognition.case:{found.public_id}"
    )
    seen.note_reading(found, request.user, seen.of_file(shown_there), now)  # type: ignore[arg-type]
    verification = verified(content, now)
    context = {
        "case": found,
        "item": shown_there,
        "says": said(verification),
        "page": shown(verification, now),
    }
    return render(request, "backpack/evidence.html", context)


def _take_in(request: HttpRequest, content: bytes, came: str, source: str = "") -> TakenIn:
    if pace.note("backpack-take-in", str(request.user.pk), A_MINUTE) > MOST_A_MINUTE:
        raise Refused("backpack.too-often")
    return take_in(actor=request.user, at=timezone.now(), content=content, came=came, source=source)  # type: ignore[arg-type]


def _taken(request: HttpRequest, made: TakenIn) -> HttpResponse:
    if made.result is Result.NEW:
        messages.success(request, _("The document is in your backpack. Below stands what we could check."))
    elif made.result is Result.RENEWED:
        messages.success(request, _("It is a newer one of a document that you had; the newer one is kept."))
    else:
        messages.info(request, _("You have this document already; nothing was kept twice."))
    return redirect("backpack:document", made.credential.public_id)


def _mine(
    request: HttpRequest,
    file_form: FileForm | None = None,
    link_form: LinkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person: Any = request.user
    brought: list[ImportedCredential] = list(queries.brought_by(person))
    context = {
        "own": held_by(person),
        "brought": brought,
        "file_form": file_form or FileForm(auto_id="f-%s"),
        "link_form": link_form or LinkForm(auto_id="l-%s"),
        "bringing": bool(file_form or link_form),
    }
    return render(request, "backpack/mine.html", context, status=status)
