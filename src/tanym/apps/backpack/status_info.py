"""Errors of the Open Badges API as 1EdTech writes them: `Imsx_StatusInfo`."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.http import JsonResponse

from tanym.apps.accounts.words import say
from tanym.apps.oauth.answers import challenge_of
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, TanymError

MINOR = {
    HTTPStatus.BAD_REQUEST: "invalid_data",
    HTTPStatus.UNAUTHORIZED: "unauthorizedrequest",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "not_allowed",
    HTTPStatus.CONFLICT: "invalid_data",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "invalid_data",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "invalid_data",
    HTTPStatus.TOO_MANY_REQUESTS: "server_busy",
}


def status_info(
    status: int, description: str, minor: str = "", headers: Mapping[str, str] | None = None
) -> JsonResponse:
    """The error as JSON; `minor` is one of the words of `imsx_codeMinorFieldValue`."""
    field = {
        "imsx_codeMinorFieldName": "TargetEndSystem",
        "imsx_codeMinorFieldValue": minor or MINOR.get(HTTPStatus(status), "unknown"),
    }
    body = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": description,
        "imsx_codeMinor": {"imsx_codeMinorField": [field]},
    }
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store", **(headers or {})})


def refused(error: TanymError) -> JsonResponse:
    """What the house refuses, told to a program in English with its code."""
    described = f"{error.code}: {say(error.code, 'en', **error.details)}"
    if error.code.startswith("oauth."):
        status, challenge = challenge_of(error)
        return status_info(status, described, headers={"WWW-Authenticate": challenge})
    if isinstance(error, NotPermitted):
        return status_info(HTTPStatus.FORBIDDEN, described)
    if isinstance(error, NotFound):
        return status_info(HTTPStatus.NOT_FOUND, described)
    if isinstance(error, InvalidValue):
        return status_info(HTTPStatus.BAD_REQUEST, described)
    return status_info(HTTPStatus.CONFLICT, described)
