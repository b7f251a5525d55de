"""Everything about a person as one file: it holds what the rooms have declared, and only that person can fetch it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.holdings import Own, holdings, rows
from tanym.apps.audit.models import Act
from tanym.apps.files.contents import path_of
from tanym.apps.files.receiving import receive
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.running import run
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.privacy.actions.keep_terms import keep_terms
from tanym.apps.privacy.actions.start_export import start_export
from tanym.apps.privacy.models import Export
from tanym.apps.privacy.read_rows import read
from tanym.core.kernel.errors import Refused
from tests.apps.portfolio.conftest import SAMPLE
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7\n% dashboard of a warehouse\n%%EOF\n"


@pytest.fixture
def full(walk: Walk) -> Walk:
    """A decided case, a sample of work with its file beside it, letters."""
    walk.to("decided")
    keep(
        actor=walk.who("aigul"),
        at=walk.at,
        given=SAMPLE,
        received=receive(SimpleUploadedFile("dashboard.pdf", PAPER)),
    )
    return walk


def _packed(walk: Walk) -> Export:
    job = start_export(actor=walk.who("aigul"), at=timezone.localtime(), language="kk")
    run(job.public_id)
    assert Job.objects.get(pk=job.pk).state == "done"
    return Export.objects.get(person=walk.who("aigul"))


def _read(export: Export, as_: Callable[..., Client]) -> zipfile.ZipFile:
    answer = as_("aigul").get(f"/en/my-data/export/{export.public_id}/my-data.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_an_export_holds_every_declared_row_of_the_person(full: Walk, as_: Callable[..., Client]) -> None:
    person = full.who("aigul")
    expected = {
        (one.room, own.model): rows(one, own, person).count()
        for one in holdings()
        for own in one.own
        if (one.room, own.model) not in {("jobs", "Job"), ("audit", "Act"), ("files", "StoredFile")}
    }
    packed = _read(_packed(full), as_)
    for (room, model), count in expected.items():
        if not count:
            continue
        found = json.loads(packed.read(f"data/{room}.json"))[model]
        assert len(found) == count, (room, model)
    assert expected["recognition", "RecognitionCase"] == 1
    assert expected["privacy", "Consent"] == 1


def test_an_export_holds_the_files_and_a_page_to_read(full: Walk, as_: Callable[..., Client]) -> None:
    packed = _read(_packed(full), as_)
    papers = [name for name in packed.namelist() if name.startswith("files/")]
    assert [packed.read(name) for name in papers] == [PAPER]
    page = packed.read("index.html").decode()
    assert '<html lang="kk">' in page
    assert "Менің деректерім" in page
    assert SAMPLE.title in page
    assert "<script" not in page


def test_the_page_names_fields_in_words_and_keeps_codes_apart(full: Walk, as_: Callable[..., Client]) -> None:
    packed = _read(_packed(full), as_)
    page = packed.read("index.html").decode()
    for_people = re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    names = re.findall(r"<dt>(.*?)</dt>", for_people)
    assert "Аты-жөні қазақша" in names
    assert not [name for name in names if "_" in name or name.isascii()]
    assert f"<dd>{full.case.public_id}</dd>" not in for_people
    assert "public_id" in page  # nothing is left out
    assert "(UTC+05:00)" in for_people
    case = json.loads(packed.read("data/recognition.json"))["RecognitionCase"][0]
    assert case["submitted_at"] == timezone.localtime(full.renew().submitted_at).isoformat()
    assert case["submitted_at"].endswith("+05:00")


def test_an_export_tells_no_secret_and_nobody_elses_name(full: Walk, as_: Callable[..., Client]) -> None:
    packed = _read(_packed(full), as_)
    whole = "".join(packed.read(name).decode() for name in packed.namelist() if name.startswith("data/"))
    assert full.who("aigul").password not in whole
    account = json.loads(packed.read("data/accounts.json"))["Person"][0]
    assert not {"password", "id"} & account.keys()
    assert "assessor" not in json.loads(packed.read("data/recognition.json"))["RecognitionCase"][0]


def test_only_the_person_fetches_it_and_neither_its_name_nor_address_names_them(
    full: Walk, as_: Callable[..., Client], client: Client
) -> None:
    export = _packed(full)
    address = f"/en/my-data/export/{export.public_id}/my-data.zip"
    for name in ("samal", "saule", "gulnar"):
        assert as_(name).get(address).status_code == 404
    assert client.get(address).status_code == 302
    answer = as_("aigul").get(address)
    assert "aigul" not in answer["Content-Disposition"].casefold()
    assert Act.objects.filter(action="privacy.export", subject=export.subject).count() == 1


def test_the_file_is_gone_when_its_days_are_over(full: Walk, as_: Callable[..., Client]) -> None:
    export = _packed(full)
    assert export.file is not None
    place = path_of(export.file.digest)
    assert default_storage.exists(place)
    assert export.until is not None
    late = export.until + timedelta(hours=1)
    assert keep_terms(at=late, erase=False).exports == 1
    assert Export.objects.exists()
    assert keep_terms(at=late, erase=True).exports == 1
    assert not Export.objects.exists()


def test_one_export_at_a_time(full: Walk) -> None:
    start_export(actor=full.who("aigul"), at=timezone.localtime(), language="kk")
    with pytest.raises(Refused, match=r"jobs\.one-already"):
        start_export(actor=full.who("aigul"), at=timezone.localtime(), language="kk")


def test_a_cancelled_export_leaves_nothing(full: Walk) -> None:
    job = start_export(actor=full.who("aigul"), at=timezone.localtime(), language="kk")
    Job.objects.filter(pk=job.pk).update(asked_to_stop=True)
    run(job.public_id)
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert Export.objects.get().file is None


def test_what_is_hidden_is_declared_by_name() -> None:
    own = Own("Item", "owner", hidden=("digest",))
    assert own.direct
    assert not Own("Question", "item__owner").direct


@pytest.mark.parametrize("words", ["2024-05-01T10:00 at the office", "2024-13-40", "2024-02-30T25:61"])
def test_words_that_begin_like_a_day_are_given_as_they_were_written(words: str) -> None:
    assert read({"reasons": words}, "en").said == (("Reasons", words),)
