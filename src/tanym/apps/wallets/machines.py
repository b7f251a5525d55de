"""Addresses without a language that wallets use: metadata, offers, nonces, credentials, requests and answers."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.adapters.wallet_encryption import MEDIA_TYPE as ENCRYPTED
from tanym.adapters.wallet_encryption import encrypted
from tanym.apps.oauth.answers import unauthorised
from tanym.apps.oauth.proofs import nonce_header
from tanym.apps.oauth.queries import token_of
from tanym.apps.oauth.reachable import reachable
from tanym.apps.wallets import queries
from tanym.apps.wallets.access import offer_of
from tanym.apps.wallets.actions.answer import answer
from tanym.apps.wallets.actions.give_request import give_request
from tanym.apps.wallets.actions.hand_over import hand_over
from tanym.apps.wallets.actions.note_outcome import note_outcome
from tanym.apps.wallets.codes import code_of, nonce_secret, notification_of, request_key
from tanym.apps.wallets.configurations import address, configurations, issuer, metadata, signed_metadata
from tanym.apps.wallets.models import Offer
from tanym.core.credentials.openid import nonces
from tanym.core.credentials.openid.credential_request import credential_response, read_credential_request
from tanym.core.credentials.openid.faults import error_document, status_of
from tanym.core.credentials.openid.notification import read_notification
from tanym.core.credentials.openid.offers import Offer as OfferDocument
from tanym.core.credentials.openid.presentation_request import TYPE
from tanym.core.credentials.openid.token_request import single
from tanym.core.kernel.errors import InvalidValue, NotPermitted, TanymError

NO_STORE = {"Cache-Control": "no-store"}
NONCE_BYTES = 16


@reachable("GET")
@require_safe
def issuer_metadata(request: HttpRequest) -> HttpResponse:
    """What the credential issuer says of itself; signed where a wallet asks for that and it can be (OpenID4VCI 1.0, 12.2.2)."""
    headers = {"Cache-Control": "public, max-age=300", "Vary": "Accept"}
    preferred = request.get_preferred_type(
        ["application/json", ENCRYPTED]
    )  # the first for who takes anything
    if preferred == ENCRYPTED:
        text = signed_metadata(timezone.now())
        if text:
            return HttpResponse(text, headers={**headers, "Content-Type": ENCRYPTED})
    return JsonResponse(metadata(), headers=headers)


@reachable("GET")
@never_cache
@require_safe
def offer(request: HttpRequest, reference: str) -> HttpResponse:
    """The offer behind a code, while it can be taken."""
    try:
        found = queries.offer_by_reference(reference, timezone.now())
    except TanymError:
        return JsonResponse({"error": "not_found"}, status=404, headers=NO_STORE)
    by_code = found.way == Offer.Way.CODE
    made = OfferDocument(
        issuer(),
        [found.configuration],
        code=code_of(found) if by_code else "",
        state="" if by_code else found.reference,
        description="The six digits stand on the page where you opened this offer.",
    )
    return JsonResponse(made.document(), headers=NO_STORE)


@reachable("POST")
@never_cache
@require_POST
def nonce(request: HttpRequest) -> HttpResponse:
    """A fresh nonce for proofs of keys; nothing is kept of it."""
    now = timezone.now()
    made = nonces.mint(secrets.token_urlsafe(NONCE_BYTES), now, nonce_secret())
    return JsonResponse({"c_nonce": made}, headers=NO_STORE | nonce_header(now))


@reachable("POST")
@never_cache
@require_POST
def credential(request: HttpRequest) -> HttpResponse:
    """The copies of the document that the access token is for; encrypted where the wallet asked so."""
    now = timezone.now()
    try:
        token = token_of(request, at=now)
    except NotPermitted as error:
        return unauthorised(error)
    try:
        found = offer_of(token)
        asked = read_credential_request(
            request.body,
            known=configurations(),
            allowed=[found.configuration],
            private=request_key() if request.content_type == ENCRYPTED else None,
        )
        client = token.grant.client
        made = hand_over(actor=None, at=now, offer=found, asked=asked, program=client.name if client else "")
    except TanymError as error:
        return _refused(error)
    answer = credential_response(made, notification_of(found))
    headers = NO_STORE | nonce_header(now)
    if asked.recipient is not None:
        return HttpResponse(
            encrypted(answer, asked.recipient), headers={**headers, "Content-Type": ENCRYPTED}
        )
    return JsonResponse(answer, headers=headers)


@reachable("POST")
@never_cache
@require_POST
def notification(request: HttpRequest) -> HttpResponse:
    """How it went with the copies (OpenID4VCI 1.0, 11)."""
    now = timezone.now()
    try:
        token = token_of(request, at=now)
    except NotPermitted as error:
        return unauthorised(error)
    try:
        found, said = offer_of(token), read_notification(request.body)
        if not constant_time_compare(said.id, notification_of(found)):
            raise InvalidValue("openid.invalid-notification-id")
        note_outcome(actor=None, at=now, offer=found, event=said.event)
    except TanymError as error:
        return _refused(error)
    return HttpResponse(status=204, headers=NO_STORE)


@reachable("GET", "POST")
@never_cache
@require_http_methods(["GET", "POST"])
def request_object(request: HttpRequest, reference: str) -> HttpResponse:
    """The signed request of a question, once (OpenID4VP 1.0, 5.10)."""
    try:
        text = give_request(
            actor=None,
            at=timezone.now(),
            question=queries.question_by_reference(reference),
            wallet_nonce=request.POST.get("wallet_nonce", "")[:200],
        )
    except TanymError as error:
        return _refused(error)
    return HttpResponse(text, headers={**NO_STORE, "Content-Type": f"application/{TYPE}"})


@reachable("POST")
@never_cache
@require_POST
def response(request: HttpRequest, reference: str) -> HttpResponse:
    """The answer to a question; on the same device the wallet is told where its person goes on (8.2)."""
    try:
        found = queries.question_by_reference(reference)
        form = single(dict(request.POST.lists()))
        code = answer(actor=None, at=timezone.now(), question=found, form=form)
    except TanymError as error:
        return _refused(error)
    back = f"{address('wallets-back', str(found.public_id))}?response_code={code}" if code else ""
    return JsonResponse({"redirect_uri": back} if back else {}, headers=NO_STORE)


@require_safe
def back(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Where a wallet sends its person back: to the page of the question, in the reader's language."""
    page = redirect("wallets:back", queries.question(public_id).public_id)
    page["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return page


def _refused(error: TanymError) -> HttpResponse:
    status = 400 if error.status == 404 else status_of(error)
    return JsonResponse(error_document(error), status=status, headers=NO_STORE)
