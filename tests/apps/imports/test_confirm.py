"""A list is written once, whole or not at all; of two that clash one wins, and the other is told which cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.discard import discard
from tanym.apps.imports.actions.erase_old import erase_old
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.models import Batch
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.links import VALID_FOR
from tanym.apps.organisations.models import Invitation, Organisation
from tanym.core.kernel.errors import Refused
from tests.apps.imports.conftest import HEADINGS, as_csv, as_workbook, country
from tests.apps.test_at_once import at_once

Who = Callable[[str], Person]
As = Callable[[str], Client]


def ready(actor: Person, at: datetime, **cells: Any) -> Batch:
    batch = upload(actor=actor, at=at, kind="institutions", data=as_workbook(country()[:6], **cells))
    assert batch.faults == []
    return batch


@pytest.mark.django_db(transaction=True)
def test_a_double_confirm_writes_once(person: Who, at: datetime) -> None:
    arman = person("arman")
    batch = ready(arman, at)
    before = Organisation.objects.count()
    done = at_once(*[lambda: confirm(actor=arman, at=at, batch=batch, revision=1)] * 2)
    assert {one.state for one in done} == {"written"}
    assert Organisation.objects.count() == before + 3
    assert Invitation.objects.count() == 6
    assert Act.objects.filter(action="imports.write").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_lists_that_clash_one_is_written_and_the_other_told_at_which_cells(
    person: Who, at: datetime
) -> None:
    arman, dina = person("arman"), person("dina")
    first = ready(arman, at)
    second = ready(dina, at, A2="other-1", A3="other-1", A4="other-2", A5="other-2", F4="990090019999")
    one, two = at_once(
        lambda: confirm(actor=arman, at=at, batch=first, revision=1),
        lambda: confirm(actor=dina, at=at, batch=second, revision=1),
    )
    assert {one.state, two.state} == {"written", "faulty"}
    loser = one if one.state == "faulty" else two
    assert loser.clashed
    told = {(fault["row"], fault["column"], fault["code"]) for fault in loser.faults}
    assert (2, "bin", "organisation.legal-identity-taken") in told
    assert (6, "code", "institutions.known-already") in told
    codes = set(Organisation.objects.values_list("code", flat=True))
    assert ({"other-1", "other-2"} <= codes) != ({"place-1", "place-2"} <= codes), "whole, or nothing of it"


@pytest.mark.django_db
def test_who_founds_an_organisation_meanwhile_wins_and_the_list_says_where(
    person: Who, at: datetime, as_: As
) -> None:
    batch = ready(person("arman"), at)
    found(
        actor=person("damir"),
        at=at,
        type="training",
        names={"en": "Zhibek"},
        legal_scheme="kz-bin",
        legal_id="990090010002",
    )
    done = confirm(actor=person("arman"), at=at, batch=batch, revision=1)
    assert [(f["row"], f["column"]) for f in done.faults] == [(4, "bin")]
    page = as_("arman").get(f"/en/imports/lists/{batch.public_id}/").content.decode()
    assert "Somebody else was quicker" in page
    with pytest.raises(Refused, match=r"imports\.faulty"):
        confirm(actor=person("arman"), at=at, batch=batch, revision=done.revision)
    assert not Organisation.objects.filter(code__startswith="place-").exists()


@pytest.mark.django_db
def test_staff_is_added_to_an_institution_that_is_there_and_nobody_is_invited_twice(
    person: Who, at: datetime
) -> None:
    def staff() -> Batch:
        row = {**country()[1], "code": "sayram", "email": "new@sayram.example"}
        return upload(actor=person("arman"), at=at, kind="institutions", data=as_csv([row]))

    confirm(actor=person("arman"), at=at, batch=staff(), revision=1)
    assert Invitation.objects.get().organisation.code == "sayram"
    again = staff()
    assert [(f["row"], f["code"]) for f in again.faults] == [(2, "organisation.invited-already")]


@pytest.mark.django_db
def test_headings_that_nobody_knows_stand_twice_or_are_missing_are_named_at_their_cells(
    person: Who, at: datetime
) -> None:
    headings = ("name_en", "type", "name_kk", "name_kk", *HEADINGS[4:], "mother")
    data = as_workbook(country()[:2], headings, R3="?", Z3="lost")
    batch = upload(actor=person("arman"), at=at, kind="institutions", data=data)
    told = {(fault["row"], fault["column"], fault["code"]) for fault in batch.faults}
    assert {
        (1, "@3", "imports.heading-twice"),
        (1, "@4", "imports.heading-twice"),
        (1, "@16", "imports.heading-unknown"),
        (1, "", "imports.heading-missing"),
        (3, "@25", "imports.no-heading"),
    } <= told


@pytest.mark.django_db
def test_a_template_comes_back_with_its_example_named_and_a_page_says_why_a_file_is_none(as_: As) -> None:
    desk = as_("arman")
    for language in ("kk", "ru", "en"):
        for ending in ("xlsx", "csv"):
            template = desk.get(f"/{language}/imports/institutions/template.{ending}")
            assert template.status_code == 200
            file = SimpleUploadedFile(f"list.{ending}", template.content)
            sent = desk.post(f"/{language}/imports/institutions/", {"file": file})
            page = desk.get(sent.headers["Location"]).content.decode()
            told = [fault["code"] for fault in Batch.objects.first().faults]  # type: ignore[union-attr]
            assert told == ["imports.example-row"], (language, ending)
            assert "UNDEFINED-VARIABLE" not in page
    for content, said in (
        (b"", "no rows"),
        (b"code;name_kk\n", "headings and nothing else"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "old XLS"),
        (b"MZ\x90\0\x03", "cannot be read"),
    ):
        sent = desk.post("/en/imports/institutions/", {"file": SimpleUploadedFile("list.xlsx", content)})
        assert sent.status_code == 422
        assert said in sent.content.decode()
    assert desk.post("/en/imports/institutions/", {}).status_code == 422
    assert desk.get("/en/imports/nothing/").status_code == 404
    listed = desk.get("/en/imports/").content.decode()
    assert "to be mended" in listed
    assert "UNDEFINED-VARIABLE" not in desk.get("/en/imports/institutions/").content.decode()


@pytest.mark.django_db
def test_what_nobody_confirms_or_accepts_is_erased(person: Who, at: datetime) -> None:
    arman = person("arman")
    thrown, waiting = ready(arman, at), ready(arman, at)
    for _twice in range(2):
        discard(actor=arman, at=at, batch=thrown)
    written = ready(arman, at)
    confirm(actor=arman, at=at, batch=written, revision=1)
    with pytest.raises(Refused, match="under-way"):
        discard(actor=arman, at=at, batch=written)
    assert erase_old(at=at + timedelta(days=29)) == (0, 0, 0)
    assert erase_old(at=at + VALID_FOR + timedelta(days=91)) == (1, 6, 0)
    assert not Batch.objects.filter(pk=waiting.pk).exists()
    assert set(Invitation.objects.values_list("email", flat=True)) == {""}
