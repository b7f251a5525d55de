"""Tokens of any program may be bound to a key (DPoP): then they are worth nothing to a bearer, and a refresh binds anew."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import timezone

from tanym.apps.oauth.models import SpentProof, Token
from tanym.apps.oauth.queries import token_of
from tanym.core.credentials.keys import KeyKind, thumbprint
from tanym.core.credentials.proofs.token import compact
from tanym.core.kernel.errors import NotPermitted
from tests.apps.oauth.conftest import HOST, READ, VERIFIER, Program
from tests.core.credentials.cast import Key

pytestmark = pytest.mark.django_db
KEY, OTHER = Key(81, KeyKind.P256), Key(82, KeyKind.P256)


def proof(
    nonce: str, path: str = "/oauth/token", method: str = "POST", token: str = "", key: Key = KEY
) -> str:
    claims: dict[str, Any] = {
        "htm": method, "htu": f"{settings.TANYM.address}{path}", "jti": secrets.token_urlsafe(8),
        "iat": int(timezone.localtime().timestamp()), "nonce": nonce,
    }  # fmt: skip
    if token:
        digest = hashlib.sha256(token.encode()).digest()
        claims["ath"] = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return compact({"typ": "dpop+jwt", "jwk": dict(key.jwk)}, claims, key)


def posted(program: Program, shown: str = "", **form: str) -> Any:
    pair = base64.b64encode(f"{program.client_id}:{program.secret}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}"} | ({"DPoP": shown} if shown else {})
    return program.browser.post("/oauth/token", form, headers=headers)


def exchanged(program: Program, code: str, shown: str) -> Any:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": f"{HOST}/back"}
    return posted(program, shown, **form, code_verifier=VERIFIER)


def speaks(token: str, scheme: str, shown: str = "") -> str:
    headers = {"Authorization": f"{scheme} {token}"} | ({"DPoP": shown} if shown else {})
    try:
        return token_of(RequestFactory().get("/ims/x", headers=headers), READ).grant.person.username
    except NotPermitted as error:
        return error.code


def test_a_program_may_have_its_tokens_bound_and_each_refresh_to_another_key(
    aigul: Browser, program: Program
) -> None:
    code = program.allowed_by(aigul, scope=f"{READ} offline_access")["code"]
    asked = exchanged(program, code, proof("none"))
    assert (asked.status_code, asked.json()["error"]) == (400, "use_dpop_nonce")
    nonce = asked.headers["DPoP-Nonce"]
    made = exchanged(program, code, proof(nonce)).json()
    assert made["token_type"] == "DPoP"
    assert Token.objects.get(kind="access").jkt == thumbprint(KEY.jwk)
    token = made["access_token"]
    assert speaks(token, "DPoP", proof(nonce, "/ims/x", "GET", token)) == "aigul"
    assert speaks(token, "Bearer") == "oauth.token-invalid"
    assert speaks(token, "DPoP") == "oauth.proof-invalid"
    assert speaks(token, "DPoP", proof("n", "/ims/x", "GET", token)) == "oauth.proof-nonce"
    assert speaks(token, "DPoP", proof(nonce, "/ims/x", "GET", token, OTHER)) == "oauth.token-invalid"
    again = posted(
        program, proof(nonce, key=OTHER), grant_type="refresh_token", refresh_token=made["refresh_token"]
    )
    renewed = again.json()["access_token"]
    assert speaks(renewed, "DPoP", proof(nonce, "/ims/x", "GET", renewed, OTHER)) == "aigul"


def test_a_bearers_token_is_no_bound_one(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul)
    assert made["token_type"] == "Bearer"
    assert speaks(made["access_token"], "DPoP", "x") == "oauth.token-invalid"
    assert speaks(made["access_token"], "Bearer") == "aigul"


def test_names_of_proofs_are_forgotten_when_they_would_be_too_old(aigul: Browser, program: Program) -> None:
    SpentProof.objects.create(digest="x", until=timezone.localtime() - timedelta(seconds=1))
    code = program.allowed_by(aigul)["code"]
    nonce = exchanged(program, code, proof("none")).headers["DPoP-Nonce"]
    assert exchanged(program, code, proof(nonce)).status_code == 200
    assert [one.digest == "x" for one in SpentProof.objects.all()] == [False]


def test_an_attestation_where_no_maker_is_trusted_is_refused(program: Program) -> None:
    answer = program.browser.post("/oauth/push", {}, headers={"OAuth-Client-Attestation": "a.b.c"})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
