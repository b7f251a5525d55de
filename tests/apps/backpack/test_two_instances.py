"""Badges move between two installations: a second Tanym, a real server on this machine, allows the first and is asked by it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.actions.take_in import take_in
from tanym.apps.backpack.models import Connection, Host, ImportedCredential
from tests.apps.backpack.conftest import signed
from tests.journeys.conftest import Served, free_port
from tests.journeys.visitor import Visitor
from tests.places import ROOT

pytestmark = pytest.mark.django_db
US = "localhost:8000"
AIGUL_THERE = """
import django
django.setup()
from tanym.apps.accounts.models import Person
Person.objects.create_user("aigul", name_kk="А", name_ru="А", name_passport="SEIITOVA AIGUL",
    email="aigul@people.example", language="en", hint={"en": "x"})
"""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Served]:
    """A Tanym with nobody but Aigul in it; it lets programs of this installation register."""
    port, var = free_port(), tmp_path_factory.mktemp("second")
    environment = {
        **os.environ,
        "TANYM_VAR": str(var),
        "TANYM_SECRET_KEY": "only-for-the-second-0123456789-0123456789-0123456789",
        "TANYM_SAMPLE": "true",
        "TANYM_ADDRESS": f"http://localhost:{port}",
        "TANYM_LOOPBACK_HOSTS": f"localhost:{port},{US}",
        "DATABASE_URL": f"sqlite:///{Path(var) / 'second.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
    }
    running = Served(f"http://localhost:{port}", var, environment)
    if (
        connection.vendor == "sqlite"
    ):  # the tables of the tests' own database, empty: quicker than to make them anew
        source, target = connection.settings_dict["NAME"], Path(var) / "second.sqlite3"
        with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(target)) as theirs:
            ours.backup(theirs)
    else:
        running.tanym("migrate", "--verbosity", "0")
    subprocess.run([sys.executable, "-c", AIGUL_THERE], env=environment, cwd=ROOT, check=True, timeout=120)
    with running.process(port):
        yield running


@pytest.fixture
def reachable(there: Served, settings: Any) -> str:
    """The address of the other installation, which this one may ask."""
    address = there.address.removeprefix("http://")
    settings.TANYM = settings.TANYM.model_copy(update={"loopback_hosts": f"{US},{address}"})
    return there.address


def visited(browser: Browser, address: str, do: str = "allow") -> Any:
    """Aigul begins a visit here, decides there, and comes back."""
    begun = browser.post("/en/backpack/hosts/", {"host": address})
    assert begun.status_code == 302, begun.content.decode()[-800:]
    page = browser.get(begun["Location"]).content.decode()
    leads_to = page.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert leads_to.startswith(f"{address}/oauth/authorize?")
    aigul = Visitor(address, "aigul")
    asks = aigul.get("/" + leads_to.removeprefix(address)).leads_to.replace("/kk/", "/en/", 1)
    consent = aigul.get("/" + asks)
    assert "May Tanym act for you?" in consent.words
    assert "http://localhost:8000" in consent.words
    answer = aigul.post("/" + asks, {"do": do})
    return browser.get(answer.leads_to.removeprefix("http://localhost:8000"))


def test_badges_go_out_and_come_in(browser: Browser, aigul: Person, reachable: str) -> None:
    mine = take_in(actor=aigul, at=timezone.localtime(), content=signed(aigul.email), came="file").credential
    assert visited(browser, reachable).status_code == 302
    visit = Connection.objects.get()
    page = f"/en/backpack/hosts/{visit.public_id}/"
    assert "Spreadsheets" in browser.get(page).content.decode()
    for words in ("1 document is there now", "1 document is there now"):  # a second time it is there already
        sent = browser.post(f"{page}send/", {"document": str(mine.public_id)}, follow=True)
        assert words in sent.content.decode()

    aigul_there = Visitor(reachable, "aigul")
    held = aigul_there.get("/backpack/")
    assert "Spreadsheets" in held.words
    assert "put in by a program (Tanym)" in held.words
    found = next(
        link for link in held.text.split('href="') if link.startswith("/en/backpack/") and len(link) > 50
    )
    assert aigul_there.get("/" + found.split('"')[0] + "file/").body == signed(aigul.email)

    other = signed(aigul.email, id="urn:uuid:7d7b6f2e-4a53-4c0e-9a36-5c2f1b7f4e22")
    brought = aigul_there.post("/backpack/file/", files={"file": ("b.json", other, "application/json")})
    assert brought.status == 302
    came = browser.post(f"{page}bring/", follow=True).content.decode()
    assert "1 document is new here" in came
    assert ImportedCredential.objects.filter(came="host", source="Tanym").count() == 1
    assert "There was nothing new" in browser.post(f"{page}bring/", follow=True).content.decode()

    aigul_there.post("/" + _take_back(aigul_there))
    assert browser.post(f"{page}bring/").status_code == 409
    assert b"eyJ" not in visit.sealed_token.encode()
    assert Host.objects.get().client_id not in Host.objects.get().sealed_secret


def test_who_refuses_there_sends_nothing(browser: Browser, reachable: str) -> None:
    assert visited(browser, reachable, do="refuse")["Location"].endswith("/backpack/hosts/")
    assert not Connection.objects.get().sealed_token


def _take_back(aigul: Visitor) -> str:
    page = aigul.get("/programs/").text
    return next(part for part in page.split('action="') if "take-back" in part.split('"')[0]).split('"')[0]
