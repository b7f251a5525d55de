"""How often something is done from one network address, and which address that is."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from tanym.apps.accounts import pace
from tanym.apps.credentials.views import MOST_A_MINUTE


def test_what_is_noted_is_counted_by_name_and_forgotten_when_asked() -> None:
    assert [pace.note("test", "a", 60) for _ in range(3)] == [1, 2, 3]
    assert (pace.times("test", "a"), pace.times("test", "b"), pace.times("other", "a")) == (3, 0, 0)
    pace.forget("test", "a")
    assert pace.times("test", "a") == 0


@pytest.mark.parametrize(("behind_proxy", "expected"), [(True, "203.0.113.9"), (False, "127.0.0.1")])
def test_a_visitor_cannot_choose_the_address_that_is_counted(
    settings: object, behind_proxy: bool, expected: str
) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"behind_proxy": behind_proxy})  # type: ignore[attr-defined]
    request = RequestFactory().get("/", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    assert pace.network_address(request) == expected


@pytest.mark.django_db
def test_whoever_sends_file_after_file_has_to_wait() -> None:
    def send() -> int:
        upload = SimpleUploadedFile("document.json", b"no document")
        return Client().post("/en/documents/verify/", {"file": upload}).status_code

    answers = [send() for _ in range(MOST_A_MINUTE + 1)]
    assert set(answers[:-1]) == {422}
    assert answers[-1] == 429
