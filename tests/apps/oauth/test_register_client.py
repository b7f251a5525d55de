"""Programs register themselves (RFC 7591), with all that Open Badges 3.0 asks of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from tanym.apps.oauth.models import Client
from tests.apps.oauth.conftest import HOST, METADATA, registered

pytestmark = pytest.mark.django_db


def test_a_program_reads_back_what_it_said_and_its_secret_once() -> None:
    answer = registered()
    assert answer.status_code == 201
    said = answer.json()
    assert {name: said[name] for name in METADATA} == METADATA
    assert said["client_secret_expires_at"] == 0
    assert said["token_endpoint_auth_method"] == "client_secret_basic"
    kept = Client.objects.get(client_id=said["client_id"])
    assert said["client_secret"] not in (kept.secret_digest, kept.client_id)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("member", [name for name in METADATA if name != "grant_types"])
def test_every_member_that_the_standard_requires_is_required(member: str) -> None:
    answer = registered(**{member: None})
    assert answer.status_code == 400
    assert answer.json()["error"] in ("invalid_client_metadata", "invalid_redirect_uri")


@pytest.mark.parametrize(
    "changed",
    [
        {"client_uri": "http://backpack.example/"},
        {"logo_uri": "https://elsewhere.example/logo.png"},
        {"redirect_uris": ["https://elsewhere.example/back"]},
        {"redirect_uris": [f"{HOST}/back#x"]},
        {"redirect_uris": ["https://user@backpack.example/back"]},
        {"redirect_uris": ["https://127.0.0.1/back"]},
        {"redirect_uris": "https://backpack.example/back"},
        {"redirect_uris": []},
        {"redirect_uris": ["javascript:alert(1)"]},
        {"grant_types": ["password"]},
        {"response_types": ["token"]},
        {"token_endpoint_auth_method": "none"},
        {"scope": "unknown.scope"},
        {"client_name": "Tanym\u202eknab"},
        {"client_name": "x" * 201},
        {"software_id": 7},
    ],
    ids=lambda changed: str(changed)[:60],
)
def test_what_a_program_may_not_say_is_refused(changed: dict[str, Any]) -> None:
    assert registered(**changed).status_code == 400


@pytest.mark.parametrize("body", [b"", b"[]", b'{"client_name": NaN}', b'{"scope":"a","scope":"b"}'])
def test_only_one_strict_object_is_read(body: bytes) -> None:
    answer = Browser().post("/oauth/register", body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata")


def test_loopback_is_for_the_sample_country_and_its_own_hosts(settings: Any) -> None:
    own = dict.fromkeys(("client_uri", "logo_uri", "tos_uri", "policy_uri"), "http://localhost:8000/x")
    own["redirect_uris"] = ["http://localhost:8000/x"]  # type: ignore[assignment]
    assert registered(**own).status_code == 201
    other = {**own, "redirect_uris": ["http://localhost:9/x"]}
    assert registered(**other).status_code == 400
    settings.TANYM = settings.TANYM.model_copy(update={"sample": False})
    assert registered(**own).status_code == 400


def test_too_many_registrations_from_one_place_are_refused() -> None:
    assert [registered(scope="x").status_code for _ in range(31)][-2:] == [400, 429]
