"""A program that has registered itself, and the way of a person through its request."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client as Browser

from tanym.apps.accounts.models import Person
from tanym.apps.oauth.scopes import Scope, known, register

READ, WRITE = "test.read", "test.write"
HOST = "https://backpack.example"
METADATA = {
    "client_name": "Ornek Backpack",
    "client_uri": f"{HOST}/",
    "logo_uri": f"{HOST}/logo.png",
    "tos_uri": f"{HOST}/terms",
    "policy_uri": f"{HOST}/privacy",
    "software_id": "ornek",
    "software_version": "1",
    "redirect_uris": [f"{HOST}/back"],
    "grant_types": ["authorization_code", "refresh_token"],
    "scope": f"{READ} {WRITE} offline_access",
}
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Program:
    """A registered program, and a browser of its own that has signed in nowhere."""

    client_id: str
    secret: str
    browser: Browser = field(default_factory=Browser)

    def request(self, **changed: Any) -> dict[str, str]:
        given = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": f"{HOST}/back",
            "scope": READ,
            "state": "s-1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            **changed,
        }
        return {name: value for name, value in given.items() if value is not None}

    def post(self, path: str, secret: str | None = None, **form: str) -> Any:
        pair = f"{self.client_id}:{self.secret if secret is None else secret}"
        header = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return self.browser.post(path, form, headers={"Authorization": header})

    def exchange(self, code: str, **changed: str) -> Any:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": f"{HOST}/back",
            "code_verifier": VERIFIER,
            **changed,
        }
        return self.post("/oauth/token", **form)

    def allowed_by(self, browser: Browser, do: str = "allow", **changed: Any) -> dict[str, str]:
        """What the program reads in the address to which the person's browser came back."""
        answer = browser.post(f"/en/programs/allow/?{query(self.request(**changed))}", {"do": do})
        assert answer.status_code == 302, answer.content
        return back(answer)

    def tokens(self, browser: Browser, **changed: Any) -> dict[str, Any]:
        answer = self.exchange(self.allowed_by(browser, **changed)["code"])
        assert answer.status_code == 200, answer.content
        return answer.json()


def query(given: dict[str, str]) -> str:
    """The parameters as an address holds them."""
    return urlencode(given)


def back(answer: Any) -> dict[str, str]:
    """The members in the address to which somebody is sent."""
    parts = urlsplit(answer["Location"])
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def registered(**changed: Any) -> Any:
    """The answer to a registration."""
    given = {name: value for name, value in {**METADATA, **changed}.items() if value is not None}
    return Browser().post("/oauth/register", json.dumps(given), content_type="application/json")


@pytest.fixture(autouse=True)
def _scopes() -> Any:
    """Two scopes of a room that is not there, with words that are."""
    for name in (READ, WRITE):
        register(Scope(name, "oauth.scope.offline"))
    yield
    for name in (READ, WRITE):
        known().pop(name)  # type: ignore[attr-defined]


@pytest.fixture
def program(db: None) -> Program:
    """A program that has registered itself."""
    made = registered().json()
    return Program(made["client_id"], made["client_secret"])


def signed_in(username: str) -> Browser:
    """The browser of somebody who has signed in; the rest of the sample country is not needed here."""
    name = username.title()
    person = Person.objects.create_user(username, name_kk=name, name_ru=name, name_passport=name.upper())
    browser = Browser()
    browser.force_login(person)
    return browser


@pytest.fixture
def aigul(db: None) -> Browser:
    """Aigul's browser."""
    return signed_in("aigul")
