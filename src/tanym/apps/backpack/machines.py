"""The Open Badges 3.0 API: description, credentials in pages and handed over, profile. Programs come here with a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tanym.apps.accounts import pace
from tanym.apps.accounts.models import Person
from tanym.apps.backpack import queries
from tanym.apps.backpack.actions.put_profile import put_profile
from tanym.apps.backpack.actions.take_in import Came, Result, take_in
from tanym.apps.backpack.discovery import description
from tanym.apps.backpack.exchange import answered, entries, entry_of
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.scopes import READ, READ_PROFILE, UPDATE_PROFILE, UPSERT
from tanym.apps.backpack.status_info import refused, status_info
from tanym.apps.oauth.models import Token
from tanym.apps.oauth.queries import token_of
from tanym.core.credentials.contexts import OB_V3
from tanym.core.credentials.moments import moment
from tanym.core.credentials.parse import MAX_BYTES, parse_object
from tanym.core.kernel.errors import InvalidValue, Refused, TanymError

A_PAGE, MOST = 50, 200
A_MINUTE, MOST_A_MINUTE = 60, 60
"""Seconds, and documents that one program hands over for a person within them: each is verified at once."""
JSON = ("application/json", "application/ld+json", "application/vc+ld+json", "application/vc")
TEXT = "text/plain"

Act = Callable[[HttpRequest, Token], HttpResponse]


@require_safe
def describe(request: HttpRequest) -> HttpResponse:
    """The service description (getServiceDescription); open to everybody."""
    headers = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
    return JsonResponse(description(), headers=headers)


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The page of terms, in the reader's language."""
    return redirect("backpack:terms")


def _endpoint(**acts: tuple[str, Act]) -> Callable[[HttpRequest], HttpResponse]:
    """An address of the API: each method with its scope; every refusal is an `Imsx_StatusInfo`."""

    @csrf_exempt
    @never_cache
    def answer(request: HttpRequest) -> HttpResponse:
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in acts:
            allowed = {"Allow": ", ".join(sorted(acts))}
            return status_info(HTTPStatus.METHOD_NOT_ALLOWED, "not allowed here", headers=allowed)
        scope, act = acts[method]
        try:
            return act(request, token_of(request, scope))
        except TanymError as error:
            return refused(error)

    return answer


def _get_credentials(request: HttpRequest, token: Token) -> HttpResponse:
    limit = _number(request, "limit", A_PAGE, least=1)
    offset = _number(request, "offset", 0, least=0)
    limit = min(limit, MOST)
    found = entries(token.grant.person, _since(request))
    headers = {"X-Total-Count": str(len(found)), "Link": _links(request, limit, offset, len(found))}
    return HttpResponse(
        answered(found[offset : offset + limit]), content_type="application/json", headers=headers
    )


def _links(request: HttpRequest, limit: int, offset: int, total: int) -> str:
    """The pages around this one (Open Badges 3.0, Paging): first and last always, prev and next where there are any."""
    last = max(total - 1, 0) // limit * limit
    places = {"first": 0, "last": last}
    if offset + limit < total:
        places["next"] = offset + limit
    if offset > 0:
        places["prev"] = max(min(offset - limit, last), 0)
    kept = {"since": request.GET["since"]} if "since" in request.GET else {}
    here = f"{settings.TANYM.address}{reverse('open-badges-credentials')}"
    return ", ".join(
        f'<{here}?{urlencode({"limit": limit, "offset": place, **kept})}>; rel="{name}"'
        for name, place in places.items()
    )


def _upsert(request: HttpRequest, token: Token) -> HttpResponse:
    now, grant = timezone.now(), token.grant
    if pace.note("backpack-upsert", str(grant.public_id), A_MINUTE) > MOST_A_MINUTE:
        again = {"Retry-After": str(A_MINUTE)}
        return status_info(HTTPStatus.TOO_MANY_REQUESTS, "too many within a minute", headers=again)
    kind = (request.content_type or "").lower()
    if kind not in (*JSON, TEXT):
        return status_info(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "application/json or text/plain")
    if len(request.body) > MAX_BYTES:
        return status_info(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {MAX_BYTES} bytes")
    content = request.body.strip()
    if content.startswith(b"{") == (kind == TEXT):
        raise InvalidValue("backpack.type-differs")
    source = grant.client.name if grant.client else ""
    try:
        made = take_in(
            actor=grant.person, at=now, content=content, came=Came.PROGRAM, source=source, strict=True
        )
    except Refused as error:
        if error.code != "backpack.own-document":
            raise
        own = queries.own_document(error.details["address"])
        return HttpResponse(own.document if own else b"", content_type="application/json")
    status = HTTPStatus.CREATED if made.result is Result.NEW else HTTPStatus.OK
    return _as_it_is(made.credential, status)


def _as_it_is(held: ImportedCredential, status: int) -> HttpResponse:
    text = entry_of(held).text()
    kind = "application/json" if text.startswith(b"{") else TEXT
    return HttpResponse(text, status=status, content_type=kind)


def _get_profile(request: HttpRequest, token: Token) -> HttpResponse:
    kept = queries.profile_of(token.grant.person)
    return JsonResponse(kept.content if kept else _profile(token.grant.person))


def _put_profile(request: HttpRequest, token: Token) -> HttpResponse:
    kept = put_profile(actor=token.grant.person, at=timezone.now(), content=parse_object(request.body))
    return JsonResponse(kept.content)


def _profile(person: Person) -> dict[str, Any]:
    return {
        "@context": [OB_V3],
        "id": f"urn:uuid:{person.public_id}",
        "type": ["Profile"],
        "name": person.name_latin,
        **({"email": person.email} if person.email else {}),
    }


def _number(request: HttpRequest, name: str, otherwise: int, least: int) -> int:
    given = request.GET.get(name, "")
    if not given:
        return otherwise
    if not (given.isascii() and given.isdigit()) or len(given) > 9 or int(given) < least:
        raise InvalidValue("backpack.parameter-invalid", name=name)
    return int(given)


def _since(request: HttpRequest) -> datetime | None:
    given = request.GET.get("since", "").replace(" ", "+")  # a plus that an address has turned into a space
    return moment(given, "backpack.parameter-invalid", name="since") if given else None


credentials = _endpoint(GET=(READ, _get_credentials), POST=(UPSERT, _upsert))
profile = _endpoint(GET=(READ_PROFILE, _get_profile), PUT=(UPDATE_PROFILE, _put_profile))
