"""Addresses that papers and machines keep."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from django.conf import settings
from django.test import Client

from tanym.apps.credentials.models import Credential


def test_the_did_document_holds_the_key_that_signed(issued: Credential) -> None:
    answer = Client().get("/o/kokzhar/did.json")
    document, proof = json.loads(answer.content), json.loads(bytes(issued.document))["proof"]
    assert document["id"] == json.loads(bytes(issued.document))["issuer"]["id"]
    assert proof["verificationMethod"] in document["assertionMethod"]
    assert answer["Content-Type"] == "application/did+ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_body_that_never_signed_and_one_that_is_unknown_have_no_document(issued: Credential) -> None:
    assert Client().get("/o/qaraghai/did.json").status_code == 404
    assert Client().get("/o/nobody/did.json").status_code == 404


def test_the_status_list_is_signed_cacheable_and_the_same_for_everybody(
    issued: Credential, as_: Callable[[str], Client]
) -> None:
    path = json.loads(bytes(issued.document))["credentialStatus"]["statusListCredential"].removeprefix(
        settings.TANYM.address
    )
    first, second = Client().get(path), as_("aigul").get(path)
    assert first.content == second.content
    assert "public" in first["Cache-Control"]
    assert json.loads(first.content)["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert "Cookie" not in first.get("Vary", "") + second.get("Vary", "")


def test_an_unknown_list_is_not_found(db: None) -> None:
    assert Client().get("/status/none").status_code == 404


def test_a_credential_answers_at_its_own_address_while_it_is_shared(issued: Credential) -> None:
    answer = Client().get(f"/c/{issued.public_id}")
    assert answer.content == bytes(issued.document)
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(f"/c/{uuid.uuid4()}").status_code == 404


def test_the_code_on_paper_leads_to_the_readers_language(issued: Credential) -> None:
    for language in ("kk", "ru", "en"):
        answer = Client(headers={"Accept-Language": language}).get(f"/v/{issued.number.lower()}")
        assert answer.status_code == 302
        assert answer["Location"] == f"/{language}/documents/verify/{issued.number}/"


def test_no_address_carries_a_name(issued: Credential) -> None:
    document = json.loads(bytes(issued.document))
    addresses = [
        document["id"],
        document["credentialStatus"]["id"],
        document["credentialSubject"]["achievement"]["id"],
    ]
    assert not [one for one in addresses if "aigul" in one.lower()]
