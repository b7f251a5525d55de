"""Whether mails tell of letters; in the sample country, what would have left the platform."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tanym.adapters.messages.catcher import caught as caught_in
from tanym.apps.letters import queries
from tanym.apps.letters.actions.choose_mails import choose_mails
from tanym.core.kernel.errors import NotFound


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """The person's switch."""
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        choose_mails(actor=request.user, at=timezone.now(), wanted=wanted)  # type: ignore[arg-type]
        messages.success(
            request,
            _("Mails tell you of new letters again.")
            if wanted
            else _("No mail tells you of letters any more."),
        )
        return redirect("letters:mails")
    context = {"choice": queries.mail_choice(request.user), "address": request.user.email}  # type: ignore[arg-type,union-attr]
    return render(request, "letters/mails.html", context)


@csrf_exempt  # a mail program sends it by itself (RFC 8058); the secret in the address is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The address at the foot of each mail: no account is needed, and reading it changes nothing."""
    choice = queries.choice_by_token(token)
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        choice = choose_mails(actor=choice.person, at=timezone.now(), wanted=wanted)
    return render(request, "letters/stop.html", {"choice": choice})


@never_cache
@require_safe
def caught(request: HttpRequest) -> HttpResponse:
    """What the catcher holds. Where no sample country runs, there is no such page."""
    if not settings.TANYM.sample:
        raise NotFound("page.unknown")
    return render(request, "letters/caught.html", {"caught": caught_in(settings.TANYM.var / "mail")})
