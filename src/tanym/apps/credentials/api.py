"""Checks for programs: many documents in one request, each with its named checks and what a strict reader would do."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from tanym.apps.accounts import pace
from tanym.apps.credentials.verification import verify
from tanym.apps.registers.problems import interface, problem, slower
from tanym.core.credentials.checks import Check, judge
from tanym.core.credentials.parse import parse
from tanym.core.credentials.verify import Verification
from tanym.core.kernel.errors import InvalidValue
from tanym.rulepacks.credential_words import check_sentence, check_title, plain_page

MOST = 50
"""Documents in one request."""
A_MINUTE, MOST_A_MINUTE = 60, 300


@csrf_exempt
@interface("POST")
def verify_many(request: HttpRequest) -> HttpResponse:
    """`{"documents": [{"id", "text" | "base64" | "json"}], "entitled": bool}` → the checks of each, in the same order."""
    given = parse(request.body, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    documents = given.get("documents") if isinstance(given, dict) else None
    if not isinstance(documents, list) or not documents:
        raise InvalidValue("api.documents")
    if len(documents) > MOST:
        return problem(request, "api.too-many", 413, limit=MOST)
    if pace.note("verify-many", pace.network_address(request), A_MINUTE, len(documents)) > MOST_A_MINUTE:
        return slower(request, MOST_A_MINUTE)
    now, entitled = timezone.now(), given.get("entitled") is True
    results = [_result(one, now, entitled) for one in documents]
    body = json.dumps({"at": now.isoformat(), "results": results}, ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json", headers={"Cache-Control": "no-store"})


def _result(given: Any, now: datetime, entitled: bool) -> dict[str, Any]:
    data = _content(given)
    found = verify(data, now)
    judged = judge(found.checks, entitled)
    name = given.get("id")
    return {
        **({"id": name} if isinstance(name, str) else {}),
        "strict": {"accepted": judged.accepted, "reason": judged.reason},
        "form": found.form,
        "format": found.format,
        "checks": [_check(one) for one in found.checks],
        "plain": _plain(found),
    }


def _content(given: Any) -> bytes:
    """The bytes of one document. Raises `InvalidValue("api.documents")` for anything else than one of the three ways."""
    ways = [name for name in ("text", "base64", "json") if isinstance(given, Mapping) and name in given]
    if len(ways) != 1:
        raise InvalidValue("api.documents")
    value = given[ways[0]]
    if ways[0] == "json":
        return json.dumps(value, ensure_ascii=False).encode()
    if not isinstance(value, str):
        raise InvalidValue("api.documents")
    if ways[0] == "text":
        return value.encode()
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidValue("api.documents") from None


def _check(check: Check) -> dict[str, str]:
    language = get_language() or "en"
    return {
        "name": check.name.value,
        "outcome": check.outcome.value,
        "code": check.code,
        "title": check_title(check.name, language),
        "sentence": check_sentence(check, language),
        "source": f"{check.cites.source}: {check.cites.place}",
    }


def _plain(found: Verification) -> dict[str, Any] | None:
    if found.plain is None:
        return None
    page = plain_page(found.plain, get_language() or "en")
    return {
        "heading": page.heading,
        "title": page.title,
        "can": [one.text for one in page.can],
        "facts": dict(_unique(page.facts)),
    }


def _unique(facts: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Labels become names of members: the first of each."""
    seen: set[str] = set()
    for label, text in facts:
        if label not in seen:
            seen.add(label)
            yield label, text
