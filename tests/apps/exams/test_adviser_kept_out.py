"""Whoever guided a candidate does not examine them (AS-02)."""

from __future__ import annotations

import pytest

from tanym.apps.exams.actions.admit import admit
from tanym.apps.validation.models import Guidance
from tanym.core.kernel.errors import NotPermitted
from tests.apps.exams.conftest import Exam

pytestmark = pytest.mark.django_db


def test_who_guided_the_candidate_is_not_named_examiner(exam: Exam) -> None:
    exam.submitted()
    Guidance.objects.create(
        person=exam.find("samal"), adviser=exam.find("aizhan"), organisation=exam.case.organisation,
        asked_at=exam.at,
    )  # fmt: skip
    found = {"assessor": exam.find("aizhan"), "service": "none", "of_age": True, "admits": ["non-formal"]}
    with pytest.raises(NotPermitted, match=r"recognition\.adviser-assesses"):
        admit(**exam.by("madina", **found))
    exam.case.refresh_from_db()
    assert (exam.case.stage, exam.case.assessor) == ("admission", None)
