"""Where somebody comes who has a code: one question, the document, and an account if they like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts import pace
from tanym.apps.accounts.forms import AccountForm
from tanym.apps.accounts.words import say
from tanym.apps.claims import queries
from tanym.apps.claims.actions.answer import answer as answer_question
from tanym.apps.claims.actions.claim import claim as claim_document
from tanym.apps.claims.actions.disown import disown
from tanym.apps.claims.attachment import attachment
from tanym.apps.claims.codes import tidy
from tanym.apps.claims.forms import AnswerForm, CodeForm
from tanym.apps.claims.models import Claim
from tanym.apps.credentials.documents import certificate_of
from tanym.apps.credentials.shown import shown
from tanym.apps.credentials.verification import verify
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

OPENED = "claim"
MOST_UNKNOWN, WINDOW = 20, 15 * 60
"""Unknown codes from one network address within so many seconds, before it has to wait."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("claims:code", form.cleaned_data["code"])
    return render(request, "claims/start.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """The short address on slips and in messages leads to the page in the reader's language."""
    return redirect("claims:code", code[:40])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, code: str) -> HttpResponse:
    """The second question. Whatever a code was that leads nowhere, the answer is the same."""
    try:
        found = _of_code(request, code)
    except NotFound as unknown:
        return _closed(request, unknown.code)
    form = AnswerForm(request.POST if request.method == "POST" else None, asks=found.asks)
    if request.method == "POST" and form.is_valid():
        try:
            opened = answer_question(at=timezone.now(), code=tidy(code), said=form.cleaned_data["said"])
        except NotFound as unknown:
            return _closed(request, unknown.code)
        except (InvalidValue, Refused) as wrong:
            form.add_error("said", say(wrong.code))
            status = 429 if isinstance(wrong, Refused) else 422
            return render(request, "claims/code.html", {"form": form, "code": code}, status=status)
        request.session.cycle_key()
        request.session[OPENED] = [str(opened.public_id), opened.digest]
        return redirect("claims:document")
    return render(
        request, "claims/code.html", {"form": form, "code": code}, status=422 if form.errors else 200
    )


@never_cache
@require_POST
def not_mine(request: HttpRequest, code: str) -> HttpResponse:
    """The message came to the wrong person."""
    try:
        _of_code(request, code)
        disown(at=timezone.now(), code=tidy(code))
    except NotFound as unknown:
        return _closed(request, unknown.code)
    return render(request, "claims/not_mine.html")


@never_cache
@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """What waits: the plain half page, the files, and the way to keep it."""
    found = _opened(request)
    if found is None:
        return redirect("claims:start")
    return _document(request, found)


@never_cache
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """The certificate as PDF."""
    signed = _signed(request)
    return attachment(
        certificate_of(signed, request.LANGUAGE_CODE), "application/pdf", f"{signed.number}.pdf"
    )


@never_cache
@require_safe
def signed_file(request: HttpRequest) -> HttpResponse:
    """The signed file, byte for byte."""
    signed = _signed(request)
    return attachment(bytes(signed.document), "application/json", f"{signed.number}.json")


@never_cache
@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep it in the account of who is signed in."""
    found = _opened(request)
    if found is None:
        return redirect("claims:start")
    claim_document(actor=request.user, at=timezone.now(), claim=found)
    return _kept(request, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Make an account and keep it there."""
    found = _opened(request)
    if found is None or request.user.is_authenticated:
        return redirect("claims:start" if found is None else "claims:document")
    person = found.award.person
    initial = {
        "language": request.LANGUAGE_CODE,
        **{f"name_{form}": getattr(person, f"name_{form}") for form in ("kk", "ru", "passport")},
    }
    form = AccountForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = claim_document(
            actor=request.user,
            at=timezone.now(),
            claim=found,
            names=form.names,
            language=form.cleaned_data["language"],
            password=form.cleaned_data["password"],
        )
        login(request, made, backend="django.contrib.auth.backends.ModelBackend")
        with override(made.language):
            return _kept(request, found)
    return render(request, "claims/account.html", {"form": form}, status=422 if form.errors else 200)


def _kept(request: HttpRequest, found: Claim) -> HttpResponse:
    request.session.pop(OPENED, None)
    signed = queries.document_of(found)
    name = getattr(request.user, "username", "")
    messages.success(
        request,
        _("The document is among your records. Next time sign in as %(name)s.") % {"name": name},
    )
    return redirect("credentials:document", signed.public_id) if signed else redirect("credentials:mine")


def _document(request: HttpRequest, found: Claim) -> HttpResponse:
    signed, now = queries.document_of(found), timezone.now()
    context: dict[str, Any] = {"claim": found, "document": signed}
    if signed is not None:
        context["page"] = shown(verify(bytes(signed.document), now), now)
    return render(request, "claims/document.html", context)


def _signed(request: HttpRequest) -> Any:
    """The document that this browser has opened. Raises `NotFound("page.unknown")`."""
    found = _opened(request)
    signed = queries.document_of(found) if found else None
    if signed is None:
        raise NotFound("page.unknown")
    return signed


def _opened(request: HttpRequest) -> Claim | None:
    """The claim whose question was answered in this browser, while its code is still the same and leads somewhere."""
    kept = request.session.get(OPENED)
    if not kept:
        return None
    try:
        found = queries.claim(UUID(kept[0]))
    except NotFound:
        return None
    return found if found.digest == kept[1] and found.works(timezone.now()) else None


def _of_code(request: HttpRequest, given: str) -> Claim:
    """The claim of a code. Raises `NotFound("claim.unknown")`, also for whoever has tried too many."""
    address = pace.network_address(request)
    if pace.times("claim-code", address) >= MOST_UNKNOWN:
        raise NotFound("claim.too-many")
    try:
        return queries.by_code(tidy(given), timezone.now())
    except (InvalidValue, NotFound):
        pace.note("claim-code", address, WINDOW)
        raise NotFound("claim.unknown") from None


def _closed(request: HttpRequest, why: str) -> HttpResponse:
    status = 429 if why == "claim.too-many" else 404
    return render(request, "claims/closed.html", {"why": why}, status=status)
