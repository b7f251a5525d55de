"""The published attacks and controls (bad-inputs): the right answer for the right reason, and nothing fetched in vain."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.disclosures import digest_of
from tanym.core.credentials.proofs.token import compact
from tanym.core.credentials.status.token_list import token_list
from tests.core.credentials.presenting import AIGULS_KEY
from tests.core.credentials.selective import KEY
from tests.core.credentials.verifies_case import verify
from tests.places import SHARED, shared

MADE = datetime(2026, 11, 1, 11, 0, tzinfo=UTC)
FOLDER = SHARED / "vectors" / "bad-inputs"
WITHOUT_LIST = (
    "the published documents hold no token status list, so nothing can be said of this one's status"
)


def rows() -> list[Any]:
    """Every case of the index; those whose list was not published are listed as skipped, with the reason."""
    index = FOLDER / "index.json"
    found = json.loads(index.read_text()) if index.exists() else [{"id": "absent", "format": ""}]
    lists = "/statuslists/" in (FOLDER / "documents.json").read_text() if index.exists() else True
    return [
        pytest.param(
            row["id"],
            id=row["id"],
            marks=[pytest.mark.skip(WITHOUT_LIST)] if row["id"].startswith("tsl-") and not lists else [],
        )
        for row in found
    ]


def expanded(case: dict[str, Any]) -> dict[str, Any]:
    """A case whose input is described, made."""
    if case["input_kind"] != "generate":
        return case
    made = case["input"]
    text = json.dumps({**made["into"], made["member"]: made["character"] * made["count"]})
    return {**case, "input_kind": "text", "input": text}


@pytest.mark.parametrize("name", rows())
def test_a_published_case_gets_its_answer(name: str) -> None:
    folder: Path = shared("vectors/bad-inputs")
    case = expanded(json.loads((folder / f"{name}.json").read_text()))
    documents = json.loads((folder / "documents.json").read_text())
    answer = verify({**case, "documents": documents})
    assert answer["result"] == case["expect"]
    if case["expect"] == "refuse":
        assert answer["reason"] == case["reason"]
    if case["verify"].get("must_not_fetch"):
        assert set(answer["fetched"]) <= set(documents)


SITE = "https://issuer.example"
LISTED = {  # the list that each case names: the address that it bears itself, and the places that are not valid
    f"{SITE}/statuslists/1": (f"{SITE}/statuslists/1", {1234: 1}),
    f"{SITE}/statuslists/3": (f"{SITE}/statuslists/other", {}),
}


@pytest.mark.parametrize("name", ["tsl-000", "tsl-001", "tsl-003", "tsl-006"])
def test_a_case_whose_list_was_not_published_gets_its_answer_where_there_is_one(name: str) -> None:
    """The claims of the case, signed with a key of ours: the private half of the published issuer is nowhere."""
    folder: Path = shared("vectors/bad-inputs")
    case = json.loads((folder / f"{name}.json").read_text())
    given = sd_jwt.read(case["input"])
    claims = {**given.token.claims, "cnf": {"jwk": dict(AIGULS_KEY.jwk)}}
    shown = "~".join([compact(given.token.header, claims, KEY), *given.disclosures, ""])
    binding = given.binding.claims if given.binding else {}
    said = {**binding, "sd_hash": digest_of(shown)}
    documents = {
        url: token_list(
            address=sub, values=values, entries=65_536, bits=1, signer=KEY, kid="key-1", issuer=SITE, at=MADE
        )
        for url, (sub, values) in LISTED.items()
    }
    keys = {"keys": [{**KEY.jwk, "kid": "key-1", "alg": "ES256"}]}
    answer = verify(
        {
            **case,
            "input": shown + compact({"typ": "kb+jwt"}, said, AIGULS_KEY),
            "documents": {**documents, f"{SITE}/.well-known/jwt-vc-issuer": {"issuer": SITE, "jwks": keys}},
        }
    )
    assert (answer["result"], answer["reason"]) == (case["expect"], case["reason"])
