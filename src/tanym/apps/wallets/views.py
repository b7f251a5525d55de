"""Pages of a holder: a document into one's wallet, the offer with its code, the copies that are in wallets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.queries import credential as credential_of
from tanym.apps.organisations.permissions import may
from tanym.apps.wallets import queries
from tanym.apps.wallets.actions.offer import offer as offer_action
from tanym.apps.wallets.actions.take_back import take_back as take_back_action
from tanym.apps.wallets.actions.withdraw_offer import withdraw_offer
from tanym.apps.wallets.codes import transaction_code
from tanym.apps.wallets.configurations import LEARNING, address, forms_of, profile
from tanym.apps.wallets.forms import OfferForm
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.permissions import TABLE
from tanym.apps.wallets.qr import drawn
from tanym.core.credentials.openid.offers import offer_link
from tanym.core.kernel.errors import NotFound


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every copy of one's documents that is in a wallet."""
    return render(request, "wallets/mine.html", {"copies": queries.copies_held_by(request.user)[:200]})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One document: what a wallet will get, and which wallets have it."""
    found, now = _held(request, public_id), timezone.now()
    forms = forms_of(record_of(found))
    form = OfferForm(request.POST or None, forms_of=forms, by_code=profile().pre_authorised)
    if request.method == "POST" and form.is_valid():
        made = offer_action(actor=request.user, at=now, credential=found, **form.cleaned_data)
        return redirect("wallets:offered", made.public_id)
    context = {
        "document": found,
        "form": form,
        "in_force": found.revoked_at is None and not found.suspended(timezone.localdate(now)),
        "waiting": queries.waiting_offer(found, now),
        "copies": queries.copies_of(found),
    }
    return render(request, "wallets/offer.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def offered(request: HttpRequest, public_id: Any) -> HttpResponse:
    """An offer: its code for the wallet, the digits, how long it waits, and whether a wallet took it."""
    found, now = _own_offer(request, public_id), timezone.now()
    link = offer_link(address("wallets-offer", found.reference), profile().offer_scheme)
    context = {
        "offer": found,
        "document": found.credential,
        "waits": found.waits(now),
        "link": link,
        "qr": drawn(link) if found.waits(now) else "",
        "digits": transaction_code(found) if found.way == Offer.Way.CODE else "",
        "minutes": max(1, -(-int((found.until - now).total_seconds()) // 60)),
        "copies": found.copies.count(),
        "as_signed": found.configuration != LEARNING,
    }
    return render(request, "wallets/offered.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Withdraw an offer that no wallet took."""
    found = _own_offer(request, public_id)
    withdraw_offer(actor=request.user, at=timezone.now(), offer=found)
    messages.success(request, _("The code no longer works."))
    return redirect("wallets:offer", found.credential.public_id)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take a copy back."""
    found = queries.copy(public_id)
    _held(request, found.credential.public_id)
    take_back_action(actor=request.user, at=timezone.now(), copy=found)
    messages.success(
        request, _("The copy is taken back. Whoever checks it from now on reads that it is revoked.")
    )
    return redirect("wallets:offer", found.credential.public_id)


def _held(request: HttpRequest, public_id: Any) -> Any:
    """The person's own document; somebody else's is as unknown as none."""
    found = credential_of(public_id)
    if not may(TABLE, "offer", request.user, timezone.localdate(), owner=found.holder):
        raise NotFound("page.unknown")
    return found


def _own_offer(request: HttpRequest, public_id: Any) -> Offer:
    found = queries.offer(public_id)
    _held(request, found.credential.public_id)
    return found
