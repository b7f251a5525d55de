"""The published tests of VC-JOSE-COSE: tokens and SD-JWTs judged as their index says; COSE is not read, and that is said."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

import pytest

from tanym.core.kernel.errors import TanymError
from tests.core.credentials.cast import World, verified
from tests.interop.w3c_jose_cose import SIGNED, issue, verify
from tests.places import SHARED, shared

FOLDER = SHARED / "vectors" / "jose-cose"
HOLDS_COSE = 7  # a presentation of four credentials, of which one is COSE


def rows(*, cose: bool) -> list[Any]:
    index = FOLDER / "index.json"
    found = json.loads(index.read_text()) if index.exists() else [{"number": 0, "feature": "", "title": ""}]
    return [
        pytest.param(row, id=str(row["number"])) for row in found if row["feature"].endswith("_cose") is cose
    ]


def done(row: dict[str, Any]) -> str:
    """`success`, or the code of the refusal."""
    folder = shared("vectors/jose-cose")
    asked = Namespace(
        function=row["function"],
        feature=row["feature"],
        input=folder / row["input"],
        key=folder / row["key"],
        sd=json.dumps(row.get("disclosure_paths", [])),
    )
    try:
        {"issue": issue, "verify": verify}[asked.function](asked)
    except TanymError as error:
        return error.code
    return "success"


@pytest.mark.parametrize("row", rows(cose=False))
def test_a_published_test_is_judged_as_its_index_says(row: dict[str, Any]) -> None:
    found = done(row)
    if row["number"] == HOLDS_COSE:
        assert found == "credential.credential-unchecked"
    else:
        assert (found == "success") is (row["expected"] == "success"), found


@pytest.mark.parametrize("row", [one for one in rows(cose=True) if one.values[0]["function"] == "verify"])
def test_cose_is_not_read_and_never_accepted(row: dict[str, Any]) -> None:
    text = (shared("vectors/jose-cose") / row["input"]).read_bytes()
    assert verified(text, World({}), now=SIGNED).judged().reason == "credential.format-unsupported"
    envelope = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "EnvelopedVerifiableCredential"}
    held = {**envelope, "id": f"data:application/vc+cose;base64,{text.decode().strip()}"}
    assert verified(held, World({}), now=SIGNED).judged().reason == "credential.format-unsupported"
