"""A visit to another host: only public machines, only what the person began, one answer; broken hosts are told apart."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tanym.adapters.guarded import Answer, Guard
from tanym.adapters.open_badges_host import OpenBadgesHost
from tanym.apps.accounts.models import Person
from tanym.apps.backpack.actions.complete_connection import complete_connection
from tanym.apps.backpack.actions.connect import connect
from tanym.apps.backpack.actions.send import send
from tanym.apps.backpack.exchange import Entry
from tanym.apps.backpack.models import Connection, Host
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused, TanymError
from tests.apps.backpack.conftest import signed_in, somebody

pytestmark = pytest.mark.django_db
THERE = "https://backpack.example"


@pytest.fixture
def visit(aigul: Person) -> Connection:
    """A visit that Aigul has begun."""
    now = timezone.localtime()
    host = Host.objects.create(
        address=THERE,
        name="Ornek",
        endpoints={"authorise": f"{THERE}/a", "token": f"{THERE}/t", "registration": f"{THERE}/r"},
        client_id="c",
        sealed_secret="",
        registered_at=now,
    )
    return Connection.objects.create(person=aigul, host=host, sealed_verifier="", begun_at=now)


@pytest.mark.parametrize(
    "address",
    [
        "localhost",
        "http://backpack.example",
        "https://127.0.0.1",
        "https://10.0.0.1/",
        "ftp://x.example",
        "",
        "a b",
    ],
)
def test_only_a_public_machine_is_visited(browser: Browser, address: str) -> None:
    assert browser.post("/en/backpack/hosts/", {"host": address}).status_code == 422
    assert not Host.objects.exists()


def test_nobody_visits_the_place_where_they_are(aigul: Person) -> None:
    with pytest.raises(Refused, match="ourselves"):
        connect(actor=aigul, at=timezone.localtime(), address="http://localhost:8000/ims/ob/v3p0/discovery")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(200, content=b"<html>"), "host.not-understood"),
        (Answer(200, content=b'{"info": {"title": "x"}, "components": {}}'), "host.not-understood"),
        (Answer(302, "https://127.0.0.1/"), "host.refused"),
        (Answer(500), "host.refused"),
        (NotFound("credential.unavailable"), "host.no-answer"),
        (
            Answer(
                200,
                content=b'{"info": {"title": "x"}, "components": {"securitySchemes": {"OAuth2ACG": {"x-imssf-registrationUrl": "http://127.0.0.1/r", "flows": {"authorizationCode": {"authorizationUrl": "https://a.example", "tokenUrl": "https://a.example", "scopes": {}}}}}}}',
            ),
            "credential.url-not-allowed",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_host_that_answers_anything_else_is_told_in_words(
    browser: Browser, aigul: Person, monkeypatch: pytest.MonkeyPatch, answer: Any, code: str
) -> None:
    def ask(*_: Any, **__: Any) -> Answer:
        if isinstance(answer, TanymError):
            raise answer
        return answer  # type: ignore[no-any-return]

    monkeypatch.setattr(Guard, "ask", ask)
    with pytest.raises(TanymError) as caught:
        connect(actor=aigul, at=timezone.localtime(), address=THERE)
    assert caught.value.code == code
    assert browser.post("/en/backpack/hosts/", {"host": THERE}).status_code == 422
    assert not Host.objects.exists()


def described(authorise: str, token: str) -> Answer:
    """The description of a host that lets people be asked at these addresses."""
    flow = {"authorizationUrl": authorise, "tokenUrl": token, "scopes": {}}
    scheme = {"x-imssf-registrationUrl": f"{THERE}/r", "flows": {"authorizationCode": flow}}
    document = {"info": {"title": "x"}, "components": {"securitySchemes": {"OAuth2ACG": scheme}}}
    return Answer(200, content=json.dumps(document).encode())


def test_a_host_cannot_have_people_asked_by_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    there = OpenBadgesHost(THERE)
    for authorise, token in (
        ("https://other.example/a", f"{THERE}/t"),
        (f"{THERE}/a", "https://other.example/t"),
        ("https://notbackpack.example/a", f"{THERE}/t"),
        ("https://example.org/a", "https://example.org/t"),
    ):
        monkeypatch.setattr(Guard, "ask", lambda *_, a=authorise, t=token, **__: described(a, t))
        with pytest.raises(Refused, match="elsewhere"):
            there.describe()
    monkeypatch.setattr(
        Guard, "ask", lambda *_, **__: described("https://id.backpack.example/a", f"{THERE}/t")
    )
    assert there.describe().authorise == "https://id.backpack.example/a"


def test_only_who_began_a_visit_comes_back_from_it(browser: Browser, visit: Connection) -> None:
    back = f"/backpack/back?code=x&state={visit.state}"
    assert Browser().get(back).status_code == 302  # to sign in
    assert signed_in(somebody("samal")).get(back).status_code == 404
    assert browser.get("/backpack/back?code=x&state=other").status_code == 404
    assert browser.get("/backpack/back?code=x").status_code == 404
    refused = browser.get(f"/backpack/back?error=access_denied&state={visit.state}", follow=True)
    assert "рұқсат бермеді" in refused.content.decode()
    assert (
        signed_in(Person.objects.get(username="samal"))
        .get(f"/en/backpack/hosts/{visit.public_id}/")
        .status_code
        == 404
    )


def test_an_answer_is_taken_once_and_in_time(aigul: Person, visit: Connection) -> None:
    late = timezone.localtime() + timedelta(hours=2)
    with pytest.raises(Refused, match="too-late"):
        complete_connection(actor=aigul, at=late, connection=visit, code="x")
    visit.sealed_token = "already"
    with pytest.raises(Refused, match="too-late"):
        complete_connection(actor=aigul, at=timezone.localtime(), connection=visit, code="x")
    with pytest.raises(NotPermitted):
        complete_connection(actor=somebody("samal"), at=timezone.localtime(), connection=visit, code="x")


def test_nothing_of_another_person_and_nothing_after_the_visit_is_sent(
    aigul: Person, visit: Connection
) -> None:
    now = timezone.localtime()
    entry = Entry(now, visit.public_id, aigul.pk, b"{}")
    with pytest.raises(Refused, match="over"):
        send(actor=aigul, at=now, connection=visit, documents=[entry])
    strange = Entry(now, visit.public_id, somebody("samal").pk, b"{}")
    with pytest.raises(NotPermitted):
        send(actor=aigul, at=now, connection=visit, documents=[strange])


def test_who_ends_a_visit_ends_it_once(browser: Browser, visit: Connection) -> None:
    address = f"/en/backpack/hosts/{visit.public_id}/end/"
    assert browser.post(address).status_code == 302
    assert browser.post(address).status_code == 404


def test_what_a_host_says_of_its_token_is_read_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guard, "ask", lambda *_, **__: Answer(200, content=b'{"access_token": "a b"}'))
    with pytest.raises(InvalidValue, match="not-understood"):
        OpenBadgesHost(THERE).exchange(f"{THERE}/t", ("c", "s"), "code", "v", f"{THERE}/b", "x")
