"""What no browser of ours would send gets a page with the right status, never a broken one."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["²", "-1", "99999", "1" * 5000, "x"])
def test_a_strange_number_of_a_page_breaks_no_list(client: Client, country: None, page: str) -> None:
    assert client.get("/en/catalogue/", {"page": page}).status_code == 200


def test_another_host_name_is_not_understood(client: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["tanym.example"]  # type: ignore[attr-defined]
    answer = client.get("/en/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_broken_page_says_so_in_the_language_of_the_reader(
    client: Client, country: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("tanym.apps.site.views.newest", broken)
    client.raise_request_exception = False
    answer = client.get("/ru/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert '<html lang="ru"' in page
    assert "planted" not in page
