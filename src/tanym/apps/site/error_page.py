"""The page of an error: what happened, what to do next, and what the person had typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tanym.apps.accounts.words import say
from tanym.core.kernel.errors import TanymError

KEPT_OUT = {"csrfmiddlewaretoken", "password", "again", "personal_number", "revision", "next", "once"}
CODE = re.compile(r"[0-9a-f]{16,}|[a-z0-9]+(?:[-_.:][a-z0-9]+)+")
"""Values of choices: identifiers of people and things, words of our tables. Nobody has typed them, nor can read them."""

UNREADABLE = (
    BadRequest, MultiPartParserError, RawPostDataException, SuspiciousOperation, UnreadablePostError,
)  # fmt: skip


def error_page(request: HttpRequest, error: TanymError) -> HttpResponse:
    """The page of a refusal of the house."""
    return refusal_page(request, error.code, error.status, **error.details)


def refusal_page(request: HttpRequest, code: str, status: int, /, **details: object) -> HttpResponse:
    """The page that says what happened and what to do next. It can be shown whatever the request was.

    Where the platform itself has failed (500, 503) the page asks the database for nothing, not even who reads it.
    """
    if status >= 500:
        request.user = AnonymousUser()  # type: ignore[assignment]
        request.session = {}  # type: ignore[assignment]
    return render(
        request,
        "site/error.html",
        {
            "status": status,
            "code": code,
            "heading": say(f"error.{status}"),
            "sentence": say(code, **details),
            "typed": _typed(request),
            "back": _back(request),
        },
        status=status,
    )


def _typed(request: HttpRequest) -> list[str]:
    """What the person wrote, so far as the request can be read at all."""
    try:
        given = request.POST.lists()
    except (AttributeError, *UNREADABLE):
        return []
    return words_of(given)


def words_of(given: Iterable[tuple[str, list[str]]]) -> list[str]:
    """What somebody wrote among the fields of a form."""
    return [
        text.replace("\0", "")
        for name, values in given
        if name not in KEPT_OUT
        for text in values
        if _is_words(text)
    ]


def _is_words(text: str) -> bool:
    """Whether somebody wrote it, as far as can be told: it is no code of a choice, no number, no identifier."""
    if CODE.fullmatch(text):
        return False
    return len(text) > 12 or " " in text.strip() or not text.isascii()


def _back(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    try:
        host = request.get_host()
    except SuspiciousOperation:
        return "/"
    return before if url_has_allowed_host_and_scheme(before, allowed_hosts={host}) else "/"
