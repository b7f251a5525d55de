"""Tokens: for a code once, for a refresh token once, kept as digests, ended when they are taken back or stolen."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import timezone

from tanym.apps.oauth.answers import unauthorised
from tanym.apps.oauth.models import Client, Code, Grant, Token
from tanym.apps.oauth.queries import token_of
from tanym.core.kernel.errors import NotPermitted
from tests.apps.oauth.conftest import READ, WRITE, Program, registered

pytestmark = pytest.mark.django_db
LASTING = f"{READ} {WRITE} offline_access"


def asked(token: str, scope: str = READ, kind: str = "Bearer") -> Token:
    return token_of(RequestFactory().get("/", headers={"Authorization": f"{kind} {token}"}), scope)


def refused(token: str, scope: str = READ) -> str:
    with pytest.raises(NotPermitted) as caught:
        asked(token, scope)
    return caught.value.code


def test_a_code_becomes_an_access_token_that_speaks_for_the_person(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul)
    assert (made["token_type"], made["expires_in"], made["scope"]) == ("Bearer", 1800, READ)
    assert "refresh_token" not in made  # the program did not ask to come again by itself
    held = asked(made["access_token"])
    assert held.grant.person.username == "aigul"
    assert not Token.objects.filter(digest=made["access_token"]).exists()
    assert Grant.objects.get().last_used_at is not None


def test_a_token_is_answered_with_what_it_lacks(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul)
    assert refused(made["access_token"], WRITE) == "oauth.scope-missing"
    assert refused("nonsense") == "oauth.token-invalid"
    with pytest.raises(NotPermitted, match="token-missing"):
        token_of(RequestFactory().get("/"), READ)
    with pytest.raises(NotPermitted, match="token-missing"):
        asked(made["access_token"], kind="Basic")
    missing = unauthorised(NotPermitted("oauth.scope-missing", scope=WRITE))
    assert (missing.status_code, missing["WWW-Authenticate"]) == (
        403,
        f'Bearer realm="Tanym", error="insufficient_scope", scope="{WRITE}"',
    )
    assert unauthorised(NotPermitted("oauth.token-invalid")).status_code == 401


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": "short"}, "invalid_request"),
        ({"redirect_uri": "https://backpack.example/other"}, "invalid_grant"),
        ({"code": "unknown"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "ә«»"}, "unsupported_grant_type"),
        ({"code": ""}, "invalid_grant"),
    ],
    ids=str,
)
def test_a_code_without_its_verifier_or_address_gives_nothing(
    aigul: Browser, program: Program, changed: dict[str, str], error: str
) -> None:
    code = program.allowed_by(aigul)["code"]
    answer = program.exchange(**{"code": code, **changed})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert not Token.objects.exists()


def test_no_verifier_gives_nothing(aigul: Browser, program: Program) -> None:
    form = {"grant_type": "authorization_code", "code": program.allowed_by(aigul)["code"]}
    answer = program.post("/oauth/token", **form, redirect_uri="https://backpack.example/back")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_a_code_used_twice_ends_what_came_of_it(aigul: Browser, program: Program) -> None:
    code = program.allowed_by(aigul, scope=LASTING)["code"]
    first = program.exchange(code).json()
    again = program.exchange(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert refused(first["access_token"]) == "oauth.token-invalid"
    assert Grant.objects.get().ended_at is not None


def test_a_code_is_for_its_own_program_and_for_a_minute(aigul: Browser, program: Program) -> None:
    other = registered().json()
    code = program.allowed_by(aigul)["code"]
    thief = Program(other["client_id"], other["client_secret"])
    assert thief.exchange(code).json()["error"] == "invalid_grant"
    assert program.exchange(code).status_code == 200  # the thief's try has not spent it
    code = program.allowed_by(aigul)["code"]
    Code.objects.update(expires_at=timezone.localtime())
    assert program.exchange(code).json()["error"] == "invalid_grant"


def test_a_program_shows_its_secret(aigul: Browser, program: Program) -> None:
    code = program.allowed_by(aigul)["code"]
    form = {"grant_type": "authorization_code", "code": code}
    wrong = program.post("/oauth/token", secret="wrong", **form)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    assert wrong["WWW-Authenticate"].startswith("Basic")
    named = Browser().post("/oauth/token", {**form, "client_id": program.client_id})
    assert named.status_code == 401
    in_form = Browser().post(
        "/oauth/token", {**form, "client_id": program.client_id, "client_secret": program.secret}
    )
    assert in_form.status_code == 401
    broken = Browser().post("/oauth/token", form, headers={"Authorization": "Basic !"})
    assert broken.status_code == 401


def test_a_code_in_the_address_or_twice_in_the_form_is_not_read(aigul: Browser, program: Program) -> None:
    code = program.allowed_by(aigul)["code"]
    pair = base64.b64encode(f"{program.client_id}:{program.secret}".encode()).decode()
    said: Any = {"grant_type": ["authorization_code"], "code": [code, code], "code_verifier": ["v" * 43]}
    headers = {"Authorization": f"Basic {pair}"}
    assert Browser().post("/oauth/token", said, headers=headers).json()["error"] == "invalid_request"
    asked_by_address = f"/oauth/token?grant_type=authorization_code&code={code}"
    assert Browser().post(asked_by_address, headers=headers).json()["error"] == "unsupported_grant_type"
    assert Browser().get(asked_by_address, headers=headers).status_code == 405


def test_a_refresh_token_is_good_once_and_its_second_use_ends_all(aigul: Browser, program: Program) -> None:
    first = program.tokens(aigul, scope=LASTING)
    refresh = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = program.post("/oauth/token", **refresh, scope=READ).json()
    assert second["scope"] == READ
    assert refused(second["access_token"], WRITE) == "oauth.scope-missing"
    third = program.post("/oauth/token", grant_type="refresh_token", refresh_token=second["refresh_token"])
    assert third.json()["scope"] == LASTING
    stolen = program.post("/oauth/token", **refresh)
    assert (stolen.status_code, stolen.json()["error"]) == (400, "invalid_grant")
    assert refused(third.json()["access_token"]) == "oauth.token-invalid"


def test_a_refresh_token_gives_no_more_than_was_allowed(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul, scope=f"{READ} offline_access")
    form = {"grant_type": "refresh_token", "refresh_token": made["refresh_token"]}
    assert program.post("/oauth/token", **form, scope=WRITE).json()["error"] == "invalid_scope"
    other = registered().json()
    thief = Program(other["client_id"], other["client_secret"])
    assert thief.post("/oauth/token", **form).json()["error"] == "invalid_grant"
    assert program.post("/oauth/token", **form).status_code == 200


def test_no_token_outlives_its_time_or_the_permission(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul, scope=LASTING)
    later = timezone.localtime() + timedelta(minutes=31)
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {made['access_token']}"})
    with pytest.raises(NotPermitted, match="token-invalid"):
        token_of(request, READ, later)
    Grant.objects.update(until=timezone.localtime())
    assert refused(made["access_token"]) == "oauth.token-invalid"
    form = {"grant_type": "refresh_token", "refresh_token": made["refresh_token"]}
    assert program.post("/oauth/token", **form).json()["error"] == "invalid_grant"


def test_a_blocked_program_and_a_person_who_left_get_nothing(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul)
    person = Grant.objects.get().person
    person.is_active = False
    person.save()
    assert refused(made["access_token"]) == "oauth.token-invalid"
    person.is_active = True
    person.save()
    Client.objects.update(blocked_at=timezone.localtime())
    assert refused(made["access_token"]) == "oauth.token-invalid"
    assert program.exchange("x").status_code == 401


def test_a_program_gives_its_tokens_back(aigul: Browser, program: Program) -> None:
    made = program.tokens(aigul, scope=LASTING)
    assert program.post("/oauth/revoke", token="unknown").status_code == 200
    assert program.post("/oauth/revoke").status_code == 400
    assert program.post("/oauth/revoke", token=made["access_token"]).status_code == 200
    assert refused(made["access_token"]) == "oauth.token-invalid"
    assert Grant.objects.get().ended_at is None
    program.post("/oauth/revoke", token=made["refresh_token"], token_type_hint="refresh_token")
    assert Grant.objects.get().ended_at is not None
    other = registered().json()
    mine = program.tokens(aigul)
    thief = Program(other["client_id"], other["client_secret"])
    assert thief.post("/oauth/revoke", token=mine["access_token"]).json()["error"] == "invalid_grant"
    assert asked(mine["access_token"])
