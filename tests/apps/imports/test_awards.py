"""Lists of awards: a fault at each cell, nothing issued before somebody says so, and a stranger's guess refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tanym.adapters.messages.catcher import caught
from tanym.apps.accounts.models import Person
from tanym.apps.claims.models import Claim
from tanym.apps.credentials.models import Credential
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.discard import discard
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.actions.write import PART, write
from tanym.apps.imports.awards.asked import Asked
from tanym.apps.imports.awards.doubles import awarded_before, namesakes, skeleton
from tanym.apps.imports.awards.issuing import issue_written
from tanym.apps.imports.awards.kind import kind_of
from tanym.apps.imports.models import Batch
from tanym.apps.imports.work import run
from tanym.apps.jobs.kinds import Stopped
from tanym.apps.jobs.models import Job
from tanym.apps.letters.queries import letters_to
from tanym.apps.policy.models import CheckReport
from tanym.apps.qualifications.models import Award, Version
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.models import Entry
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.lists import Row, letters
from tests.apps.imports.awards import as_csv, as_workbook, people
from tests.apps.learning.conftest import published as published  # a fixture

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]
As = Callable[[str], Client]
Publish = Callable[..., Version]
YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()


def faulty(version: Version) -> tuple[list[dict[str, Any]], dict[tuple[int, str], str]]:
    """A list with one thing wrong in each of its rows, and the code that is to be said at which cell."""
    rows = people(version, 19, on=YESTERDAY)
    first = next(name for name in rows[0] if name.startswith("outcome-"))
    planted: list[tuple[str, Any, str]] = [
        ("person_passport", "Омирбек", "person.name-passport"),
        ("person_kk", None, "cell.empty"),
        ("email", "somebody", "cell.email"),
        ("phone", "701", "claim.phone"),
        ("account", "nobody", "awards.no-such-account"),
        ("account", "samal", "awards.no-such-account"),  # an account, but of another name
        ("identity", "by eye", "cell.choice"),
        ("identity", "unsupervised", "awards.identity-weaker"),
        ("assessors", "zhanar", "awards.no-assessor"),  # a registrar does not judge
        ("relation", "taught", "awards.rule-not-met"),  # AS-02
        ("reasons", None, "cell.empty"),
        ("assessed_on", "2030-01-01", "awards.assessed-later"),
        ("assessed_on", "2026-05-01", "awards.before-published"),
        (first, "101", "cell.whole"),
        (first, "20", "awards.below-threshold"),
        (first, None, "cell.empty"),
        ("overall", "12,5", "awards.overall-differs"),
        ("letter", "А", "awards.letter-differs"),  # in Cyrillic, read as the Latin letter
    ]
    expected = {}
    for number, (column, value, code) in enumerate(planted):
        rows[number][column] = value
        expected[number + 2, column] = code
    rows[18] |= {"person_passport": rows[17]["person_passport"], "email": rows[17]["email"]}
    expected[20, "person_passport"] = "cell.twice"
    return rows, expected


def test_each_fault_stands_at_its_cell_and_nothing_is_written(
    published: Publish, person: Who, at: datetime
) -> None:
    version = published()
    rows, expected = faulty(version)
    now = timezone.localtime()
    name = kind_of(version).name
    batch = upload(actor=person("zhanar"), at=now, kind=name, data=as_workbook(version, rows))
    assert {(one["row"], one["column"]): one["code"] for one in batch.faults} == expected
    rules = [one["details"] for one in batch.faults if one["code"] == "awards.rule-not-met"]
    assert rules == [{"rule": "AS-02"}]
    assert batch.state == "faulty"
    assert not Award.objects.exists()
    overall = people(version, 1, on=YESTERDAY)
    overall[0] = {name: value for name, value in overall[0].items() if not name.startswith("outcome-")} | {
        "overall": 90
    }
    only = upload(actor=person("zhanar"), at=now, kind=name, data=as_csv(version, overall))
    assert [one["code"] for one in only.faults] == ["awards.outcomes-needed"]
    for stranger in ("rustem", "omar", "samal", "arman"):
        with pytest.raises(NotPermitted):
            upload(actor=person(stranger), at=now, kind=name, data=as_csv(version, rows))


def test_two_spellings_of_one_name_are_shown_and_hold_nothing_up(
    published: Publish, person: Who, at: datetime
) -> None:
    version, zhanar = published(), person("zhanar")
    rows = people(version, 4, on=YESTERDAY)
    rows[0]["person_passport"] = "SEIITOVA AIGUL"
    rows[1]["person_passport"] = "AIGUL SEITOVA"
    rows[3]["email"] = rows[2]["email"]
    batch = upload(
        actor=zhanar, at=timezone.localtime(), kind=kind_of(version).name, data=as_csv(version, rows)
    )
    assert [(one["row"], one["code"], one["warns"]) for one in batch.faults] == [
        (3, "awards.two-spellings", True),
        (5, "awards.address-of-another", True),
    ]
    assert batch.state == "ready"
    assert skeleton("ZHANYSBAYEVA AIJAN") == skeleton("Aizhan Janisbaeva".replace("ae", "aye"))


def test_the_journey_from_a_faulty_list_to_the_records_of_a_person(
    published: Publish, as_: As, person: Who, settings: Any, tmp_path: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:  # fmt: skip
    settings.TANYM = settings.TANYM.model_copy(update={"var": tmp_path})
    version, zhanar = published(), as_("zhanar")
    upload_page = f"/kk/imports/{kind_of(version).name}/"
    assert upload_page in zhanar.get("/kk/imports/").content.decode()
    assert zhanar.get(f"{upload_page}template.xlsx").status_code == 200
    template = zhanar.get(f"{upload_page}template.csv").content.decode("utf-8-sig")
    outcomes = [one for one in kind_of(version).columns if one.name.startswith("outcome-")]
    assert all(one.heading["kk"] in template for one in outcomes)
    assert "ЖСН" not in template

    rows = people(version, 2, on=YESTERDAY)
    rows[0] |= {"email": "", "reasons": ""}
    rows[1] |= {"account": "samal", "person_kk": "Самал Әбдірова", "person_passport": "ABDIROVA SAMAL"}
    sent = _upload(zhanar, upload_page, as_workbook(version, rows))
    index = [one.name for one in kind_of(version).columns].index("reasons")
    assert f"{letters(index)}2" in zhanar.get(sent).content.decode()
    assert not Award.objects.exists()

    rows[0] |= {"email": "aida@people.example", "reasons": "№ 14 хаттама"}
    sent = _upload(zhanar, upload_page, as_workbook(version, rows))
    preview = zhanar.get(sent).content.decode()
    assert "aida@people.example" in preview
    assert "тіркелгісіне түседі" in preview  # how each row is read
    assert not Award.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        confirmed = zhanar.post(f"{sent}confirm/", {"revision": Batch.objects.latest("pk").revision})
    assert confirmed.status_code == 302
    zhanar.post(f"{sent}confirm/", {"revision": 1})  # the other click
    assert Award.objects.count() == Credential.objects.count() == 2
    assert CheckReport.objects.filter(subject__startswith="imports.batch:").count() == 4
    assert Claim.objects.count() == 1
    assert letters_to(person("samal")).count() == 1
    mails = {one.to: one for one in caught(tmp_path / "mail")}
    assert set(mails) == {"aida@people.example", "samal@people.example"}
    mail = mails["aida@people.example"]
    assert not re.search("Әйгерім|Айгерим|AIGERIM|AIGUL", mail.subject + mail.text)

    address = re.search(r"http://[^/]+(/k/\S+)", mail.text)
    assert address is not None
    stranger = Client()
    page = stranger.get(address[1])["Location"]
    assert stranger.post(page, {"said": "Самал Әбдірова"}).status_code == 422
    assert stranger.get("/kk/claims/document/").status_code == 302
    for file in ("certificate.pdf", "credential.json"):
        assert stranger.get(f"/kk/claims/document/{file}").status_code == 404

    aida = Client()
    opened = aida.post(page, {"said": rows[0]["person_kk"]}, follow=True).content.decode()
    assert rows[0]["person_kk"] in opened
    assert aida.get("/kk/claims/document/certificate.pdf").content.startswith(b"%PDF")
    signed = json.loads(aida.get("/kk/claims/document/credential.json").content)
    record = from_json(Award.objects.get(person__is_active=False).record)
    assert record.identity_check == "document-in-person"
    assert record.holder.identities[0].kind == "emailAddress"
    assert "aida@people.example" not in json.dumps(signed)
    form = {
        "name_kk": rows[0]["person_kk"], "name_ru": "Айгерим", "name_passport": rows[0]["person_passport"],
        "language": "kk", "password": "four words of my own", "again": "four words of my own",
    }  # fmt: skip
    assert aida.post("/kk/claims/document/account/", {**form, "again": "other"}).status_code == 422
    kept = aida.post("/kk/claims/document/account/", form, follow=True)
    assert kept.status_code == 200
    assert record.number or Credential.objects.get(
        holder__is_active=True, holder__email="aida@people.example"
    )
    assert "/kk/documents/" in kept.redirect_chain[-1][0]
    assert stranger.get(page).status_code == 404
    assert "алынды" in zhanar.get("/kk/claims/issued/").content.decode()


def _upload(client: Client, page: str, data: bytes) -> str:
    answer = client.post(page, {"file": SimpleUploadedFile("list.xlsx", data)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_long_list_is_written_in_parts_stopped_and_gone_on_with(
    published: Publish, person: Who, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tanym.apps.imports.awards.kind.issue_written", lambda source, at, rows: 0)
    version, zhanar, now = published(), person("zhanar"), timezone.localtime()
    count = 2 * PART + 3
    data = as_csv(version, people(version, count, on=YESTERDAY))
    batch = upload(actor=zhanar, at=now, kind=kind_of(version).name, data=data)
    batch = confirm(actor=zhanar, at=now, batch=batch, revision=batch.revision)
    assert (batch.state, Award.objects.count()) == ("writing", 0)  # a job begins after the act

    def stop_after_the_first(steps: int, of: int) -> None:
        if steps:
            raise Stopped

    with pytest.raises(Stopped):
        run({"batch": str(batch.public_id)}, stop_after_the_first)
    assert Award.objects.count() == PART
    Job.objects.update(state=Job.State.CANCELLED)
    batch.refresh_from_db()
    assert len(batch.rows) == count - PART
    again = confirm(actor=zhanar, at=now, batch=batch, revision=batch.revision)
    assert again.job != batch.job
    seen: list[int] = []
    run({"batch": str(batch.public_id)}, lambda steps, of: seen.append(steps))
    assert seen == [PART, 2 * PART, count]
    batch.refresh_from_db()
    assert (batch.state, batch.result, batch.rows) == ("written", {"awards": count, "claims": count}, [])
    assert Award.objects.values("source").distinct().count() == Claim.objects.count() == count


def test_a_right_that_ends_meanwhile_brings_the_rest_of_the_list_back(
    published: Publish, person: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tanym.apps.imports.awards.kind.issue_written", lambda source, at, rows: 0)
    version, zhanar, now = published(), person("zhanar"), timezone.localtime()
    data = as_csv(version, people(version, PART + 2, on=YESTERDAY))
    batch = upload(actor=zhanar, at=now, kind=kind_of(version).name, data=data)
    batch = confirm(actor=zhanar, at=now, batch=batch, revision=batch.revision)
    right = Entry.objects.get(organisation__code="kokzhar", register="providers")

    def suspended(steps: int, of: int) -> None:
        suspend(actor=None, at=now, entry=right, since=timezone.localdate(), reason={"en": "no assessors"})

    write(at=now, batch=batch, progress=suspended)
    batch.refresh_from_db()
    assert (batch.state, batch.clashed, len(batch.rows)) == ("faulty", True, 2)
    assert batch.faults[0]["code"] == "learning.not-entitled"
    assert Award.objects.count() == PART  # what is awarded stays awarded
    discard(actor=zhanar, at=now, batch=batch)
    assert Award.objects.count() == PART


def test_who_holds_the_micro_qualification_gets_it_no_second_time(published: Publish, person: Who) -> None:
    version, zhanar, now = published(), person("zhanar"), timezone.localtime()
    rows = people(version, 1, on=YESTERDAY)
    name, data = kind_of(version).name, as_csv(version, rows)
    batch = upload(actor=zhanar, at=now, kind=name, data=data)
    done = confirm(actor=zhanar, at=now, batch=batch, revision=1)
    assert done.state == "written"
    second = upload(actor=zhanar, at=now, kind=name, data=data)
    assert [one["code"] for one in second.faults] == ["awards.awarded-already"]
    Claim.objects.update(phone="+77010000000")
    rows[0] |= {"email": "", "phone": "8 701 000 00 00"}
    by_phone = upload(actor=zhanar, at=now, kind=name, data=as_csv(version, rows))
    assert [one["code"] for one in by_phone.faults] == ["awards.awarded-already"]
    rows[0]["email"] = "another@people.example"
    rows[0]["phone"] = ""
    third = upload(actor=zhanar, at=now, kind=name, data=as_csv(version, rows))
    assert [(one["code"], one["warns"]) for one in third.faults] == [("awards.awarded-to-namesake", True)]


def test_a_thousand_rows_are_looked_through(published: Publish, person: Who) -> None:
    version, zhanar = published(), person("zhanar")
    data = as_workbook(version, people(version, 1000, on=YESTERDAY), "ru")
    batch = upload(actor=zhanar, at=timezone.localtime(), kind=kind_of(version).name, data=data)
    assert (batch.state, batch.count, batch.faults) == ("ready", 1000, [])


def test_every_part_is_issued_by_itself_and_what_failed_once_more_at_the_end(
    published: Publish, person: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued: list[int] = []

    def without_the_first(source: str, at: datetime, rows: Sequence[int] | None) -> None:
        issued.append(issue_written(source, at, rows and rows[1:]))  # one document of the part is lost

    monkeypatch.setattr("tanym.apps.imports.awards.kind.issue_written", without_the_first)
    version, zhanar, now = published(), person("zhanar"), timezone.localtime()
    data = as_csv(version, people(version, PART + 2, on=YESTERDAY))
    batch = upload(actor=zhanar, at=now, kind=kind_of(version).name, data=data)
    batch = confirm(actor=zhanar, at=now, batch=batch, revision=batch.revision)
    write(at=now, batch=batch)
    assert issued == [PART - 1, 3]
    assert not Award.objects.filter(issued=False).exists()


def test_a_part_is_asked_only_about_holders_who_share_its_accounts_or_addresses(
    published: Publish, person: Who
) -> None:
    version, zhanar, now = published(), person("zhanar"), timezone.localtime()
    rows = people(version, 2, on=YESTERDAY)
    kind = kind_of(version)
    batch = upload(actor=zhanar, at=now, kind=kind.name, data=as_csv(version, rows[:1]))
    confirm(actor=zhanar, at=now, batch=batch, revision=1)
    rows[0]["email"] = rows[0]["email"].upper()
    again = Row(2, rows[0], rows[0])
    namesake = Row(3, {}, rows[0] | {"email": "another@people.example"})
    asked = Asked(version, timezone.localdate())
    assert [(one.row, one.code) for one in awarded_before([again, namesake], asked)] == [
        (2, "awards.awarded-already")
    ]
    assert [one.row for one in namesakes([again, namesake], asked)] == [3]


def test_the_page_says_how_many_rows_this_list_takes(published: Publish, as_: As) -> None:
    version = published()
    page = as_("zhanar").get(f"/en/imports/{kind_of(version).name}/").content.decode()
    assert "up to 5 MB and 5,000 rows" in page
    assert "20,000 rows" in as_("arman").get("/en/imports/institutions/").content.decode()
