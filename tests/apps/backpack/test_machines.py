"""The Open Badges API as a program meets it: scopes, pages, hand-over, profile, errors (credentials.md 7.2, attempt 12)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.actions.take_in import TakenIn
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.scopes import READ, READ_PROFILE, UPDATE_PROFILE, UPSERT
from tanym.apps.credentials.models import Credential
from tanym.apps.oauth.actions.give_tokens import give_tokens
from tanym.apps.oauth.actions.open_grant import open_grant
from tanym.apps.oauth.actions.take_back import take_back
from tanym.apps.oauth.models import Grant
from tests.apps.backpack.conftest import as_token, badge, signed, somebody
from tests.apps.credentials.conftest import award, issued

__all__ = ["award", "issued"]

pytestmark = pytest.mark.django_db
CREDENTIALS, PROFILE = "/ims/ob/v3p0/credentials", "/ims/ob/v3p0/profile"
MAIL = "aigul@people.example"
Take = Callable[..., TakenIn]


def token(person: Person, *scope: str) -> dict[str, str]:
    """The header of a program that the person has allowed these scopes."""
    now = timezone.localtime()
    grant = open_grant(actor=person, at=now, client=None, scope=scope, until=now + timedelta(hours=1))
    made = give_tokens(actor=None, at=now, grant=grant, scope=grant.scope)
    return {"Authorization": f"Bearer {made['access_token']}"}


def put(content: bytes, headers: dict[str, str], kind: str = "application/json") -> Any:
    return Browser().post(CREDENTIALS, content, content_type=kind, headers=headers)


def numbered(number: int, **changed: Any) -> bytes:
    return signed(MAIL, id=f"urn:uuid:0d7b6f2e-4a53-4c0e-9a36-{number:012}", **changed)


def links(answer: Any) -> dict[str, str]:
    found = re.findall(r'<([^>]+)>; rel="(\w+)"', answer["Link"])
    return {name: re.sub(r"^http://localhost:8000", "", address) for address, name in found}


def test_the_description_tells_a_program_all_it_needs() -> None:
    said = Browser().get("/ims/ob/v3p0/discovery").json()
    assert said["openapi"].startswith("3.0")
    assert said["info"]["title"]
    assert said["info"]["termsOfService"] == said["info"]["x-imssf-privacyPolicyUrl"]
    scheme = said["components"]["securitySchemes"]["OAuth2ACG"]
    flow = scheme["flows"]["authorizationCode"]
    assert scheme["x-imssf-registrationUrl"] == "http://localhost:8000/oauth/register"
    assert {READ, UPSERT, READ_PROFILE, UPDATE_PROFILE, "offline_access"} == set(flow["scopes"])
    assert set(said["paths"]) == {"/credentials", "/profile", "/discovery"}
    for address in (flow["tokenUrl"], flow["authorizationUrl"], scheme["x-imssf-registrationUrl"]):
        assert Browser().get(address.removeprefix("http://localhost:8000")).status_code in (302, 405)


@pytest.mark.parametrize(
    ("method", "address", "scope"),
    [
        ("get", CREDENTIALS, UPSERT),
        ("post", CREDENTIALS, READ),
        ("get", PROFILE, READ),
        ("put", PROFILE, READ_PROFILE),
    ],
)
def test_a_token_without_the_scope_is_forbidden_and_none_is_not_known(
    aigul: Person, method: str, address: str, scope: str
) -> None:
    for headers, status, minor in (
        (token(aigul, scope), 403, "forbidden"),
        ({}, 401, "unauthorizedrequest"),
        ({"Authorization": "Bearer x"}, 401, "unauthorizedrequest"),
    ):
        answer = getattr(Browser(), method)(address, headers=headers)
        assert answer.status_code == status
        assert answer["WWW-Authenticate"].startswith("Bearer")
        said = answer.json()
        assert (said["imsx_codeMajor"], said["imsx_severity"]) == ("failure", "error")
        field = said["imsx_codeMinor"]["imsx_codeMinorField"][0]
        assert field["imsx_codeMinorFieldValue"] == minor
        assert "Location" not in answer


def test_a_method_that_is_not_there_is_answered_as_the_standard_says(aigul: Person) -> None:
    answer = Browser().delete(CREDENTIALS, headers=token(aigul, READ))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert answer.json()["imsx_codeMajor"] == "failure"


def test_what_is_handed_over_is_read_back_as_it_was(aigul: Person) -> None:
    headers = token(aigul, READ, UPSERT)
    first = put(signed(MAIL), headers)
    assert (first.status_code, first.content) == (201, signed(MAIL))
    compact = as_token(MAIL, id="urn:uuid:7d7b6f2e-4a53-4c0e-9a36-5c2f1b7f4e22")
    second = put(compact, headers, "text/plain")
    assert (second.status_code, second.content) == (201, compact)
    assert second["Content-Type"] == "text/plain"
    assert put(signed(MAIL), headers).status_code == 200
    newer = signed(MAIL, validFrom="2026-05-01T00:00:00Z")
    assert put(newer, headers).status_code == 200
    assert put(signed(MAIL), headers).content == newer  # an older one does not replace it
    read = Browser().get(CREDENTIALS, headers=headers)
    assert read["X-Total-Count"] == "2"
    assert newer in read.content
    said = read.json()
    assert (said["credential"], said["compactJwsStrings"]) == ([json.loads(newer)], [compact.decode()])
    assert ImportedCredential.objects.filter(came="program").count() == 2


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (json.dumps(badge(MAIL)).encode(), "application/json", 400),  # nobody signed it
        (signed(MAIL).replace(b"Spreadsheets", b"Rockets"), "application/json", 400),
        (signed(MAIL), "text/plain", 400),
        (as_token(MAIL), "application/json", 400),
        (signed(MAIL), "application/xml", 415),
        (b'{"a":"' + b"x" * 1024 * 1024 + b'"}', "application/json", 413),
        (signed("samal@people.example"), "application/json", 403),
    ],
    ids=["broken", "unsigned", "forged", "json-as-text", "token-as-json", "xml", "large", "another"],
)
def test_what_may_not_come_in_is_refused_with_its_reason(
    aigul: Person, content: bytes, kind: str, status: int
) -> None:
    answer = put(content, token(aigul, UPSERT), kind)
    assert answer.status_code == status
    assert answer.json()["imsx_description"]
    assert not ImportedCredential.objects.exists()


def test_pages_are_walked_by_their_links_to_the_end_and_beyond(aigul: Person, taken: Take) -> None:
    for number in range(5):
        taken(numbered(number))
    headers = token(aigul, READ)
    page = Browser().get(f"{CREDENTIALS}?limit=2", headers=headers)
    assert set(links(page)) == {"first", "last", "next"}
    seen: list[str] = []
    for _ in range(9):
        seen += [one["id"][-1] for one in page.json()["credential"]]
        if "next" not in links(page):
            break
        page = Browser().get(links(page)["next"], headers=headers)
    assert seen == ["0", "1", "2", "3", "4"]
    assert set(links(page)) == {"first", "last", "prev"}
    beyond = Browser().get(f"{CREDENTIALS}?limit=2&offset=40", headers=headers)
    assert (beyond.status_code, beyond.json()["credential"]) == (200, [])
    assert set(links(beyond)) == {"first", "last", "prev"}
    assert beyond["X-Total-Count"] == "5"
    last = Browser().get(links(beyond)["prev"], headers=headers)
    assert [one["id"][-1] for one in last.json()["credential"]] == ["4"]


def test_only_what_is_newer_than_a_moment_is_read(aigul: Person, taken: Take) -> None:
    taken(numbered(1))
    ImportedCredential.objects.update(changed_at=timezone.localtime() - timedelta(days=2))
    taken(numbered(2))
    yesterday = (timezone.localtime() - timedelta(days=1)).isoformat(timespec="seconds")
    page = Browser().get(CREDENTIALS, {"since": yesterday, "limit": "1"}, headers=token(aigul, READ))
    assert page["X-Total-Count"] == "1"
    assert "since=" in links(page)["last"]


@pytest.mark.parametrize("asked", ["limit=0", "limit=x", "offset=-1", "since=yesterday", "limit=9999999999"])
def test_a_parameter_that_says_nothing_is_refused(aigul: Person, asked: str) -> None:
    assert Browser().get(f"{CREDENTIALS}?{asked}", headers=token(aigul, READ)).status_code == 400


def test_own_documents_are_read_and_nobody_reads_those_of_another(issued: Credential) -> None:
    read = Browser().get(CREDENTIALS, headers=token(issued.holder, READ))
    assert bytes(issued.document) in read.content
    samal = Person.objects.get(username="samal")
    assert Browser().get(CREDENTIALS, headers=token(samal, READ)).json()["credential"] == []
    again = put(bytes(issued.document), token(issued.holder, UPSERT))
    assert (again.status_code, again.content) == (200, bytes(issued.document))
    theft = put(bytes(issued.document), token(samal, UPSERT))
    assert theft.status_code == 403
    assert not ImportedCredential.objects.exists()


def test_a_profile_is_the_name_until_a_program_writes_another(aigul: Person, browser: Browser) -> None:
    headers = token(aigul, READ_PROFILE, UPDATE_PROFILE)
    own = Browser().get(PROFILE, headers=headers).json()
    assert (own["type"], own["name"], own["email"]) == (["Profile"], "Aigul Seiitova", MAIL)
    wanted = {"id": "https://elsewhere.example/a", "type": ["Profile"], "name": "A. S."}
    put_ = Browser().put(PROFILE, json.dumps(wanted), content_type="application/json", headers=headers)
    assert (put_.status_code, put_.json()) == (200, wanted)
    assert Browser().get(PROFILE, headers=headers).json() == wanted
    assert Person.objects.get(pk=aigul.pk).name_latin == "Aigul Seiitova"
    assert browser.post("/en/backpack/hosts/profile/erase/").status_code == 302
    assert Browser().get(PROFILE, headers=headers).json() == own
    for bad in ({"type": ["Profile"]}, {"id": "x", "type": ["Person"]}):
        answer = Browser().put(PROFILE, json.dumps(bad), content_type="application/json", headers=headers)
        assert answer.status_code == 400


def test_a_program_that_hands_over_too_much_at_once_waits(
    aigul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tanym.apps.backpack.machines.MOST_A_MINUTE", 1)
    headers = token(aigul, UPSERT)
    assert put(b"{", headers).status_code == 400
    answer = put(b"{", headers)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_what_a_person_took_back_is_closed_at_once(aigul: Person) -> None:
    headers = token(aigul, READ)
    assert Browser().get(CREDENTIALS, headers=headers).status_code == 200
    take_back(actor=aigul, at=timezone.localtime(), grant=Grant.objects.get())
    assert Browser().get(CREDENTIALS, headers=headers).status_code == 401


def test_two_learners_keep_apart(aigul: Person, taken: Take) -> None:
    taken(signed())
    samal = somebody("samal")
    assert Browser().get(CREDENTIALS, headers=token(samal, READ)).json()["credential"] == []
    assert put(signed(), token(samal, UPSERT)).status_code == 201
