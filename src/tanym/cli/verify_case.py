"""`tanym verify-case`: one case of a conformance run on standard input, judged by the strict acceptance policy."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import typer

from tanym.adapters.contexts import bundled_contexts
from tanym.core.credentials.addresses import check_address
from tanym.core.credentials.verify import Expected, verify_document
from tanym.core.kernel.errors import InvalidValue, NotFound

SAME = {"context-not-installed": "context-not-allowed"}
"""Codes that the policy does not tell apart: a context that is not at hand is one that is not allowed."""


class Documents:
    """The only network of a case: a map from address to content, behind the guard of the real fetcher."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self.documents = documents
        self.fetched: list[str] = []

    def fetch(self, url: str) -> bytes:
        """What lies at the address; raises as `Fetcher.fetch`."""
        check_address(url)
        self.fetched.append(url)
        if url not in self.documents:
            raise NotFound("credential.unavailable", url=url)
        found = self.documents[url]
        return found.encode() if isinstance(found, str) else json.dumps(found, ensure_ascii=False).encode()


def verify_case() -> None:
    """Judge one case as a strict reader would: JSON on standard input, {"result", "reason", "fetched"} on standard output.

    The case carries format, input_kind (json, text or base64), input, now, verify and documents, the only network.
    """
    try:
        answer = judged(json.load(sys.stdin))
    except RecursionError:  # a document so deep that even the case around it cannot be read
        answer = {"result": "refuse", "reason": "input-too-deep", "fetched": []}
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise InvalidValue("case.malformed", part=str(wrong)[:80]) from wrong
    typer.echo(json.dumps(answer))


def judged(case: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a case: what cannot be checked is refused; a reason is the code of the first check in the way."""
    documents = Documents(case["documents"])
    found = verify_document(
        _content(case),
        now=datetime.fromisoformat(case["now"]),
        fetcher=documents,
        contexts=bundled_contexts(),
        expected=_expected(case["verify"]),
    )
    judgement = found.judged()
    reason = judgement.reason.removeprefix("credential.")
    return {
        "result": "accept" if judgement.accepted else "refuse",
        "reason": "ok" if judgement.accepted else SAME.get(reason, reason),
        "fetched": documents.fetched,
    }


def _content(case: Mapping[str, Any]) -> bytes:
    kind, given = case["input_kind"], case["input"]
    if kind == "base64":
        try:
            return base64.b64decode(given)
        except binascii.Error as wrong:
            raise ValueError("input") from wrong
    if kind == "text":
        return str(given).encode("utf-8", "surrogatepass")
    return json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _expected(asked: Mapping[str, Any]) -> Expected | None:
    """What the case expects of a presentation; None where it asks for nothing.

    Whoever expects an answer to a question of their own (a nonce, a domain) expects that it is signed for them.
    """
    questions = ("expected_audience", "expected_nonce", "expected_challenge", "expected_domain")
    switches = [asked[name] for name in ("require_key_binding", "require_holder_binding") if name in asked]
    expected = Expected(
        audience=asked.get("expected_audience", ""),
        nonce=asked.get("expected_nonce", ""),
        challenge=asked.get("expected_challenge", ""),
        domain=asked.get("expected_domain", ""),
        vct=asked.get("expected_vct", ""),
        binding=any(switches) if switches else any(asked.get(name) for name in questions),
    )
    return expected if expected != Expected() else None
