"""The programming interface of the registers: every answer is what its description promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from tanym.apps.registers.problems import PER_MINUTE
from tanym.apps.registers.sources import sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(country: None) -> dict[str, Any]:
    """The description of the interface; every reference in it leads somewhere."""
    found: dict[str, Any] = Client().get("/api/v1/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    for reference in _references(found):
        at: Any = found
        for step in reference.removeprefix("#/").split("/"):
            at = at[step]
    return found


def _references(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_references, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
    return own.union(*map(_references, value.values())) if value else own


def _answers(described: dict[str, Any], path: str, address: str, **headers: str) -> Any:
    """The answer of an address, checked against what the description says of its path."""
    response = Client().get(address, headers=headers)
    told = described["paths"][path]["get"]["responses"]
    if response.status_code == 200:
        content, media = told["200"]["content"], "application/json"
    else:
        content, media = (
            described["components"]["responses"]["Problem"]["content"],
            "application/problem+json",
        )
    assert response["Content-Type"] == media, address
    schema = {**content[media]["schema"], "components": described["components"]}
    checked = Draft202012Validator(schema, format_checker=FormatChecker())
    assert not [f"{one.json_path}: {one.message}" for one in checked.iter_errors(response.json())], address
    return response


def test_every_answer_is_what_the_description_promises(described: dict[str, Any]) -> None:
    listed = _answers(described, "/registers", "/api/v1/registers").json()["registers"]
    assert {one["id"] for one in listed} == set(sources())
    for one in listed:
        page = _answers(described, "/registers/{register}", f"/api/v1/registers/{one['id']}?size=2").json()
        for row in page["entries"]:
            address = f"/api/v1/registers/{one['id']}/{row['id']}"
            assert _answers(described, "/registers/{register}/{entry}", address).json()["entry"] == row
            history = "/registers/{register}/{entry}/history"
            assert "changes" in _answers(described, history, f"{address}/history").json()


def test_whether_a_body_was_entitled_is_answered_for_any_day(described: dict[str, Any]) -> None:
    def asked(query: str) -> Any:
        return _answers(described, "/entitled", f"/api/v1/entitled?{query}").json()

    assert asked("body=kokzhar&on=2026-01-01")["answer"] == "yes"
    before = asked("body=kokzhar&on=2024-06-01")
    assert (before["answer"], before["entries"]) != ("yes", [])
    over = asked("body=darmen&on=2025-06-01")
    assert (over["answer"], over["entries"][0]["status"]) == ("no", "expired")
    assert asked("body=centro-tevere")["answer"] == "unknown"
    page = asked("body=kokzhar")["entries"][0]["page"]
    assert Client().get(page.removeprefix("http://localhost:8000"), follow=True).status_code == 200


def test_what_cannot_be_answered_is_a_problem_in_the_language_of_the_reader(
    described: dict[str, Any],
) -> None:
    path = "/registers/{register}"  # all paths promise the same problem
    for address, code, status in (
        ("/api/v1/registers/providers?on=2026-13-01", "register.day", 422),
        ("/api/v1/registers/providers?status=gone", "register.status-unknown", 422),
        ("/api/v1/registers/providers?page=0", "api.number", 422),
        ("/api/v1/registers/providers?size=1000000", "api.number", 422),
        ("/api/v1/registers/providers?page=999", "api.page-unknown", 404),
        ("/api/v1/registers/unheard", "register.unknown", 404),
        ("/api/v1/registers/rules/unheard/history", "register.entry-unknown", 404),
        ("/api/v1/nothing/here", "api.unknown", 404),
        ("/api/v1/entitled", "api.body", 422),
        ("/api/v1/entitled?body=unheard", "organisation.unknown", 404),
        ("/api/v1/entitled?body=kokzhar&micro_qualification=unheard", "micro-qualification.unknown", 404),
    ):
        shown = {
            language: _answers(described, path, address, **{"Accept-Language": language})
            for language in ("kk", "ru", "en")
        }
        assert {(one.status_code, one.json()["code"]) for one in shown.values()} == {(status, code)}, address
        assert len({one.json()["detail"] for one in shown.values()}) == 3, address


def test_a_page_leads_to_the_next_and_is_not_sent_twice(country: None, at: datetime) -> None:
    client = Client()
    first = client.get("/api/v1/registers/providers?size=1&on=2026-11-21")
    found = first.json()
    assert found["count"] == sum(found["statuses"].values()) > 2
    seen, links = [found["entries"][0]["id"]], found["links"]
    while "next" in links:
        found = client.get(links["next"].removeprefix("http://localhost:8000")).json()
        seen.append(found["entries"][0]["id"])
        links = found["links"]
    assert len(seen) == len(set(seen)) == found["count"]
    assert f'<{first.json()["links"]["next"]}>; rel="next"' in first["Link"]
    again = client.get(
        "/api/v1/registers/providers?size=1&on=2026-11-21", headers={"If-None-Match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    narrowed = client.get("/api/v1/registers/providers?status=in-force&organisation=kokzhar").json()
    assert [one["organisation"] for one in narrowed["entries"]] == ["kokzhar"]
    for words in ("Көкжар", "Кокжар", "kokzhar univers", "P-2025-0001"):
        found = client.get("/api/v1/registers/providers", {"q": words}).json()
        assert [one["organisation"] for one in found["entries"]] == ["kokzhar"], words
    assert date.fromisoformat(narrowed["on"])


def test_the_interface_reads_only_and_asks_for_patience(country: None) -> None:
    client = Client()
    refused = client.post("/api/v1/registers")
    assert (refused.status_code, refused["Allow"], refused.json()["code"]) == (
        405,
        "GET, HEAD",
        "api.reads-only",
    )
    answers = [client.get("/api/v1/nothing").status_code for _ in range(PER_MINUTE)]
    assert set(answers) == {404}
    slower = client.get("/api/v1/registers")
    assert (slower.status_code, slower["Retry-After"], slower.json()["code"]) == (429, "60", "api.too-often")
