"""The complete case on paper of an exam: its result stands there, although no commission took it."""

from __future__ import annotations

import pytest

from tanym.adapters.dossier import dossier_pdf
from tanym.apps.accounts.queries import person
from tanym.apps.exams.paper import papers
from tanym.apps.recognition.case_papers.whole import whole
from tests.apps.exams.conftest import Exam


def test_an_exam_on_paper_has_its_result_without_any_commission(exam: Exam) -> None:
    case = exam.passed().case
    case.refresh_from_db()
    dossier = whole(case, person("madina"), exam.at, "https://tanym.example", "kk")
    titles = [one.title for one in dossier.sections]
    assert "Шешім" in titles
    assert not [one for one in titles if "хаттама" in one]
    assert dossier_pdf(dossier).startswith(b"%PDF")


def test_a_centre_issues_a_document_and_its_head_orders_nothing(exam: Exam) -> None:
    case = exam.passed().issued().case
    case.refresh_from_db()
    titles = [
        one.title for one in whole(case, person("madina"), exam.at, "https://tanym.example", "en").sections
    ]
    assert "Extract for the registrar" in titles
    assert "Order (draft)" not in titles


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_marks_of_an_exam_stand_in_a_part_of_its_own(exam: Exam, language: str) -> None:
    case = exam.passed().case
    case.refresh_from_db()
    (part,) = papers(case, person("madina"), language)
    held = case.examinations.get()
    said = repr(part)
    assert f"{held.theory_correct}" in said
    assert "exams." not in said
    assert all(one["text"][language] in said for one in held.personal)
    assert {type(one).__name__ for one in part.parts} >= {"Facts", "Table", "Heading"}
