"""The page of verification reads what a wallet shows: an SD-JWT credential, and a presentation."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.core.credentials.presenting import bind
from tests.core.credentials.selective import credential
from tests.core.credentials.test_presentation import BADGE, presented, shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.sd-jwt", bind(credential())), ("b.json", json.dumps(shown(presented(BADGE))))],
    ids=["sd-jwt", "presentation"],
)
def test_what_a_wallet_shows_is_read_in_plain_words(name: str, data: str, client: Client) -> None:
    answer = client.post("/en/documents/verify/", {"file": SimpleUploadedFile(name, data.encode())})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Clean and join tables." in page
    assert "Shown by its holder?" in page
