"""Erased is gone, from the tables and from the disk; what a decision or a register rests on stays; terms are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tanym.apps.accounts.holdings import Holding, Lapsing, holdings
from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.files.contents import path_of
from tanym.apps.files.models import StoredFile
from tanym.apps.files.receiving import receive
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.models import Item
from tanym.apps.privacy.actions.close_account import close_account
from tanym.apps.privacy.actions.erase import erase
from tanym.apps.privacy.actions.keep_terms import keep_terms
from tanym.apps.privacy.permissions import TABLE
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.kernel.errors import NotPermitted, Refused
from tests.apps.portfolio.conftest import SAMPLE
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7\n% dashboard of a warehouse\n%%EOF\n"


def _rooms() -> list[str]:
    return [one.room for one in holdings()]


def _kept(walk: Walk) -> Item:
    upload = SimpleUploadedFile("dashboard.pdf", PAPER)
    return keep(actor=walk.who("aigul"), at=walk.at, given=SAMPLE, received=receive(upload))


def test_erased_is_gone_from_table_and_disk(
    walk: Walk, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    item = _kept(walk)
    assert item.file is not None
    place = path_of(item.file.digest)
    assert default_storage.exists(place)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        done = erase(actor=walk.who("aigul"), at=walk.at, rooms=_rooms())
    assert done["portfolio"].gone == 1
    assert not Item.objects.filter(owner=walk.who("aigul")).exists()
    assert not StoredFile.objects.filter(owner=walk.who("aigul")).exists()
    assert not default_storage.exists(place)
    assert not RecognitionCase.objects.filter(claimant=walk.who("aigul")).exists()  # it was a draft
    act = Act.objects.get(action="privacy.erase")
    assert "Dashboard" not in str(act.details)


def test_what_a_case_relies_on_stays_and_is_counted(walk: Walk) -> None:
    walk.submitted()
    done = erase(actor=walk.who("aigul"), at=walk.at, rooms=_rooms())
    assert done["portfolio"].kept == 1
    assert done["recognition"].kept == 1
    assert walk.renew().application
    assert Item.objects.filter(owner=walk.who("aigul")).count() == 1


def test_only_what_was_chosen_goes(walk: Walk, as_: Callable[..., Client]) -> None:
    _kept(walk)
    browser = as_("aigul")
    assert browser.post("/en/my-data/erase/", {}).status_code == 422
    assert browser.post("/en/my-data/erase/", {"rooms": ["audit"]}).status_code == 422
    assert (
        "drafts, and cases that ended without a decision: 1"
        in browser.get("/en/my-data/erase/").content.decode()
    )
    assert browser.post("/en/my-data/erase/", {"rooms": ["portfolio"]}).status_code == 302
    assert not Item.objects.filter(owner=walk.who("aigul")).exists()
    assert RecognitionCase.objects.filter(pk=walk.case.pk).exists()


def test_an_account_closes_when_nothing_runs_and_nobody_signs_in_by_it_again(
    walk: Walk, as_: Callable[..., Client]
) -> None:
    walk.submitted()
    with pytest.raises(Refused, match=r"privacy\.cases-open"):
        close_account(actor=walk.who("aigul"), at=walk.at)
    with pytest.raises(Refused, match=r"privacy\.in-office"):
        close_account(actor=walk.who("saule"), at=walk.at)
    walk.case.ended_on = walk.at.date()
    walk.case.save(update_fields=["ended_on"])
    aigul, browser = walk.who("aigul"), as_("aigul")
    before = Person.objects.get(pk=aigul.pk)
    close_account(actor=aigul, at=walk.at)
    row = Person.objects.get(pk=aigul.pk)
    assert not row.is_active
    assert not row.email
    assert row.birth_date is None
    said = f"{row.username} {row.name_kk} {row.name_ru} {row.name_passport}".casefold()
    assert not [name for name in before.name_passport.casefold().split() if name in said]
    assert before.username not in row.username
    assert browser.get("/en/my-data/").status_code == 302
    assert Client().login(username=row.username, password="") is False
    call_command("journal", "verify", stdout=StringIO())  # exits where an act does not fit the chain


def test_terms_are_kept_as_the_packs_say(walk: Walk) -> None:
    walk.to("decided")
    case = walk.renew()
    case.ended_on = walk.at.date()
    case.save(update_fields=["ended_on"])
    digest = case.decisions.get().minutes_digest
    early = keep_terms(at=walk.at + timedelta(days=4 * 365), erase=True)
    assert [one.subject for one in early.over] == []
    assert early.not_yet == 1
    late = walk.at + timedelta(days=5 * 365 + 9)  # five years, as the university says
    listed = keep_terms(at=late, erase=False)
    assert [one.term for one in listed.over] == ["keep.cases"]
    assert EvidenceItem.objects.filter(case=case).exclude(title="—").exists()
    assert len(keep_terms(at=late, erase=True).over) == 1
    case = walk.renew()
    assert case.erased_on == late.date()
    assert not case.application
    assert not EvidenceItem.objects.filter(case=case).exclude(text="").exists()
    assert not Letter.objects.filter(about=f"recognition.case:{case.public_id}").exists()
    assert case.decisions.get().minutes_digest == digest
    assert case.decisions.get().award is not None
    act = Act.objects.get(action="privacy.keep_terms")
    assert act.details == {"term": "keep.cases", "length": "5 year", "rows": act.details["rows"]}
    assert keep_terms(at=late, erase=True).over == []
    call_command("journal", "verify", stdout=StringIO())  # exits where an act does not fit the chain


def test_the_command_says_first_and_erases_only_when_told(walk: Walk) -> None:
    RecognitionCase.objects.filter(pk=walk.case.pk).update(opened_at=walk.at - timedelta(days=400))
    said = StringIO()
    call_command("retention", stdout=said)
    assert f"recognition.case:{walk.case.public_id}" in said.getvalue()
    assert RecognitionCase.objects.filter(pk=walk.case.pk).exists()
    call_command("retention", "--erase", stdout=said)
    assert not RecognitionCase.objects.filter(pk=walk.case.pk).exists()


def test_where_no_pack_says_how_long_nothing_is_erased(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    lapsing = Lapsing("x.y:1", "kokzhar", "keep.cases", walk.at.date(), lambda at: pytest.fail("erased"))
    monkeypatch.setattr(
        "tanym.apps.privacy.actions.keep_terms.holdings", lambda: (Holding("x", lapses=lambda: [lapsing]),)
    )
    assert keep_terms(at=walk.at + timedelta(days=9999), erase=True).no_term == 1


def test_nobody_erases_for_somebody_else(walk: Walk) -> None:
    for action in ("erase", "export", "take_back", "close_account"):
        with pytest.raises(NotPermitted):
            permit(TABLE, action, walk.who("samal"), walk.at.date(), owner=walk.who("aigul"))
