"""The log over HTTP: what witnesses fetch, and the pages for people."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit import disclosure
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.models import Act, JournalHead, LogCheckpoint
from tanym.core.transparency.checkpoint import open_checkpoint
from tanym.core.transparency.entries import read_entry, verify_entry
from tanym.core.transparency.notes import parse_key
from tanym.core.transparency.proofs import verify_consistency

KNOWN = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(autouse=True)
def _three_hundred_acts(
    country: None, person: Callable[[str], Person], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    Act.objects.all().delete()
    JournalHead.objects.all().delete()
    monkeypatch.setattr(disclosure, "_DISCLOSED", {})
    disclosure.register("open.thing:", lambda act: True)
    disclosure.register("known.thing:", lambda act: True, listed=False)
    for n in range(297):
        record(actor=None, at=at, action="test.act", subject=f"test.thing:{n}")
    for subject in ("open.thing:1", f"known.thing:{KNOWN}", "test.thing:secret"):
        record(actor=person("dana"), at=at, action="test.act", subject=subject, details={"n": 1})


def test_a_stranger_verifies_the_log_with_what_it_serves(client: Client, at: datetime) -> None:
    key = parse_key(client.get("/log/key").content.decode())
    answer = client.get("/log/checkpoint")
    told = open_checkpoint(answer.content.decode(), key)
    assert (told.size, answer["Content-Type"]) == (300, "text/plain; charset=utf-8")
    assert answer["Access-Control-Allow-Origin"] == "*"

    tile = client.get("/log/tile/0/001.p/44")
    assert (len(tile.content), tile["Content-Type"]) == (44 * 32, "application/octet-stream")
    assert "immutable" in tile["Cache-Control"]
    assert len(client.get("/log/tile/0/000").content) == 8192
    leaves = client.get("/log/tile/entries/001.p/44").content
    length = int.from_bytes(leaves[:2], "big")
    assert json.loads(leaves[2 : 2 + length])["number"] == 257

    for n in range(3):
        record(actor=None, at=at, action="test.act", subject=f"test.thing:{n}")
    proof = client.get("/log/proof/inclusion?number=303").json()
    after = verify_entry(read_entry(proof), key)
    assert "act" not in proof
    between = client.get("/log/proof/consistency?from=300&to=303").json()
    steps = [base64.b64decode(step) for step in between["proof"]]
    verify_consistency(300, 303, told.root, after.root, steps)


ASKED = [
    ("/log/tile/0/000.p/256", 422),
    ("/log/tile/0/../0", 422),
    ("/log/tile/9/000", 422),
    ("/log/tile/0/002", 404),
    ("/log/tile/entries/002", 404),
    ("/log/tile/entries/00", 422),
    ("/log/proof/inclusion?number=0", 404),
    ("/log/proof/inclusion?number=301", 404),
    ("/log/proof/inclusion?number=-1", 422),
    ("/log/proof/inclusion", 200),
    ("/log/proof/inclusion?number=", 422),
    ("/log/proof/consistency", 200),
    ("/log/proof/consistency?from=5&to=4", 422),
    ("/log/proof/consistency?from=5&to=99999", 422),
    ("/log/proof/consistency?from=a&to=4", 422),
    ("/log/entries/301.json", 404),
    (f"/log/entries/{10**30}.json", 404),
    (f"/log/proof/consistency?from=1&to={10**18}", 422),
    ("/en/log/entries/301/", 404),
    ("/en/log/?number=0", 422),
    ("/en/log/?number=x", 422),
]


def test_what_the_log_has_is_served_and_what_it_does_not_have_is_refused(client: Client) -> None:
    client.get("/log/checkpoint")
    for address, status in ASKED:
        assert client.get(address).status_code == status, address
    assert LogCheckpoint.objects.count() == 1


def test_an_act_is_shown_as_far_as_its_room_discloses_it(
    client: Client, person: Callable[[str], Person]
) -> None:
    shown = client.get("/log/entries/298.json").json()
    assert shown["act"]["subject"] == "open.thing:1"
    assert str(person("dana").public_id) not in json.dumps(shown)
    for number in (299, 300):
        assert "act" not in client.get(f"/log/entries/{number}.json").json()
        page = client.get(f"/en/log/entries/{number}/").content.decode()
        assert "What it says is not public" in page
        assert "thing" not in page
    known = client.get(f"/log/entries/299/{KNOWN}")
    assert known.json()["act"]["subject"] == f"known.thing:{KNOWN}"
    assert known["Cache-Control"] == "private, no-store"
    assert "act" not in client.get(f"/log/entries/299/{UUID(int=5)}").json()
    assert "act" not in client.get(f"/log/entries/300/{KNOWN}").json()
    led = client.get(f"/log/entries/299/{KNOWN}", headers={"Accept": "text/html,*/*"})
    assert led.url.endswith(f"/log/entries/299/{KNOWN}/")
    assert KNOWN in client.get(led.url).content.decode()


def test_the_page_tells_people_what_the_log_is_and_leads_to_an_entry(client: Client) -> None:
    for language, title in (("kk", "Ашық журнал"), ("ru", "Открытый журнал"), ("en", "Public log")):
        page = client.get(f"/{language}/log/").content.decode()
        assert title in page
        assert "localhost:8000/log\n300\n" in page
        assert "tanym log witness http://localhost:8000/log" in page
    answer = client.get("/en/log/?number=298")
    assert answer.url == "/en/log/entries/298/"
    page = client.get(answer.url).content.decode()
    assert "Entry no. 298" in page
    assert "over 300 acts" in page
    assert "/log/entries/298.json" in page
