"""Addresses without a language that papers and machines keep: identifiers, status lists, codes, shared links."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from tanym.apps.credentials import queries
from tanym.apps.credentials.signing import COPIES_LAST, published_keys, served_list
from tanym.apps.credentials.statuses import BITSTRING, TOKEN
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.queries import version_by_public_id


@require_safe
def did_document(request: HttpRequest, code: str) -> HttpResponse:
    """The keys of an organisation."""
    return _published(published_keys(organisation(code)), "application/did+ld+json", "public, max-age=300")


@require_safe
def status_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """A list of one purpose for badges (Bitstring Status List), the same for whoever asks."""
    return _list(request, public_id, BITSTRING)


@require_safe
def token_status_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """A list for credentials in wallets (Token Status List), the same for whoever asks."""
    return _list(request, public_id, TOKEN)


def _list(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """A copy may be kept for a moment, by caches on the way too, and is asked for again by its tag."""
    served = served_list(queries.status_list(public_id, form), timezone.now())
    answer = _published(served.content, served.media_type, f"public, max-age={COPIES_LAST}")
    answer["ETag"] = f'"{served.tag}"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


@require_safe
def credential(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A credential by its own address, while its holder shares it; otherwise as if there were none."""
    found = queries.by_address(public_id, timezone.localdate())
    return _published(bytes(found.document), "application/vc", "private, no-store")


@require_safe
def achievement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The micro-qualification that an award is of: its page in the catalogue."""
    return redirect("catalogue:page", version_by_public_id(public_id).micro_qualification.code)


@require_safe
def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """The code on a certificate leads here: to the check, in the reader's language."""
    return redirect("credentials:verify-number", queries.tidy(number))


@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A shared link leads here: to the check, in the reader's language."""
    return redirect("credentials:shared", token)


def _published(content: bytes, media_type: str, caching: str) -> HttpResponse:
    return HttpResponse(
        content,
        headers={"Content-Type": media_type, "Cache-Control": caching, "Access-Control-Allow-Origin": "*"},
    )
