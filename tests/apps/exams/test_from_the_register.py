"""What the platform of the state decided alone is taken in from its file; it contradicts nothing here silently."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tanym.apps.accounts.actions.confirm_number import confirm_number
from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.exams.actions.make_transfer import make_transfer
from tanym.apps.exams.models import PlatformEntry
from tanym.apps.exams.platform import written
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.models import Batch
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.portfolio.actions.claim_documents import claim_documents
from tanym.apps.portfolio.actions.end_document import end_document
from tanym.apps.portfolio.actions.remove import remove
from tanym.apps.portfolio.models import Item, RegisterDocument
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.errors import NotPermitted, Refused
from tests.apps.exams.conftest import PROFESSION, Exam

pytestmark = pytest.mark.django_db
IIN, OTHER = "791028302728", "850315400124"
LINE = {
    "act": "issued",
    "candidate_kk": "Сәмал Әбенова",
    "candidate_passport": "ABENOVA SAMAL",
    "profession_code": PROFESSION,
    "scope": "skill",
    "skills_kk": "Мата пішу",
    "skills_ru": "Раскрой ткани",
    "decided_on": "2026-10-01",
    "issued_on": "2026-10-05",
    "valid_until": "2029-10-05",
    "centre": "Қарағанды тану орталығы",
    "platform_number": "NQS-77",
    "iin": IIN,
}


def told(exam: Exam, *lines: dict[str, str], who: str = "madina") -> Batch:
    """The file of the platform as somebody uploads it."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for line in lines for name in line))
    sheet = csv.DictWriter(out, names, delimiter=";")
    sheet.writeheader()
    sheet.writerows(lines)
    return upload(
        actor=exam.find(who), at=exam.at, kind="exam-results", data=out.getvalue().encode("utf-8-sig")
    )


def brought_in(exam: Exam, *lines: dict[str, str]) -> Batch:
    batch = told(exam, *lines)
    assert wrong(batch) == [], batch.faults
    return confirm(actor=exam.find("madina"), at=exam.at, batch=batch, revision=batch.revision)


def wrong(batch: Batch) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["code"]) for one in batch.faults if not one["warns"]]


def worth_a_look(batch: Batch) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["code"]) for one in batch.faults if one["warns"]]


def numbered(exam: Exam, who: str, number: str = IIN, *, proved: bool = True) -> Person:
    person = exam.find(who)
    Person.objects.filter(pk=person.pk).update(birth_date=None)
    person.refresh_from_db()
    give_number(actor=person, at=exam.at, typed=number)
    if proved:
        confirm_number(at=exam.at, person=person, by="national-signature")
    return person


def test_what_was_decided_on_the_platform_alone_is_in_the_portfolio_of_whoever_proved_the_number(
    exam: Exam,
) -> None:
    samal = numbered(exam, "samal")
    batch = brought_in(exam, LINE)
    assert batch.result["exams.list.documents"] == 1
    held = RegisterDocument.objects.get()
    assert (held.person, held.mark, held.proved) == (samal, "", True)
    assert (held.number, held.kind, held.code) == ("NQS-77", "skill", PROFESSION)
    assert (held.digest, held.source) == (batch.digest, f"imports.batch:{batch.public_id}")
    item = Item.objects.get(owner=samal)
    assert (item.register, item.kind, item.provider) == (held, "certificate", LINE["centre"])
    assert (item.dated, item.file) == (date(2026, 10, 5), None)
    assert "NQS-77" in item.text
    assert held.digest[:16] in item.text
    assert Letter.objects.filter(to=samal, about=held.subject).count() == 1
    assert not Award.objects.exists()  # nothing was conferred here


def test_a_number_of_a_person_stands_nowhere_in_words(exam: Exam, browser: Any) -> None:
    numbered(exam, "samal")
    batch = told(exam, LINE, LINE | {"platform_number": "NQS-78", "iin": "791028302729"})
    page = browser("madina").get(reverse("imports:batch", args=[batch.public_id])).content.decode()
    faults = browser("madina").get(reverse("imports:faults", args=[batch.public_id])).content.decode()
    everything = f"{json.dumps(batch.rows)}{page}{faults}{list(Act.objects.values_list('details'))}"
    assert IIN not in everything
    assert "791028302729" not in everything
    assert "2728" in page
    assert RegisterDocument.objects.count() == 0
    brought_in(exam, LINE)
    assert IIN not in f"{RegisterDocument.objects.values()}{Item.objects.values()}{Letter.objects.values()}"


def test_whoever_brings_it_in_does_not_learn_who_has_an_account(exam: Exam) -> None:
    unknown = told(exam, LINE)
    numbered(exam, "samal")
    known = told(exam, LINE)
    assert unknown.faults == known.faults == []


def test_a_document_waits_for_whoever_proves_the_number(exam: Exam) -> None:
    brought_in(exam, LINE)
    held = RegisterDocument.objects.get()
    assert held.person is None
    assert held.mark not in ("", IIN)
    samal = exam.find("samal")
    with pytest.raises(Refused, match=r"register-document\.no-number"):
        claim_documents(actor=samal, at=exam.at)
    numbered(exam, "aigul", OTHER)
    with pytest.raises(Refused, match=r"register-document\.not-found"):
        claim_documents(actor=exam.find("aigul"), at=exam.at, number="NQS-77")
    numbered(exam, "samal")
    assert claim_documents(actor=samal, at=exam.at) == 1
    held.refresh_from_db()
    assert (held.person, held.mark, held.proved) == (samal, "", True)
    assert claim_documents(actor=samal, at=exam.at) == 0
    assert Item.objects.get(owner=samal).register == held


def test_a_number_that_is_only_typed_finds_what_its_owner_can_name_and_says_so(exam: Exam) -> None:
    brought_in(exam, LINE, LINE | {"platform_number": "NQS-78", "scope": "qualification"})
    samal = numbered(exam, "samal", proved=False)
    for guess in ("", "NQS-7"):
        with pytest.raises(Refused, match=r"register-document\.not-found"):
            claim_documents(actor=samal, at=exam.at, number=guess)
    assert claim_documents(actor=samal, at=exam.at, number=" NQS-77 ") == 1
    assert "ИИН" in Item.objects.get(owner=samal).text
    assert not RegisterDocument.objects.get(number="NQS-77").proved
    for _each in range(10):
        with pytest.raises(Refused):
            claim_documents(actor=samal, at=exam.at, number="NQS-79")
    with pytest.raises(Refused, match=r"register-document\.too-often"):
        claim_documents(actor=samal, at=exam.at, number="NQS-78")


def test_what_somebody_got_by_typing_a_number_goes_over_to_whoever_proves_it(exam: Exam) -> None:
    brought_in(exam, LINE)
    aigul = numbered(exam, "aigul", proved=False)
    claim_documents(actor=aigul, at=exam.at, number="NQS-77")
    remove(actor=aigul, at=exam.at, item=Item.objects.get(owner=aigul, register__isnull=False))
    assert claim_documents(actor=aigul, at=exam.at, number="NQS-77") == 0, "it is theirs, and comes back"
    samal = numbered(exam, "samal")
    assert claim_documents(actor=samal, at=exam.at) == 1
    assert not Item.objects.filter(owner=aigul, register__isnull=False).exists()
    assert "ИИН" not in Item.objects.get(owner=samal, register__isnull=False).text
    held = RegisterDocument.objects.get()
    assert (held.person, held.proved, held.mark) == (samal, True, "")


def test_who_proves_the_number_later_is_no_longer_said_to_have_typed_it(exam: Exam) -> None:
    brought_in(exam, LINE)
    samal = numbered(exam, "samal", proved=False)
    claim_documents(actor=samal, at=exam.at, number="NQS-77")
    confirm_number(at=exam.at, person=samal, by="national-signature")
    assert claim_documents(actor=samal, at=exam.at) == 0
    assert "ИИН" not in Item.objects.get(owner=samal, register__isnull=False).text


def test_another_centre_ends_nothing_that_one_centre_brought_in(exam: Exam) -> None:
    brought_in(exam, LINE)
    other = Organisation.objects.create(code="other-centre", type="recognition-centre", names={"en": "O"})
    RegisterDocument.objects.update(brought_for=other)
    annulment = {"act": "annulled", "platform_number": "NQS-77", "issued_on": "2026-11-01"}
    assert wrong(told(exam, annulment)) == [(2, "platform_number", "exams.list.of-another-centre")]
    madina, centre = exam.find("madina"), organisation("oner-centre")
    given = {"number": "NQS-77", "on": date(2026, 11, 1), "source": "imports.batch:9", "digest": "ab" * 32}
    with pytest.raises(NotPermitted):
        end_document(actor=madina, at=exam.at, organisation=centre, **given)
    assert RegisterDocument.objects.get().annulled_on is None


def test_two_accounts_with_one_number_get_nothing_before_one_of_them_asks(exam: Exam) -> None:
    numbered(exam, "samal")
    numbered(exam, "aigul")
    brought_in(exam, LINE)
    assert RegisterDocument.objects.get().person is None
    assert claim_documents(actor=exam.find("aigul"), at=exam.at) == 1
    with pytest.raises(Refused, match=r"register-document\.not-found"):
        claim_documents(actor=exam.find("samal"), at=exam.at)


def test_every_cell_of_a_bad_file_says_what_is_wrong(exam: Exam) -> None:
    tomorrow = "2031-01-01"
    batch = told(
        exam,
        LINE,
        LINE,
        LINE | {"platform_number": "N-4", "iin": "791028302729"},
        LINE | {"platform_number": "N-5", "profession_code": "NO-SUCH-1"},
        LINE | {"platform_number": "N-6", "issued_on": "", "centre": "", "iin": ""},
        LINE | {"platform_number": "N-7", "candidate_passport": "SOMEBODY ELSE", "candidate_kk": ""},
        LINE | {"platform_number": "N-8", "skills_kk": "", "skills_ru": ""},
        LINE | {"platform_number": "N-9", "issued_on": tomorrow},
        LINE | {"platform_number": "N-10", "decided_on": "2026-10-07"},
        LINE | {"platform_number": ""},
        LINE | {"platform_number": "N-12", "scope": "diploma"},
    )
    assert {
        (3, "platform_number", "cell.twice"),
        (4, "iin", "number.check-digit"),
        (5, "profession_code", "exams.list.no-such-profession"),
        (6, "issued_on", "cell.empty"),
        (6, "centre", "cell.empty"),
        (6, "iin", "cell.empty"),
        (7, "candidate_passport", "exams.list.two-names"),
        (8, "skills_kk", "cell.empty"),
        (9, "issued_on", "exams.list.later-than-today"),
        (10, "issued_on", "exams.list.days-out-of-order"),
        (11, "platform_number", "cell.empty"),
        (12, "scope", "cell.choice"),
    } <= set(wrong(batch))
    with pytest.raises(Refused, match=r"imports\.faulty"):
        confirm(actor=exam.find("madina"), at=exam.at, batch=batch, revision=1)
    assert not RegisterDocument.objects.exists()


def test_the_same_file_twice_changes_nothing(exam: Exam) -> None:
    numbered(exam, "samal")
    one, other = told(exam, LINE), told(exam, LINE)  # both are ready before either is written
    madina = exam.find("madina")
    confirm(actor=madina, at=exam.at, batch=one, revision=1)
    done = confirm(actor=madina, at=exam.at, batch=other, revision=1)
    assert (done.state, done.result["exams.list.documents"]) == ("written", 0)
    assert RegisterDocument.objects.count() == Item.objects.count() == 1
    assert worth_a_look(told(exam, LINE)) == [(2, "platform_number", "exams.list.known-already")]


def test_a_file_that_says_otherwise_overwrites_nothing(exam: Exam) -> None:
    otherwise = LINE | {"valid_until": "2031-10-05", "iin": OTHER}
    late = told(exam, otherwise)  # ready, and then another file is quicker
    brought_in(exam, LINE)
    assert set(wrong(told(exam, otherwise))) == {
        (2, "valid_until", "exams.list.otherwise-before"),
        (2, "iin", "exams.list.otherwise-before"),
    }
    back = confirm(actor=exam.find("madina"), at=exam.at, batch=late, revision=1)
    assert (back.state, back.clashed) == ("faulty", True)
    assert RegisterDocument.objects.get().valid_until == date(2029, 10, 5)


def test_an_annulment_of_the_register_ends_what_was_taken_in(exam: Exam) -> None:
    samal = numbered(exam, "samal")
    brought_in(exam, LINE)
    gone = {"act": "annulled", "platform_number": "NQS-77", "issued_on": "2026-11-01"}
    assert brought_in(exam, gone).result["exams.list.annulments"] == 1
    held = RegisterDocument.objects.get()
    assert held.annulled_on == date(2026, 11, 1)
    assert Letter.objects.filter(to=samal, about=held.subject).count() == 2
    assert worth_a_look(told(exam, LINE)) == [(2, "platform_number", "exams.list.annulled-already")]
    assert brought_in(exam, gone).result["exams.list.annulments"] == 0


def test_an_older_file_does_not_bring_back_what_was_annulled(exam: Exam) -> None:
    numbered(exam, "samal")
    brought_in(exam, {"act": "annulled", "platform_number": "NQS-77", "issued_on": "2026-11-01"})
    assert brought_in(exam, LINE).result["exams.list.documents"] == 0
    held = RegisterDocument.objects.get()
    assert (held.person, held.mark, held.names, held.annulled_on) == (None, "", {}, date(2026, 11, 1))


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_our_file_comes_back_with_numbers_added_and_nothing_typed(exam: Exam, form: str) -> None:
    exam.passed().issued()
    numbered(exam, "samal", proved=False)
    madina = exam.find("madina")
    transfer = make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation)
    transfer.rows[0]["platform_number"] = "NQS-1"
    document = transfer.rows[0]["document"]
    data = written(transfer, form, {document: IIN})
    batch = upload(actor=madina, at=exam.at, kind="exam-results", data=data)
    assert batch.faults == []
    confirm(actor=madina, at=exam.at, batch=batch, revision=1)
    assert PlatformEntry.objects.get().number == "NQS-1"
    assert not RegisterDocument.objects.exists()


def test_our_file_with_an_annulment_comes_back(exam: Exam) -> None:
    exam.passed().issued()
    madina, award = exam.find("madina"), Award.objects.get(kind="qualification")
    annul(actor=madina, at=exam.at, award=award, reason="confirmed complaint")
    transfer = make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation)
    assert [one["act"] for one in transfer.rows] == ["issued", "annulled"]
    transfer.rows[0]["platform_number"] = "NQS-1"
    batch = upload(actor=madina, at=exam.at, kind="exam-results", data=written(transfer, "csv"))
    assert wrong(batch) == []
    done = confirm(actor=madina, at=exam.at, batch=batch, revision=1)
    assert (done.result["exams.list.numbers"], done.result["exams.list.annulments-here"]) == (1, 1)
    assert PlatformEntry.objects.get(what="annulled").entered_on is not None


def line_of(exam: Exam) -> dict[str, str]:
    """What the platform itself says of the document that was issued here: it knows no number of ours."""
    transfer = make_transfer(actor=exam.find("madina"), at=exam.at, centre=exam.case.organisation)
    (line,) = transfer.rows
    return {**line, "document": "", "platform_number": "NQS-1", "iin": IIN}


def test_a_line_without_our_number_fills_the_one_case_that_it_fits(exam: Exam) -> None:
    exam.passed().issued()
    numbered(exam, "samal", proved=False)
    assert brought_in(exam, line_of(exam)).result["exams.list.numbers"] == 1
    assert PlatformEntry.objects.get().number == "NQS-1"
    assert not RegisterDocument.objects.exists()


def test_a_line_that_contradicts_a_decision_here_is_shown_and_overwrites_nothing(exam: Exam) -> None:
    exam.passed().issued()
    numbered(exam, "samal", proved=False)
    line = line_of(exam)
    number = Award.objects.get(kind="qualification").number
    named = told(
        exam, line | {"document": number, "scope": "skill", "decided_on": "2026-01-01", "iin": OTHER}
    )
    assert wrong(named) == [
        (2, "decided_on", "exams.list.otherwise-here"),
        (2, "iin", "exams.list.other-person"),
        (2, "scope", "exams.list.otherwise-here"),
    ]
    fitting = told(exam, line | {"decided_on": "2026-01-01"})
    assert wrong(fitting) == [(2, "decided_on", "exams.list.otherwise-here")]
    assert PlatformEntry.objects.get().number == ""


def test_what_the_register_annulled_and_nobody_here_is_put_before_the_centre(
    exam: Exam, browser: Any
) -> None:
    exam.passed().issued()
    award = Award.objects.get(kind="qualification")
    line = {"act": "annulled", "document": award.number, "platform_number": "NQS-1"}
    batch = told(exam, line | {"issued_on": "2026-11-02"})
    assert worth_a_look(batch) == [(2, "act", "exams.list.in-force-here")]
    madina = exam.find("madina")
    confirm(actor=madina, at=exam.at, batch=batch, revision=1)
    award.refresh_from_db()
    assert award.annulled_on is None
    assert PlatformEntry.objects.get().annulled_there_on == date(2026, 11, 2)
    page = browser("madina").get(reverse("exams:centre", args=["oner-centre"]))
    assert list(page.context["annulled_there"]) == [PlatformEntry.objects.get()]
    annul(actor=madina, at=exam.at, award=award, reason="the register is right")
    page = browser("madina").get(reverse("exams:centre", args=["oner-centre"]))
    assert list(page.context["annulled_there"]) == []


def test_only_the_desk_of_a_centre_brings_the_file_in_and_nobody_but_its_owner_claims_a_document(
    exam: Exam, browser: Any
) -> None:
    for who in ("aizhan", "samal"):
        with pytest.raises(NotPermitted):
            told(exam, LINE, who=who)
        assert browser(who).get(reverse("imports:upload", args=["exam-results"])).status_code == 403
    brought_in(exam, LINE)
    numbered(exam, "samal")
    address = reverse("portfolio:claim")
    assert browser("samal").get(address).status_code == 405
    assert browser("aigul").post(address, {"number": "NQS-77"}).status_code == 409
    assert browser("samal").post(address).status_code == 302
    page = browser("samal").get(reverse("portfolio:mine"))
    assert [one.number for one in page.context["documents"]] == ["NQS-77"]
