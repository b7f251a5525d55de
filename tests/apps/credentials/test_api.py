"""Checks for programs: many documents at once, each by its named checks; what is wrong with the request is said."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tanym.apps.credentials import api
from tanym.apps.credentials.models import Credential

pytestmark = pytest.mark.django_db


def ask(documents: Any, **more: Any) -> Any:
    """Posts documents as a program of another site would."""
    client = Client(enforce_csrf_checks=True)
    body = json.dumps({"documents": documents, **more})
    return client.post(
        "/api/v1/verify", body, content_type="application/json", headers={"Accept-Language": "en"}
    )


def test_each_document_gets_its_own_checks_in_the_order_asked(issued: Credential) -> None:
    good = bytes(issued.document)
    changed = json.loads(good)
    changed["name"] = "Another"
    answer = ask(
        [
            {"id": "good", "text": good.decode()},
            {"id": "changed", "json": changed},
            {"id": "packed", "base64": base64.b64encode(good).decode()},
            {"text": "not a document"},
        ]
    )
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [one.get("id") for one in results] == ["good", "changed", "packed", None]
    assert [one["strict"]["accepted"] for one in results] == [True, False, True, False]
    assert results[1]["strict"]["reason"] == "credential.signature-invalid"
    assert "can" in results[0]["plain"]
    assert results[3]["plain"] is None
    described = Client().get("/api/v1/openapi.json").json()["components"]
    Draft202012Validator({**described["schemas"]["Verified"], "components": described}).validate(
        answer.json()
    )


def test_entitlement_is_asked_for_where_the_request_asks(issued: Credential) -> None:
    text = bytes(issued.document).decode()
    strict = ask([{"text": text}], entitled=True).json()["results"][0]["strict"]
    assert strict["accepted"] is True


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 422, "credential.json-invalid"),
        (b"[]", 422, "api.documents"),
        (b'{"documents": []}', 422, "api.documents"),
        (b'{"documents": [{"text": "a", "json": {}}]}', 422, "api.documents"),
        (b'{"documents": [{"base64": "*"}]}', 422, "api.documents"),
        (b'{"documents": [], "documents": [{"text": "a"}]}', 422, "credential.json-duplicate-member"),
        (json.dumps({"documents": [{"text": "a"}] * (api.MOST + 1)}).encode(), 413, "api.too-many"),
    ],
    ids=["half", "list", "none", "two-ways", "no-base64", "twice", "many"],
)
def test_a_request_that_cannot_be_answered_is_told_why(db: None, body: bytes, status: int, code: str) -> None:
    answer = Client().post("/api/v1/verify", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


def test_reading_the_address_of_the_checks_is_told_to_post(db: None) -> None:
    answer = Client().get("/api/v1/verify")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_the_offline_check_knows_our_keys_and_lists(issued: Credential) -> None:
    page = Client().get("/en/documents/verify/offline.html")
    assert page["Content-Disposition"].startswith("attachment")
    data = page.content.decode().split('id="data">')[1].split("</script>")[0]
    snapshot = json.loads(data)["snapshot"]
    document = json.loads(bytes(issued.document))
    assert document["issuer"]["id"] in snapshot["issuers"]
    for entry in (
        document["credentialStatus"]
        if isinstance(document["credentialStatus"], list)
        else [document["credentialStatus"]]
    ):
        assert snapshot["lists"][entry["statusListCredential"]]["purpose"] == entry["statusPurpose"]
    assert issued.holder.username not in page.content.decode()
