"""Reads one case of the bad inputs on standard input, verifies it and prints the answer (protocol of run-cases.py)."""

from __future__ import annotations

import base64
import json
import sys
from datetime import datetime
from typing import Any

from tanym.adapters.contexts import bundled_contexts
from tanym.core.credentials.addresses import check_address
from tanym.core.credentials.checks import Name, Outcome, acceptance
from tanym.core.credentials.verify import Verification, verify_document
from tanym.core.kernel.errors import NotFound

ORDER = (Name.SCHEMA, Name.SIGNATURE, Name.DATES, Name.STATUS, Name.ENDORSEMENT, Name.ISSUER)
SAME = {"context-not-installed": "context-not-allowed"}


class Documents:
    """The only network of a case: a map from address to content, behind the guard of the real fetcher."""

    def __init__(self, documents: dict[str, Any]) -> None:
        self.documents = documents
        self.fetched: list[str] = []

    def fetch(self, url: str) -> bytes:
        check_address(url)
        self.fetched.append(url)
        if url not in self.documents:
            raise NotFound("credential.unavailable", url=url)
        found = self.documents[url]
        return found.encode() if isinstance(found, str) else json.dumps(found, ensure_ascii=False).encode()


def content(case: dict[str, Any]) -> bytes:
    """The bytes that the verifier is given."""
    if case["input_kind"] == "base64":
        return base64.b64decode(case["input"])
    if case["input_kind"] == "text":
        return str(case["input"]).encode("utf-8", "surrogatepass")
    return json.dumps(case["input"], ensure_ascii=False).encode()


def reason(verification: Verification) -> str:
    """The code of the first check that stands in the way, as the cases name it."""
    faults = {
        check.name: check.code for check in verification.checks if check.outcome is not Outcome.CONFIRMED
    }
    code = next((faults[name] for name in ORDER if name in faults), "ok").removeprefix("credential.")
    return SAME.get(code, code)


def verify(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to one case."""
    documents = Documents(case["documents"])
    verification = verify_document(
        content(case), now=datetime.fromisoformat(case["now"]), fetcher=documents, contexts=bundled_contexts()
    )
    accepted = acceptance(verification.checks) == 0
    return {
        "result": "accept" if accepted else "refuse",
        "reason": "ok" if accepted else reason(verification),
        "fetched": documents.fetched,
    }


if __name__ == "__main__":
    print(json.dumps(verify(json.load(sys.stdin))))  # noqa: T201
