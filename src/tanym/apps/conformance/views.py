"""The VC-API (W3C Credentials Community Group): issue, verify; errors as a list of codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.conformance import issuing, verifying
from tanym.apps.conformance.profile import SUITES
from tanym.apps.conformance.profile import issuer as issuer_of
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue, TanymError


@require_safe
def issuers(request: HttpRequest) -> HttpResponse:
    """The issuers of the profile, so that a suite's configuration can be written from it."""
    found = (issuer_of(name) for name in SUITES)
    return JsonResponse(
        {one.name: {"id": one.did, "cryptosuite": one.cryptosuite, "kind": one.signer.kind} for one in found}
    )


@require_safe
def status_list(request: HttpRequest, purpose: str) -> HttpResponse:
    """A status list of the profile; as plain JSON for who does not name its media type (the client of W3C's suite)."""
    media = "application/vc" if "application/vc" in request.headers.get("accept", "") else "application/json"
    return _answer(
        lambda: HttpResponse(issuing.status_list(purpose, timezone.now()), content_type=media),
        HTTPStatus.NOT_FOUND,
    )


@csrf_exempt
@require_POST
def issue(request: HttpRequest, issuer: str = "eddsa-rdfc-2022") -> HttpResponse:
    """`{credential}` becomes a verifiable credential of the issuer in the address."""

    def answer() -> HttpResponse:
        body = parse_object(request.body)
        return JsonResponse(issuing.issue(body.get("credential"), issuer, timezone.now()), status=201)

    return _answer(answer)


@csrf_exempt
@require_POST
def verify_credential(request: HttpRequest) -> HttpResponse:
    """Whether `{verifiableCredential}` verifies."""
    return _verified(request, "verifiableCredential")


@csrf_exempt
@require_POST
def verify_proof(request: HttpRequest) -> HttpResponse:
    """Whether the proof of `{verifiableCredential}` verifies by the key that it names, whoever the issuer is."""
    return _verified(request, "verifiableCredential", by_key=True)


@csrf_exempt
@require_POST
def verify_presentation(request: HttpRequest) -> HttpResponse:
    """Whether `{verifiablePresentation}` verifies, for the challenge and domain in its `options`."""
    return _verified(request, "verifiablePresentation")


def _verified(request: HttpRequest, member: str, by_key: bool = False) -> HttpResponse:
    def answer() -> HttpResponse:
        body = parse_object(request.body)
        options = body.get("options", {})
        if not isinstance(options, dict):
            raise InvalidValue("credential.json-invalid")
        errors = verifying.faults(body.get(member), timezone.now(), options, by_key)
        return _faulty(errors) if errors else JsonResponse({"verified": True, "errors": []})

    return _answer(answer)


def _answer(made: Callable[[], HttpResponse], status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> HttpResponse:
    """Answers a machine: a refusal is its code, never a page."""
    try:
        return made()
    except TanymError as error:
        return _faulty([error.code], status, **{name: str(value) for name, value in error.details.items()})


def _faulty(
    errors: Sequence[str], status: HTTPStatus = HTTPStatus.BAD_REQUEST, **details: Any
) -> HttpResponse:
    return JsonResponse({"verified": False, "errors": [*errors], "details": details}, status=status)
