"""`tanym verify-case` and `tanym canonicalise`: the protocols of conformance runs on standard input and output."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from tanym.cli.app import main
from tests.core.credentials.cast import issued, world
from tests.core.credentials.presenting import AUDIENCE, NONCE, bind
from tests.core.credentials.selective import credential, network

NOW = "2026-11-21T10:42:00Z"


class Given(io.StringIO):
    """Standard input of these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data.decode("utf-8", "replace"))
        self.buffer = io.BytesIO(data)  # type: ignore[misc]


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Any) -> dict[str, Any]:
    monkeypatch.setattr(sys, "stdin", Given(json.dumps(case).encode()))
    assert main(["verify-case"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_good_badge_is_accepted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = {"format": "vc-di", "input_kind": "json", "input": issued(), "now": NOW, "verify": {}}
    answer = run(monkeypatch, capsys, {**case, "documents": world().documents})
    assert (answer["result"], answer["reason"]) == ("accept", "ok")
    answer = run(monkeypatch, capsys, {**case, "documents": {}})
    assert (answer["result"], answer["reason"]) == ("refuse", "unavailable")
    assert answer["fetched"] == ["https://kokzhar.example/.well-known/did.json"]


def test_a_presentation_answers_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = {
        url: one.decode() if isinstance(one, bytes) else one for url, one in network().documents.items()
    }
    asked = {"expected_audience": AUDIENCE, "expected_nonce": NONCE, "require_key_binding": True}
    case = {
        "format": "sd-jwt-vc",
        "input_kind": "text",
        "input": bind(credential()),
        "now": NOW,
        "documents": documents,
    }
    assert run(monkeypatch, capsys, {**case, "verify": asked})["result"] == "accept"
    other = run(monkeypatch, capsys, {**case, "verify": {**asked, "expected_nonce": "another"}})
    assert (other["result"], other["reason"]) == ("refuse", "nonce-mismatch")


@pytest.mark.parametrize("case", [{}, [], {"input_kind": "base64"}, "x"])
def test_what_is_no_case_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Any
) -> None:
    monkeypatch.setattr(sys, "stdin", Given(json.dumps(case).encode()))
    assert main(["verify-case"]) == 64
    assert capsys.readouterr().err


def canonical(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], data: bytes, *arguments: str
) -> tuple[int, bytes]:
    monkeypatch.setattr(sys, "stdin", Given(data))
    code = main(["canonicalise", *arguments])
    sys.stdout.flush()
    return code, capfdbinary.readouterr().out


def test_quads_are_named_and_sorted(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    quads = b'_:z <urn:p> _:a .\n_:a <urn:q> "x" .\n'
    wanted = b'_:c14n0 <urn:q> "x" .\n_:c14n1 <urn:p> _:c14n0 .\n'
    for arguments in ((), ("SHA256",)):
        assert canonical(monkeypatch, capfdbinary, quads, *arguments) == (0, wanted)
    assert canonical(monkeypatch, capfdbinary, quads, "SHA384")[0] == 0


@pytest.mark.parametrize("data", [b"no quads", b"\xff", b"_:a <urn:p> ."])
def test_what_is_no_dataset_is_refused(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], data: bytes
) -> None:
    assert canonical(monkeypatch, capfdbinary, data) == (64, b"")


def test_a_graph_made_to_cost_time_is_refused(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    clique = "".join(f"_:n{one} <urn:p> _:n{two} .\n" for one in range(12) for two in range(12) if one != two)
    assert canonical(monkeypatch, capfdbinary, clique.encode()) == (64, b"")
