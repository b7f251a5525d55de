"""Pages of documents: the holder's own, the check that anybody can make, and what an organisation issued."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts import pace
from tanym.apps.accounts.words import say
from tanym.apps.credentials import offline as offline_page
from tanym.apps.credentials import queries
from tanym.apps.credentials.actions import open_number as open_number_action
from tanym.apps.credentials.actions import revoke as revoke_action
from tanym.apps.credentials.actions import share as share_action
from tanym.apps.credentials.actions import withdraw_share as withdraw_action
from tanym.apps.credentials.forms import LARGEST, FileForm, NumberForm, RevokeForm, ShareForm
from tanym.apps.credentials.in_log import stands
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.credentials.queries import tidy
from tanym.apps.credentials.shown import Shown, shown
from tanym.apps.credentials.verification import verify as verify_bytes
from tanym.apps.credentials.views_of_evaluation import sheets
from tanym.apps.credentials.views_of_renditions import takings
from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import memberships
from tanym.apps.qualifications.entitlement import right_of
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted
from tanym.core.kernel.revision import read_revision

A_MINUTE, MOST_A_MINUTE = 60, 30
"""Seconds, and files that are checked for one network address within them: a check costs up to a second of work."""

A_LIST = 200
"""Documents on the page of a registrar; an older one is found by its number."""

# ---- anybody: check a document -----------------------------------------------------------------------------------


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a file or a number. What is too large is answered before anything of it is read."""
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + 64 * 1024:
        request.POST = {}  # type: ignore[assignment]  # nobody may read it further on
        form = FileForm(data={}, files={})
        form.errors["file"] = form.error_class([_too_large()])  # not also that none was chosen
        return _verify_page(request, file_form=form, status=413)
    return _verify(request)


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    if "number" in asked:
        number_form = NumberForm(asked)
        if not number_form.is_valid():
            return _verify_page(request, number_form=number_form, status=422)
        return redirect("credentials:verify-number", number_form.cleaned_data["number"])
    if request.method != "POST":
        return _verify_page(request)
    file_form = FileForm(request.POST, request.FILES)
    if not file_form.is_valid():
        return _verify_page(request, file_form=file_form, status=422)
    upload = file_form.cleaned_data["file"]
    if upload.size > LARGEST:
        file_form.add_error("file", _too_large())
        return _verify_page(request, file_form=file_form, status=413)
    if pace.note("verify-file", pace.network_address(request), A_MINUTE) > MOST_A_MINUTE:
        file_form.add_error(
            "file", _("Many files came from you within a minute. Wait a minute, then send the next.")
        )
        return _verify_page(request, file_form=file_form, status=429)
    now = timezone.now()
    found = shown(verify_bytes(upload.read(), now), now)
    return _result(request, found, status=200 if found.readable else 422)


@never_cache
@require_safe
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """The check of the document with the printed number."""
    try:
        found = queries.by_number(number)
    except NotFound as unknown:  # beside the field, where a slip of the pen can be mended at once
        number_form = NumberForm({"number": number})
        if number_form.is_valid():
            number_form.add_error("number", say(unknown.code))
        return _verify_page(request, number_form=number_form, status=404)
    return _result_of(request, found, f"/v/{found.number}", sheets("credentials:evaluation", found.number))


@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The check of a document that its holder shares by a link."""
    found = queries.by_link(token, timezone.localtime())
    return _result_of(request, found, f"/s/{token}", sheets("credentials:shared-evaluation", token))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The check as one file to keep: it works with no network, as of this hour."""
    content = offline_page.page(timezone.now(), _language())
    name = f"tanym-{timezone.localdate().isoformat()}.html"
    return _attachment(content, "text/html; charset=utf-8", name)


def _verify_page(
    request: HttpRequest,
    file_form: FileForm | None = None,
    number_form: NumberForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"file_form": file_form or FileForm(), "number_form": number_form or NumberForm()}
    return render(request, "credentials/verify.html", context, status=status)


def _result_of(
    request: HttpRequest, found: Credential, path: str, of_evaluation: Sequence[tuple[str, str, str]]
) -> HttpResponse:
    now = timezone.now()
    address = f"{settings.TANYM.address}{path}"
    page = shown(verify_bytes(bytes(found.document), now), now)
    return _result(request, page, address=address, of_evaluation=of_evaluation)


def _result(
    request: HttpRequest,
    page: Shown,
    address: str = "",
    status: int = 200,
    of_evaluation: Sequence[tuple[str, str, str]] = (),
) -> HttpResponse:
    context = {
        "page": page,
        "address": address,
        "qr": _qr(address) if address else "",
        "sheets": of_evaluation,
        "file_form": FileForm(),
        "number_form": NumberForm(),
        "log": stands(page.half.log, page.half.number, page.at) if page.half else None,
    }
    return render(request, "credentials/result.html", context, status=status)


# ---- the holder ----------------------------------------------------------------------------------------------------


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A person's own documents."""
    return render(request, "credentials/mine.html", {"documents": queries.held_by(request.user)})


@login_required
@never_cache
@require_safe
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One document: what it says, downloads, who can see it."""
    return _document_page(request, _held(request, public_id))


@login_required
@require_POST
def share(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make a link."""
    found, form = _held(request, public_id), ShareForm(request.POST)
    if form.is_valid():
        try:
            share_action.share(
                actor=request.user,
                at=timezone.now(),
                credential=found,
                revision=read_revision(request.POST.get("revision", "")),
                until=form.cleaned_data["until"],
            )
        except InvalidValue as error:
            if error.code != "credential.link-in-the-past":
                raise
            form.add_error("until", _("That day has passed. Choose today or a later day."))
    if form.errors:
        return _document_page(request, found, form, status=422)
    messages.success(request, _("The link is made. Copy it below; withdraw it whenever you like."))
    return redirect("credentials:document", public_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw one link, or everything."""
    token = request.POST.get("token") or None
    withdraw_action.withdraw_share(
        actor=request.user, at=timezone.now(), credential=queries.credential(public_id), token=token
    )
    if token:
        messages.success(
            request, _("The link is withdrawn. Whoever follows it reads that the document is not shared.")
        )
    else:
        messages.success(
            request,
            _("Nothing is shared any longer: neither by a link nor by the number on the certificate."),
        )
    return redirect("credentials:document", public_id)


@login_required
@require_POST
def number(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open or close the way by the printed number."""
    found = open_number_action.open_number(
        actor=request.user,
        at=timezone.now(),
        credential=queries.credential(public_id),
        is_open=request.POST.get("open") == "yes",
    )
    if found.number_open:
        messages.success(request, _("The number and the code on the certificate lead to the check again."))
    else:
        messages.success(request, _("The number and the code on the certificate no longer show anything."))
    return redirect("credentials:document", public_id)


# ---- the awarding body ----------------------------------------------------------------------------------------------


@login_required
@never_cache
@require_safe
def issued(request: HttpRequest) -> HttpResponse:
    """What one's organisations issued."""
    today = timezone.localdate()
    if not may(TABLE, "list_issued", request.user, today):
        raise NotPermitted("not-permitted")
    asked = tidy(request.GET.get("number", ""))[:40]
    documents = list(queries.issued_by_bodies_of(request.user, today, asked)[: A_LIST + 1])
    bodies = {
        held.organisation_id: held.organisation
        for held in memberships(request.user, today)
        if may(TABLE, "revoke", request.user, today, at=held.organisation)
    }
    return render(
        request,
        "credentials/issued.html",
        {
            "documents": documents[:A_LIST],
            "more": len(documents) > A_LIST,
            "most": A_LIST,
            "asked": asked,
            "revocable": bodies.keys(),
            "bodies": bodies.values(),
        },
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Revoke a document: what will happen, the reason, the act."""
    found = queries.credential(public_id)
    permit(TABLE, "revoke", request.user, timezone.localdate(), at=found.award.awarding_body)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revoke_action.revoke(
            actor=request.user,
            at=timezone.now(),
            credential=found,
            revision=read_revision(request.POST.get("revision", "")),
            reason=form.cleaned_data["reason"],
        )
        messages.success(
            request,
            _("The document is revoked. Whoever checks it reads so from now on; the holder has a letter."),
        )
        return redirect("credentials:issued")
    status = 422 if form.errors else 200
    return render(request, "credentials/revoke.html", {"document": found, "form": form}, status=status)


def _held(request: HttpRequest, public_id: uuid.UUID) -> Credential:
    """The person's own document; somebody else's is as unknown as none."""
    found = queries.credential(public_id)
    if not may(TABLE, "hold", request.user, timezone.localdate(), owner=found.holder):
        raise NotFound("page.unknown")
    return found


def _document_page(
    request: HttpRequest, found: Credential, form: ShareForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "document": found,
        **takings(found),
        "page": shown(verify_bytes(bytes(found.document), now), now),
        "shared_links": [
            (link, f"{settings.TANYM.address}/s/{link.token}", link.works(timezone.localtime(now)))
            for link in queries.links_of(found)
        ],
        "number_address": f"{settings.TANYM.address}/v/{found.number}",
        "form": form or ShareForm(),
        "entitlement": right_of(found.award),
    }
    return render(request, "credentials/document.html", context, status=status)


def _qr(address: str) -> SafeString:
    picture = segno.make(address, error="m").svg_inline(border=2, dark="#10262d", light="#fff", omitsize=True)
    return mark_safe(picture)  # noqa: S308 (drawn by us from an address of ours)


def _attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        headers={
            "Content-Type": media_type,
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _too_large() -> str:
    return _("The file is too large. Choose one of up to 3 MB; a certificate itself is usually much smaller.")


def _language() -> str:
    return get_language() or "kk"
