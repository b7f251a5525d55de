"""Pages of who asks: what is asked of a wallet, the code for it, and what was shown."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.credentials.shown import shown
from tanym.apps.organisations.permissions import may
from tanym.apps.qualifications.queries import shown_version
from tanym.apps.wallets import queries
from tanym.apps.wallets.actions.ask import ask as ask_action
from tanym.apps.wallets.actions.close import close as close_action
from tanym.apps.wallets.actions.come_back import come_back
from tanym.apps.wallets.asking import link_of
from tanym.apps.wallets.codes import digest_of
from tanym.apps.wallets.forms import AskForm
from tanym.apps.wallets.judging import judged, not_shown
from tanym.apps.wallets.models import Question
from tanym.apps.wallets.permissions import AT_ORGANISATION
from tanym.apps.wallets.qr import drawn
from tanym.core.kernel.errors import NotFound, NotPermitted

KEY = "wallets.asking"
"""Where the browser's secret stands in its session."""


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a document: which, with what, why; for this device or another."""
    now = timezone.now()
    if not may(AT_ORGANISATION, "ask", request.user, timezone.localdate(now)):
        raise NotPermitted("not-permitted")
    form = AskForm(request.POST or None, person=request.user, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        made = ask_action(
            actor=request.user,
            at=now,
            session=_session(request),
            same_device=request.POST.get("on") == "this",
            **form.cleaned_data,
        )
        return redirect("wallets:question", made.public_id)
    open_ones = queries.questions_of(request.user, [_session(request)], now)
    context = {"form": form, "open": [one for one in open_ones if one.waits(now) or one.answer]}
    return render(request, "wallets/ask.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def question(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A question: the code while it waits, then what was shown."""
    return _page(request, _asked_here(request, public_id))


@login_required
@never_cache
@require_safe
def back(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Back from a wallet on the same device."""
    found = come_back(
        actor=request.user,
        at=timezone.now(),
        question=queries.question(public_id),
        code=request.GET.get("response_code", ""),
        session=_session(request),
    )
    return redirect("wallets:question", found.public_id)


@login_required
@require_POST
def close(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Stop waiting, or erase what was shown."""
    close_action(actor=request.user, at=timezone.now(), question=_asked_here(request, public_id))
    messages.success(request, _("Nothing of it is kept any longer."))
    return redirect("wallets:ask")


def _page(request: HttpRequest, found: Question) -> HttpResponse:
    now = timezone.now()
    waits, wanted = found.waits(now), found.micro_qualification
    link = link_of(found) if waits else ""
    context: dict[str, Any] = {
        "question": found,
        "waits": waits,
        "link": link,
        "qr": drawn(link) if waits and not found.same_device else "",
        "minutes": max(1, -(-int((found.until - now).total_seconds()) // 60)),
        "of": shown_version(wanted.code, timezone.localdate(now)).titles if wanted else None,
        "asked": [say(f"wallet.asked.{name}") for name in found.claims],
    }
    kept = found.answer is not None and found.kept_until is not None and now < found.kept_until
    if kept and (found.returned or not found.same_device):
        judgement = judged(found, bytes(found.answer or b""), now)
        context["page"] = shown(judgement, now)
        context["held_back"] = [say(f"wallet.claim.{name}") for name in not_shown(judgement.credential)]
    context["away"] = kept and found.same_device and not found.returned
    return render(request, "wallets/question.html", context)


def _asked_here(request: HttpRequest, public_id: Any) -> Question:
    """A question of this person, put in this browser; any other is as unknown as none."""
    found = queries.question(public_id)
    own = found.asked_by_id == request.user.pk and constant_time_compare(found.session, _session(request))
    if not own or found.closed_at is not None:
        raise NotFound("page.unknown")
    return found


def _session(request: HttpRequest) -> str:
    """The digest of this browser's secret, made now where it has none."""
    if KEY not in request.session:
        request.session[KEY] = secrets.token_urlsafe(24)
    return digest_of(request.session[KEY])
