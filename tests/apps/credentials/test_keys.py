"""The keys of an organisation: published for ever, whatever becomes of their private half."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.signing import key_of
from tanym.apps.credentials.verification import verify
from tanym.core.credentials.checks import Name, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    """A folder of its own, since keys are lost in it."""
    settings.TANYM = settings.TANYM.model_copy(update={"var": tmp_path})  # type: ignore[attr-defined]
    return tmp_path / "keys"


def _published(client: Client) -> list[str]:
    document = json.loads(client.get("/o/kokzhar/did.json").content)
    return [one["publicKeyMultibase"] for one in document["verificationMethod"]]


def test_what_a_lost_key_signed_is_still_verified(
    folder: Path, issued: Credential, at: datetime, client: Client
) -> None:
    before = _published(client)
    shutil.rmtree(folder)
    assert _published(client) == before
    signature = verify(bytes(issued.document), at).check(Name.SIGNATURE)
    assert signature is not None
    assert signature.outcome is Outcome.CONFIRMED


def test_a_new_key_stands_beside_the_old_one(
    folder: Path, issued: Credential, at: datetime, client: Client
) -> None:
    before = _published(client)
    shutil.rmtree(folder)
    made = key_of(issued.award.awarding_body, at).multibase
    assert _published(client) == [*before, made]
    assert made not in before
    key_of(issued.award.awarding_body, at)
    assert _published(client) == [*before, made]


def test_who_never_signed_publishes_no_key(country: None, client: Client) -> None:
    assert client.get("/o/sayram/did.json").status_code == 404
