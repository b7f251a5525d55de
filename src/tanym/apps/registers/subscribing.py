"""Pages of subscriptions: a person's own addresses to which changes of registers are sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.words import here, say
from tanym.apps.organisations.permissions import may
from tanym.apps.registers import subscriptions as reads
from tanym.apps.registers.actions.prove import prove as prove_it
from tanym.apps.registers.actions.redeliver import redeliver as send_again
from tanym.apps.registers.actions.renew_secret import renew_secret as renew
from tanym.apps.registers.actions.subscribe import subscribe
from tanym.apps.registers.actions.unsubscribe import unsubscribe as end
from tanym.apps.registers.forms.subscribing import SubscriptionForm
from tanym.apps.registers.models import Subscription
from tanym.apps.registers.permissions import SUBSCRIBERS
from tanym.apps.registers.queries import definition
from tanym.apps.registers.webhooks import public_key, secrets
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.kernel.revision import read_revision
from tanym.core.registers.webhooks import shared_secret

A_PAGE = 25
SHOW_ONCE = "registers.secret"


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key with which every message is signed, for programs."""
    response = JsonResponse({"key": public_key(), "algorithm": "ed25519", "signature": "v1a"})
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def subscriptions(request: HttpRequest) -> HttpResponse:
    """The person's addresses, and the form for another one."""
    now, today = timezone.now(), timezone.localdate()
    may_add = may(SUBSCRIBERS, "subscribe", request.user, today)
    form = SubscriptionForm(request.POST or None, person=request.user, on=today)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        try:
            made = subscribe(actor=request.user, at=now, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error("address", say(refusal.code, **refusal.details))
        else:
            request.session[SHOW_ONCE] = str(made.public_id)
            return redirect("registers:subscription", made.public_id)
    own = [{"of": one, "words": _words(one)} for one in reads.subscriptions(request.user)]  # type: ignore[arg-type]
    return render(
        request,
        "registers/subscriptions.html",
        {"own": own, "form": form, "may_add": may_add},
        status=422 if form.errors else 200,
    )


@never_cache
@login_required
@require_safe
def subscription(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One address: how it stands, the keys, what was sent and what was not taken."""
    found = _own(request, public_id)
    shown = request.session.get(SHOW_ONCE) == str(found.public_id)
    if shown:
        del request.session[SHOW_ONCE]
    rows = found.deliveries.all()
    return render(
        request,
        "registers/subscription.html",
        {
            "of": found,
            "words": _words(found),
            "key": public_key(),
            "secret": shared_secret(secrets(found)[0]) if shown else "",
            "dead": rows.filter(state="dead")[:A_PAGE],
            "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        },
    )


@login_required
@require_POST
def prove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask the address for the challenge."""
    found = _own(request, public_id)
    try:
        prove_it(actor=request.user, at=timezone.now(), subscription=found)  # type: ignore[arg-type]
    except (Refused, NotFound) as refusal:  # what the other server did is news, not an error of this page
        messages.error(request, say(refusal.code, **refusal.details))
    else:
        messages.success(request, _("The address has proved itself. Changes are sent to it from now on."))
    return redirect("registers:subscription", found.public_id)


@login_required
@require_POST
def renew_secret(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new shared secret, shown once."""
    found = _own(request, public_id)
    renew(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        subscription=found,
        revision=read_revision(request.POST.get("revision", "")),
    )
    request.session[SHOW_ONCE] = str(found.public_id)
    return redirect("registers:subscription", found.public_id)


@login_required
@require_POST
def unsubscribe(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Nothing is sent any more."""
    end(actor=request.user, at=timezone.now(), subscription=_own(request, public_id))  # type: ignore[arg-type]
    messages.success(request, _("Ended. Nothing is sent to this address any more."))
    return redirect("registers:subscriptions")


@login_required
@require_POST
def redeliver(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Send a dead letter again."""
    found = _own(request, public_id)
    row = reads.delivery(found, number)
    if send_again(actor=request.user, at=timezone.now(), delivery=row):  # type: ignore[arg-type]
        messages.success(request, _("Sent again, and taken."))
    else:
        messages.error(request, _("Sent again; the address has not taken it."))
    return redirect("registers:subscription", found.public_id)


def _own(request: HttpRequest, public_id: UUID) -> Subscription:
    return reads.subscription(request.user, public_id)  # type: ignore[arg-type]


def _words(of: Subscription) -> str:
    if not of.registers:
        return say("register.feed.every")
    return ", ".join(here(definition(one).words) for one in of.registers)
