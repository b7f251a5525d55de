"""What witnesses and verifiers ask the log for, at addresses without a language: checkpoint, tiles, proofs, entries."""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from tanym.apps.audit import queries
from tanym.apps.audit.actions.refresh import refresh
from tanym.apps.audit.log_key import public_key
from tanym.core.kernel.errors import InvalidValue
from tanym.core.transparency.tiles import parse_tile

FOR_EVER = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=2"
PRIVATE = "private, no-store"
TEXT, JSON, BYTES = "text/plain; charset=utf-8", "application/json", "application/octet-stream"
CONSISTENCY_FORMAT = "tanym-log-consistency/1"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint (c2sp.org/tlog-checkpoint)."""
    return _published(refresh(at=timezone.now()).note.encode(), TEXT, A_MOMENT)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The key of the log as text (c2sp.org/signed-note)."""
    return _published(f"{public_key().text}\n".encode(), TEXT, "public, max-age=300")


@require_safe
def tile(request: HttpRequest, place: str) -> HttpResponse:
    """A tile of hashes (c2sp.org/tlog-tiles)."""
    return _published(queries.tile(parse_tile(place)), BYTES, FOR_EVER)


@require_safe
def bundle(request: HttpRequest, place: str) -> HttpResponse:
    """The leaves below a tile of level 0 (c2sp.org/tlog-tiles)."""
    below = parse_tile(f"0/{place}")
    return _published(queries.bundle(below.number, below.width), BYTES, FOR_EVER)


@require_safe
def inclusion(request: HttpRequest) -> HttpResponse:
    """The proof that act `number`, or the newest one, stands in the log, without the act."""
    newest = refresh(at=timezone.now(), including=_number(request, "number", 0)).size
    number = _number(request, "number", newest)
    return _json(queries.inclusion(number), A_MOMENT)


@require_safe
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the tree of `to` acts (all, where it is not said) continues that of `from` (1)."""
    old, new = _number(request, "from", 1), _number(request, "to", refresh(at=timezone.now()).size)
    path = queries.consistency(old, new)
    proof = [base64.b64encode(step).decode() for step in path]
    kept = FOR_EVER if "to" in request.GET else A_MOMENT
    return _json({"format": CONSISTENCY_FORMAT, "from": old, "to": new, "proof": proof}, kept)


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """An act's entry; the act itself is in it where everybody may see it."""
    act = queries.act(number)
    refresh(at=timezone.now(), including=number)
    return _json(queries.entry(act).plain(), A_MOMENT)


@require_safe
def known_entry(request: HttpRequest, number: int, known: uuid.UUID) -> HttpResponse:
    """An act's entry for who knows the identifier of its thing; a browser is led to the page for people."""
    act = queries.act(number)
    if request.accepts("text/html") and "text/html" in request.headers.get("Accept", ""):
        return redirect("audit:known-entry", number, known)
    refresh(at=timezone.now(), including=number)
    return _json(queries.entry(act, str(known)).plain(), PRIVATE)


def _number(request: HttpRequest, name: str, default: int) -> int:
    text = request.GET.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise InvalidValue("log.out-of-range")
    return int(text)


def _json(document: dict[str, Any], caching: str) -> HttpResponse:
    return _published(json.dumps(document, ensure_ascii=False).encode(), JSON, caching)


def _published(content: bytes, media_type: str, caching: str) -> HttpResponse:
    return HttpResponse(
        content,
        headers={
            "Content-Type": media_type,
            "Cache-Control": caching,
            "Access-Control-Allow-Origin": "*",
            "X-Content-Type-Options": "nosniff",
        },
    )
