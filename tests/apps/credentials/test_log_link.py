"""A document names its award's entry in the public log; page and paper say so, and the proof holds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.erase import erase
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.models import Act
from tanym.apps.audit.queries import history
from tanym.apps.credentials.in_log import place_of, stands
from tanym.apps.credentials.models import Credential
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.log_place import LogPlace, place_in_log
from tanym.core.transparency.entries import read_entry, verify_entry


def _place(issued: Credential) -> LogPlace:
    place = place_in_log(json.loads(bytes(issued.document)))
    assert place is not None
    return place


def test_whoever_has_the_document_sees_the_act_and_its_proof(
    issued: Credential, award: Award, client: Client, person: Callable[[str], Person]
) -> None:
    place = _place(issued)
    shown = client.get(place.address.removeprefix("http://localhost:8000")).json()
    verify_entry(read_entry(shown), public_key())
    assert shown["act"]["action"] == "qualifications.confer"
    assert shown["act"]["subject"] == f"qualifications.award:{award.public_id}"
    text = json.dumps(shown, ensure_ascii=False)
    for one in (person("aigul"), award.conferred_by):
        assert str(one.public_id) not in text
        assert one.name_kk not in text
    assert "act" not in client.get(f"/log/entries/{place.number}.json").json(), "never by its number alone"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This award stands in the public log as entry no. {n}"),
        ("ru", "внесено в открытый журнал, запись №\u00a0{n}"),
        ("kk", "ашық журналға №\u00a0{n} жазба болып енгізілген"),
    ],
)
def test_the_check_says_in_plain_words_that_the_award_stands_in_the_log(
    issued: Credential, client: Client, language: str, said: str
) -> None:
    place = _place(issued)
    page = client.get(f"/{language}/documents/verify/{issued.number}/").content.decode()
    assert said.format(n=place.number) in page
    assert f"/log/entries/{place.number}/{place.award}/" in page


def test_the_certificate_carries_the_entry(
    issued: Credential, as_: Callable[[str], Client], tmp_path: Path
) -> None:
    paper = as_("aigul").get(f"/en/documents/{issued.public_id}/certificate.pdf").content
    file = tmp_path / "certificate.pdf"
    file.write_bytes(paper)
    words = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert f"Public log: entry no. {_place(issued).number}, checkpoint of" in " ".join(words.split())


def test_an_entry_that_is_not_the_award_is_said_not_to_be_there(issued: Credential, at: datetime) -> None:
    place = _place(issued)
    found = stands(place, issued.number, at)
    assert found is not None
    assert found.mark == "yes"
    other = history(issued.subject).get().number
    for wrong, number in (
        (LogPlace(place.log, other, place.award), issued.number),
        (LogPlace(place.log, 10**9, place.award), issued.number),
        (LogPlace(place.log, place.number, "1" * 36), issued.number),
        (place, "AAAA-AAAA-AA"),
    ):
        found = stands(wrong, number, at)
        assert found is not None
        assert (found.mark, found.code) == ("no", "credential.log-not-there")
    found = stands(LogPlace("https://a.example/log", 1, place.award), issued.number, at)
    assert found is not None
    assert (found.mark, found.code) == ("unknown", "credential.log-elsewhere")
    assert stands(None, issued.number, at) is None


def test_a_log_out_of_order_says_nothing_of_a_document(issued: Credential, at: datetime) -> None:
    place = _place(issued)
    Act.objects.filter(number__lt=place.number).first().delete()
    found = stands(place, issued.number, at)
    assert found is not None
    assert (found.mark, found.code) == ("unknown", "credential.log-out-of-order")


def test_a_document_from_before_the_log_is_checked_as_before(issued: Credential, client: Client) -> None:
    """Its act is not in the journal, or it names no entry: nothing is said of the log, and no check changes."""
    issued.document = bytes(issued.document).replace(b"transparency-log", b"transparency-dog")
    issued.save()
    page = client.get(f"/en/documents/verify/{issued.number}/").content.decode()
    assert "In the public log" not in page


def test_an_award_without_an_act_names_no_entry(award: Award) -> None:
    Act.objects.filter(subject=f"qualifications.award:{award.public_id}").delete()
    assert place_of(award) is None


def test_an_erased_act_leaves_the_document_without_its_witness(issued: Credential, at: datetime) -> None:
    place = _place(issued)
    erase(actor=None, at=at, number=place.number, reason="Asked for by the person")
    found = stands(place, issued.number, at)
    assert found is not None
    assert (found.mark, found.code) == ("unknown", "credential.log-erased")
