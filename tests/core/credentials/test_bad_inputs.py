"""The published attacks and controls (bad-inputs): the right answer for the right reason, and nothing fetched in vain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.credentials.verifies_case import verify
from tests.places import SHARED, shared

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
