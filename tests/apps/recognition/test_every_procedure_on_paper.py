"""The complete case on paper is there for each of the procedures, with what only that one has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tanym.adapters.dossier import Dossier, dossier_pdf
from tanym.apps.accounts.queries import person as find
from tanym.apps.recognition.case_papers.whole import whole
from tanym.apps.validation.models import Guidance, GuidanceNote
from tanym.apps.validation.paper import papers
from tests.apps.evaluation.conftest import begun
from tests.apps.recognition.test_case_on_paper import SITE, titles
from tests.apps.validation.conftest import Walk, start

pytestmark = pytest.mark.django_db
__all__ = ["start"]


def made(case: Any, reader: Any, at: datetime) -> Dossier:
    case.refresh_from_db()
    return whole(case, reader, at, SITE, "kk")


def test_a_validation_on_paper_has_its_minutes_and_its_decision(start: Callable[..., Walk], person) -> None:
    walk = start().to("decided", result="recognise-in-part", achieved=2)
    dossier = made(walk.case, person("saule"), walk.at)
    assert {"Шешім", "Бұйрық (жоба)"} <= {*titles(dossier)}
    assert dossier_pdf(dossier).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_validation_on_paper_has_its_phases_and_methods(start: Callable[..., Walk], language: str) -> None:
    walk = start().to("decided", result="recognise-in-part", achieved=2)
    walk.case.refresh_from_db()
    parts = papers(walk.case, find("saule"), language)
    assert len(parts) >= 2
    assert "validation." not in repr(parts)


def test_what_an_adviser_wrote_is_printed_for_the_person_alone(start: Callable[..., Walk]) -> None:
    walk = start().to("decided", result="recognise", achieved=4)
    case = walk.case
    guidance = Guidance.objects.create(
        person=case.claimant, organisation=case.organisation, adviser=find("laura"), asked_at=walk.at
    )
    GuidanceNote.objects.create(
        guidance=guidance, case=case, period="during", text="Bring the charts.", by=find("laura"), at=walk.at
    )
    assert "Bring the charts." in repr(papers(case, case.claimant, "en"))
    assert "Bring the charts." not in repr(papers(case, find("saule"), "en"))


def test_a_foreign_case_on_paper_has_its_minutes_and_its_decision(country, person) -> None:
    walk = begun(datetime.fromisoformat("2026-11-23T10:00:00+05:00")).to("decided")
    dossier = made(walk.renew(), person("ainash"), walk.at)
    assert {"Шешім", "Сұхбат", "Бағалаушының қорытындылары"} & {*titles(dossier)}
    assert "Бұйрық (жоба)" not in titles(dossier)  # a statement is given, no head orders anything
    assert dossier_pdf(dossier).startswith(b"%PDF")
