"""The published tests of VC-JOSE-COSE: tokens, SD-JWTs and signed CBOR messages judged as their index says."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

import pytest

from tanym.core.credentials.checks import Name, Outcome
from tanym.core.kernel.errors import TanymError
from tests.core.credentials.cast import World, verified
from tests.interop.w3c_jose_cose import SIGNED, issue, verify
from tests.places import SHARED, shared

FOLDER = SHARED / "vectors" / "jose-cose"


def rows() -> list[Any]:
    index = FOLDER / "index.json"
    found = json.loads(index.read_text()) if index.exists() else [{"number": 0, "feature": "", "title": ""}]
    return [pytest.param(row, id=str(row["number"])) for row in found]


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


@pytest.mark.parametrize("row", rows())
def test_a_published_test_is_judged_as_its_index_says(row: dict[str, Any]) -> None:
    found = done(row)
    assert (found == "success") is (row["expected"] == "success"), found


def test_a_holder_without_any_document_cannot_be_checked_by_the_platform() -> None:
    text = (shared("vectors/jose-cose") / "presentation-cose-single.txt").read_bytes()
    found = verified(text, World({}), now=SIGNED)
    signature = found.check(Name.SIGNATURE)
    assert signature is not None
    assert (signature.outcome, signature.code) == (Outcome.NOT_CHECKED, "credential.did-method-unsupported")
