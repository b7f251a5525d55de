"""What goes to the platform of the state goes once, in one file; what comes from it is not typed again."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tanym.adapters.spreadsheets import read_table
from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.audit.models import Act
from tanym.apps.exams.actions.make_transfer import make_transfer
from tanym.apps.exams.actions.mark_uploaded import mark_uploaded
from tanym.apps.exams.actions.take_numbers import take_numbers
from tanym.apps.exams.lists import KINDS
from tanym.apps.exams.models import Examination, Offer, PlatformEntry
from tanym.apps.exams.platform import COLUMNS, written
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.kernel.lists import Fault, Row, read_rows
from tests.apps.exams.conftest import Exam

pytestmark = pytest.mark.django_db
(KIND,) = KINDS
NUMBER = "791028302728"


def rows_of(*told: dict[str, str]) -> tuple[tuple[Row, ...], list[Fault]]:
    """The rows of a list with everything that is wrong in it."""
    rows, faults = read_rows(KIND, list(enumerate(told, 2)))
    return rows, [*faults, *KIND.check(rows, date(2026, 11, 21))]


def codes(faults: list[Fault]) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.code) for one in faults]


def test_a_document_stands_in_one_file_once(exam: Exam) -> None:
    exam.passed().issued()
    centre, madina = exam.case.organisation, exam.find("madina")
    transfer = make_transfer(actor=madina, at=exam.at, centre=centre)
    (line,) = csv.DictReader(io.StringIO(written(transfer, "csv").decode("utf-8-sig")), delimiter=";")
    assert tuple(line) == COLUMNS
    assert (line["act"], line["scope"], line["profession_code"]) == ("issued", "qualification", "ILL-7534-0")
    assert json.loads(written(transfer, "json")) == transfer.rows
    assert read_table(written(transfer, "xlsx")).rows[0][1] == COLUMNS
    with pytest.raises(Refused, match=r"exams\.nothing-to-transfer"):
        make_transfer(actor=madina, at=exam.at, centre=centre)


def test_no_number_of_a_person_stands_in_the_file(exam: Exam) -> None:
    exam.passed().issued()
    transfer = make_transfer(actor=exam.find("madina"), at=exam.at, centre=exam.case.organisation)
    assert not {"iin", "birth_date"} & set(COLUMNS)
    assert str(exam.case.claimant.birth_date) not in written(transfer, "json").decode()


def test_with_the_numbers_the_file_is_made_for_whoever_fetches_it_and_kept_nowhere(exam: Exam, as_) -> None:
    exam.passed().issued()
    candidate, madina = exam.case.claimant, exam.find("madina")
    candidate.birth_date = None
    candidate.save()
    give_number(actor=candidate, at=exam.at, typed=NUMBER)
    transfer = make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation)
    address = reverse("exams:transfer-numbers", args=[transfer.centre.code, transfer.public_id])
    answer = as_("madina").post(address, {"form": "csv"})
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert line["iin"] == NUMBER
    assert NUMBER not in f"{answer.headers}"
    assert answer["Cache-Control"] == "private, no-store"
    (act,) = Act.objects.filter(action="accounts.reveal_number")
    assert (act.subject, act.details["purpose"]) == (
        f"accounts.person:{candidate.public_id}",
        "platform-file",
    )
    transfer.refresh_from_db()
    assert NUMBER not in f"{transfer.rows}{list(Act.objects.values_list('details'))}"
    assert as_("aizhan").post(address, {"form": "csv"}).status_code in (403, 404)
    assert as_("madina").get(address).status_code == 405


def test_whose_number_nobody_gave_stands_in_the_file_without(exam: Exam) -> None:
    exam.passed().issued()
    madina = exam.find("madina")
    transfer = make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation)
    numbers = take_numbers(actor=madina, at=exam.at, transfer=transfer)
    assert json.loads(written(transfer, "json", numbers)) == [transfer.rows[0] | {"iin": ""}]
    with pytest.raises(NotPermitted):
        take_numbers(actor=exam.find("aizhan"), at=exam.at, transfer=transfer)
    mark_uploaded(actor=madina, at=exam.at, transfer=transfer, number="P-1")
    with pytest.raises(Refused, match=r"exams\.uploaded-already"):
        take_numbers(actor=madina, at=exam.at, transfer=transfer)


def test_an_annulled_document_is_a_line_of_the_next_file(exam: Exam) -> None:
    exam.passed().issued()
    madina = exam.find("madina")
    make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation)
    award = Award.objects.get(kind="qualification")
    annul(actor=madina, at=exam.at, award=award, reason="confirmed complaint")
    (line,) = make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation).rows
    assert (line["act"], line["document"]) == ("annulled", award.number)


def test_a_file_is_uploaded_once(exam: Exam) -> None:
    exam.passed().issued()
    madina = exam.find("madina")
    transfer = make_transfer(actor=madina, at=exam.at, centre=exam.case.organisation)
    with pytest.raises(InvalidValue, match=r"exams\.no-platform-number"):
        mark_uploaded(actor=madina, at=exam.at, transfer=transfer, number=" ")
    for _twice in range(2):
        marked = mark_uploaded(actor=madina, at=exam.at, transfer=transfer, number="NQS-7")
    assert marked.platform_number == "NQS-7"
    with pytest.raises(Refused, match=r"exams\.uploaded-already"):
        mark_uploaded(actor=madina, at=exam.at, transfer=transfer, number="NQS-8")


def test_the_theory_of_the_platform_is_not_typed_again(exam: Exam) -> None:
    exam.admitted()
    rows, faults = rows_of(
        {"case": exam.case.number, "theory_correct": "36", "theory_questions": "50"},
    )
    assert faults == []
    KIND.write(rows, actor=exam.find("madina"), at=exam.at, source="imports.batch:1")
    held = Examination.objects.get()
    assert (held.theory_correct, held.theory_questions, held.theory_source) == (36, 50, "imports.batch:1")
    exam.case.refresh_from_db()
    assert exam.case.stage == "theory"  # a person lets on, with the check of identity
    assert exam.theory(36, 50).case.stage == "practice"


def test_an_exam_that_is_rehearsed_is_no_exam_for_the_platform(exam: Exam) -> None:
    exam.admitted()
    told = {"case": exam.case.number, "theory_correct": "36", "theory_questions": "50"}
    assert rows_of(told)[1] == []
    RecognitionCase.objects.filter(pk=exam.case.pk).update(rehearsal=True, played_in=uuid4())
    assert rows_of(told)[1] != []


def test_a_list_holds_all_it_writes_before_its_first_line_in_the_journal(exam: Exam) -> None:
    exam.passed().issued()
    other = Exam(exam.find, exam.at, who="aigul")
    other.offer = Offer.objects.get  # type: ignore[method-assign]
    other.admitted()
    number = Award.objects.get(kind="qualification").number
    rows, faults = rows_of(
        {"case": other.case.number, "theory_correct": "36", "theory_questions": "50"},
        {"document": number, "platform_number": "NQS-2026-1", "entered_on": "2026-11-20"},
    )
    assert faults == []
    with CaptureQueriesContext(connection) as asked:
        KIND.write(rows, actor=exam.find("madina"), at=exam.at, source="imports.batch:1")
    reads = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
    first = next(at for at, one in enumerate(reads) if "audit_journalhead" in one)
    assert any('FROM "exams_platformentry"' in one for one in reads[:first])
    assert not any('FROM "exams_platformentry"' in one for one in reads[first:])


def test_the_number_of_the_register_comes_back_with_the_platform_s_list(exam: Exam) -> None:
    exam.passed().issued()
    number = Award.objects.get(kind="qualification").number
    told = {"document": number, "platform_number": "NQS-2026-1", "entered_on": "2026-11-20"}
    rows, faults = rows_of(told)
    assert faults == []
    KIND.write(rows, actor=exam.find("madina"), at=exam.at, source="imports.batch:1")
    entry = PlatformEntry.objects.get()
    assert (entry.number, entry.entered_on) == ("NQS-2026-1", date(2026, 11, 20))
    assert KIND.warn is not None
    assert codes(list(KIND.warn(rows, exam.at.date()))) == [
        (2, "platform_number", "exams.list.known-already")
    ]
    _rows, faults = rows_of({**told, "platform_number": "NQS-2026-2"})
    assert codes(faults) == [(2, "platform_number", "exams.list.other-number")]


def test_what_is_wrong_in_a_list_is_said_at_its_cell(exam: Exam) -> None:
    exam.admitted()
    case = exam.case.number
    _rows, faults = rows_of(
        {"case": case, "theory_correct": "51", "theory_questions": "50"},
        {"case": "2026-9999", "theory_correct": "5", "theory_questions": "50"},
        {"case": case, "theory_correct": "5"},
        {"document": "AAAA-AAAA-AA", "platform_number": "1"},
        {"platform_number": "2"},
        {"case": case, "theory_correct": "many", "theory_questions": "50"},
    )
    assert {(row, column) for row, column, _code in codes(faults)} >= {
        (2, "theory_correct"),
        (3, "case"),
        (4, "theory_questions"),
        (4, "case"),
        (5, "document"),
        (6, "document"),
        (7, "theory_correct"),
    }


def test_only_the_desk_of_a_centre_brings_the_list_in(exam: Exam) -> None:
    on = exam.at.date()
    assert KIND.may(exam.find("madina"), on)
    assert not KIND.may(exam.find("aizhan"), on)
    exam.admitted()
    rows, _faults = rows_of({"case": exam.case.number, "theory_correct": "36", "theory_questions": "50"})
    with pytest.raises(NotPermitted):
        KIND.write(rows, actor=exam.find("aizhan"), at=exam.at, source="imports.batch:1")
