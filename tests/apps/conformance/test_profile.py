"""The test profile of the suites of W3C: off unless asked for, and as strict as the platform where it is on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tanym.apps.conformance import profile
from tanym.apps.conformance.profile import SUITES, is_on, issuer, supplied
from tanym.apps.conformance.urls import addresses
from tanym.core.credentials.contexts import VC_V1, VC_V2
from tanym.core.kernel.errors import InvalidValue, NotFound
from tests.core.credentials.published import published_contexts
from tests.places import shared

CREDENTIAL = {
    "@context": [VC_V2],
    "id": "urn:uuid:0a1f2d3c-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential"],
    "credentialSubject": {"id": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", "name": "Aigul"},
}


@pytest.fixture
def suite(settings: Settings, client: Client) -> Client:
    """A suite of W3C before an installation whose profile is on."""
    settings.ROOT_URLCONF = "tests.apps.conformance.mounted"
    settings.MIDDLEWARE = []
    return client


def ask(suite: Client, address: str, **body: Any) -> tuple[int, Any]:
    """The status and the content of an answer."""
    answer = suite.post(f"/conformance/{address}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def errors(suite: Client, document: Any, address: str = "credentials/verify", **options: Any) -> list[str]:
    """The codes why a document does not verify; none where it does."""
    member = "verifiablePresentation" if address.startswith("pres") else "verifiableCredential"
    status, content = ask(suite, address, **{member: document, "options": options})
    assert status == (400 if content["errors"] else 200)
    assert content["verified"] is not bool(content["errors"])
    return [code.removeprefix("credential.") for code in content["errors"]]


def test_without_the_setting_there_is_no_such_address(client: Client, db: None) -> None:
    assert not is_on()
    for address in ("issuers", "credentials/issue", "credentials/verify", "status/revocation"):
        assert (
            client.post(f"/conformance/{address}", "{}", content_type="application/json").status_code == 404
        )


@pytest.mark.parametrize(
    ("conformance", "sample", "on"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_production_never_has_it(settings: Settings, conformance: bool, sample: bool, on: bool) -> None:
    settings.TANYM = SimpleNamespace(conformance=conformance, sample=sample)
    assert is_on() is on


@pytest.mark.parametrize("name", SUITES)
def test_what_an_issuer_of_the_profile_signs_verifies_and_its_change_does_not(
    suite: Client, name: str
) -> None:
    status, made = ask(suite, f"{name}/credentials/issue", credential=CREDENTIAL)
    assert status == 201
    assert errors(suite, made) == []
    if name == "vc-jwt":
        assert made["type"] == "EnvelopedVerifiableCredential"
        head, payload, signature = made["id"].split(".")
        assert errors(suite, {**made, "id": f"{head}.{payload}.{signature[::-1]}"})
        assert errors(suite, {**made, "@context": []})[0] == "context-invalid"
        return
    assert made["issuer"] == issuer(name).did
    assert made["proof"]["cryptosuite"] == SUITES[name][1]
    assert "signature-invalid" in errors(suite, {**made, "name": "Another"})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"@context": []}, "context-invalid"),
        ({"type": []}, "type-invalid"),
        ({"credentialSubject": {}}, "subject-invalid"),
        ({"validFrom": "yesterday"}, "date-malformed"),
        ({"club": "chess"}, "undefined-term"),
        ({"issuer": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"}, "issuer-mismatch"),
    ],
)
@pytest.mark.parametrize("name", ["eddsa-rdfc-2022", "ecdsa-jcs-2019-p256", "vc-jwt"])
def test_no_issuer_signs_a_bad_document(suite: Client, name: str, change: dict[str, Any], fault: str) -> None:
    status, content = ask(suite, f"{name}/credentials/issue", credential={**CREDENTIAL, **change})
    assert (status, content["errors"]) == (400, [f"credential.{fault}"])


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"credential": 3}', b'{"a": 1, "a": 2}'])
def test_what_is_no_request_is_refused_with_a_code(suite: Client, body: bytes) -> None:
    for address in ("credentials/issue", "credentials/verify", "presentations/verify", "proofs/verify"):
        answer = suite.post(f"/conformance/{address}", body, content_type="application/json")
        assert (answer.status_code, answer.json()["verified"]) == (400, False)
    assert ask(suite, "nobody/credentials/issue", credential=CREDENTIAL)[0] == 400
    assert ask(suite, "credentials/verify", verifiableCredential={}, options=[])[0] == 400


def test_a_status_is_read_from_the_list_of_the_profile(suite: Client) -> None:
    _, made = ask(suite, "status/credentials/issue", credential=CREDENTIAL)
    assert {entry["statusPurpose"] for entry in made["credentialStatus"]} == {"revocation", "suspension"}
    answer = suite.get("/conformance/status/revocation", headers={"accept": "application/vc"})
    assert answer["Content-Type"] == "application/vc"
    assert json.loads(answer.content)["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert suite.get("/conformance/status/other").status_code == 404


def test_the_issuers_are_told(suite: Client) -> None:
    told = suite.get("/conformance/issuers").json()
    assert set(told) == set(SUITES)
    assert told["ecdsa-rdfc-2019-p384"]["id"].startswith("did:key:z82L")


def test_contexts_of_a_folder_are_compared_with_its_index(tmp_path: Path) -> None:
    content = b'{"@context": {"Club": "https://example.org/Club"}}'
    (tmp_path / "club.json").write_bytes(content)
    (tmp_path / "older.json").write_bytes(b"as it was")
    row = {"file": "club.json", "sha256": hashlib.sha256(content).hexdigest(), "resource": "older.json"}
    index = tmp_path / "index.json"
    index.write_text(json.dumps({"https://example.org/club": row}))
    found = supplied(tmp_path)
    assert "https://example.org/club" in found.contexts
    assert found.at_hand["https://example.org/club"] == b"as it was"
    supplied.cache_clear()
    index.write_text(json.dumps({"https://example.org/club": {**row, "sha256": "0" * 64}}))
    with pytest.raises(InvalidValue):
        supplied(tmp_path)
    with pytest.raises(NotFound):
        issuer("nobody")


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contexts of the published vectors lie beside the profile."""
    made = profile.Supplied(published_contexts(), {})
    for module in ("issuing", "verifying"):
        monkeypatch.setattr(f"tanym.apps.conformance.{module}.supplied", lambda folder: made)


@pytest.mark.usefixtures("published")
def test_a_proof_alone_is_judged_by_the_key_that_it_names(suite: Client) -> None:
    file = shared("vectors/data-integrity") / "ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json"
    document = json.loads(file.read_text())
    assert errors(suite, document)[0] == "issuer-key-mismatch"
    assert errors(suite, document, "proofs/verify") == []
    assert errors(suite, {**document, "name": "Another"}, "proofs/verify") == ["signature-invalid"]
    assert errors(suite, {**document, "proof": []}, "proofs/verify") == ["proof-missing"]


@pytest.mark.usefixtures("published")
def test_the_data_model_1_1_gets_the_words_of_its_proof(suite: Client) -> None:
    former = {
        "@context": [VC_V1],
        "type": ["VerifiableCredential"],
        "issuanceDate": "2020-03-16T22:37:26Z",
        "credentialSubject": {"id": "did:example:alice"},
    }
    status, made = ask(suite, "eddsa-rdfc-2022/credentials/issue", credential=former)
    assert (status, len(made["@context"])) == (201, 2)
    assert errors(suite, made) == []


@pytest.mark.usefixtures("published")
def test_words_that_a_document_brings_with_it_are_understood_here_alone(suite: Client) -> None:
    written = {**CREDENTIAL, "@context": [VC_V2, {"club": "https://example.org/club"}], "club": "chess"}
    _, made = ask(suite, "eddsa-rdfc-2022/credentials/issue", credential=written)
    assert made["@context"] == written["@context"]
    assert errors(suite, made) == []
    assert "signature-invalid" in errors(suite, {**made, "club": "draughts"})


def test_every_address_of_the_profile_is_in_its_list() -> None:
    assert all(str(one.pattern).startswith("conformance/") for one in addresses())
