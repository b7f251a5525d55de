"""The page that asks, and the authorisation code: what a program may ask, and where the answer goes."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Browser

from tanym.apps.oauth.models import Code, Grant
from tests.apps.oauth.conftest import HOST, READ, Program, back, query, registered

pytestmark = pytest.mark.django_db


def page(browser: Browser, program: Program, language: str = "en", **changed: Any) -> Any:
    return browser.get(f"/{language}/programs/allow/?{query(program.request(**changed))}")


def way_back(answer: Any) -> str:
    """The link to the program on a page that says what is wrong with its request."""
    (found,) = re.findall(rf'href="({HOST}[^"]+)"', answer.content.decode())
    return html.unescape(found)


def test_the_page_says_who_asks_what_until_when_and_where_the_answer_goes(
    aigul: Browser, program: Program
) -> None:
    shown = page(aigul, program).content.decode()
    assert "May Ornek Backpack act for you?" in shown
    assert "Your answer goes to" in shown
    assert HOST in shown
    assert "for this visit, one hour at most" in shown
    lasting = page(aigul, program, scope=f"{READ} offline_access").content.decode()
    assert "or until you take it back" in lasting
    assert "Ornek Backpack" in page(aigul, program, "kk").content.decode()


def test_the_form_may_lead_to_the_program_and_nowhere_else(aigul: Browser, program: Program) -> None:
    policy = page(aigul, program)["Content-Security-Policy"]
    assert f"form-action 'self' {HOST};" in f"{policy};"


def test_the_address_of_the_protocol_leads_to_the_page_with_all_it_was_asked(program: Program) -> None:
    answer = Browser().get(f"/oauth/authorize?{query(program.request())}")
    assert answer.status_code == 302
    assert back(answer) == program.request()
    signed_out = Browser().get(answer["Location"])
    assert signed_out["Location"].startswith("/kk/sign-in/")


def test_who_allows_sends_a_code_and_the_state_back(aigul: Browser, program: Program) -> None:
    said = program.allowed_by(aigul)
    assert (said["state"], said["scope"], said["iss"]) == ("s-1", READ, "http://localhost:8000")
    assert Grant.objects.get().scope == READ
    assert said["code"] not in Code.objects.get().digest


def test_who_refuses_sends_just_that_back(aigul: Browser, program: Program) -> None:
    said = program.allowed_by(aigul, do="refuse")
    assert (said["error"], said["state"]) == ("access_denied", "s-1")
    assert "code" not in said
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "nobody"},
        {"redirect_uri": None},
        {"redirect_uri": "https://elsewhere.example/back"},
        {"redirect_uri": f"{HOST}/back?x=1"},
    ],
    ids=str,
)
def test_a_stranger_or_an_unregistered_address_gets_a_page_and_no_redirect(
    aigul: Browser, program: Program, changed: dict[str, Any]
) -> None:
    answer = page(aigul, program, **changed)
    assert answer.status_code == 400
    assert "Location" not in answer
    posted = aigul.post(f"/en/programs/allow/?{query(program.request(**changed))}", {"do": "allow"})
    assert posted.status_code == 400
    assert not Grant.objects.exists()


def test_a_parameter_said_twice_gets_a_page(aigul: Browser, program: Program) -> None:
    twice = f"{query(program.request())}&redirect_uri=https%3A%2F%2Felsewhere.example%2F"
    assert aigul.get(f"/en/programs/allow/?{twice}").status_code == 400


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"state": None}, "invalid_request"),
        ({"state": "ә"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "unknown"}, "invalid_scope"),
        ({"request": "eyJhbGciOiJub25lIn0.e30."}, "request_not_supported"),
        ({"scope": "x" * 2001}, "invalid_request"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_a_program_asks_wrongly_is_told_to_it_once_the_person_goes_back(
    aigul: Browser, program: Program, changed: dict[str, Any], error: str
) -> None:
    answer = page(aigul, program, **changed)
    assert answer.status_code == 400
    assert "Location" not in answer  # no link of ours leads people where somebody unknown wants them
    assert way_back(answer).startswith(f"{HOST}/back?")
    assert parse_qs(urlsplit(way_back(answer)).query)["error"] == [error]


def test_a_scope_beyond_what_was_registered_is_refused(aigul: Browser, program: Program) -> None:
    made = registered(scope=READ).json()
    small = Program(made["client_id"], made["client_secret"])
    assert "error=invalid_scope" in way_back(page(aigul, small, scope="test.write"))


def test_a_request_sent_ahead_is_asked_and_answered_once(aigul: Browser, program: Program) -> None:
    sent = program.post("/oauth/push", **program.request())
    assert sent.status_code == 201
    given = {"client_id": program.client_id, "request_uri": sent.json()["request_uri"]}
    address = f"/en/programs/allow/?{query(given)}"
    assert aigul.get(address).status_code == 200
    assert "code" in back(aigul.post(address, {"do": "allow"}))
    assert aigul.get(address).status_code == 400
    other = registered().json()["client_id"]
    assert aigul.get(f"/en/programs/allow/?{query({**given, 'client_id': other})}").status_code == 400


def test_only_a_program_that_shows_its_secret_sends_ahead(program: Program) -> None:
    assert program.post("/oauth/push", secret="wrong", **program.request()).status_code == 401
    wrong = program.post("/oauth/push", **program.request(code_challenge_method="plain"))
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_request")
