"""A credential to act upon: Aigul completed what Kokzhar awards, and the document was issued."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import holder
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.models import Credential
from tanym.apps.learning.conclusions import achievement_address, surroundings
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award, MicroQualification, Version
from tanym.core.credentials.completion import Found, completed
from tanym.core.credentials.record import Grade
from tanym.core.credentials.record_document import to_json
from tanym.core.kernel.canonical import digest
from tanym.core.qualifications.design import document, parse
from tests.places import ROOT

SAMPLE = ROOT / "src/tanym/apps/site/sample/micro-qualifications/data-analysis-decisions.toml"


@pytest.fixture
def award(person: Callable[[str], Person], at: datetime) -> Award:
    """Aigul's award of "Data analysis for decisions", conferred by Kokzhar's registrar."""
    design = parse(tomllib.loads(SAMPLE.read_text(encoding="utf-8")))
    dana, zhanar, aigul = person("dana"), person("zhanar"), person("aigul")
    version = Version.objects.create(
        micro_qualification=MicroQualification.objects.create(
            code="data-analysis", owner=organisation("kokzhar"), created_by=dana, created_at=at
        ),
        content=document(design),
        digest=digest(document(design)),
        stage="approved",
        titles=dict(design.titles),
        awarding_body=design.bodies.awarding or "",
        sector=design.sector or "",
        edited_by=dana,
        edited_at=at,
        published_on=date(2026, 6, 1),
    )
    results = {
        (one.id, cell.outcome): Found(82, "supervised-with-id", at.date())
        for one in design.assessments
        for cell in one.covers
    }
    record = completed(
        design,
        results,
        holder=holder(aigul),
        grade=Grade(82, "B", "3.0"),
        around=surroundings(design),
        version="1",
        achievement_id=achievement_address(version),
        awarded_at=at,
    )
    return confer(
        actor=zhanar,
        at=at,
        person=aigul,
        awarding_body=organisation("kokzhar"),
        source="learning.enrolment:test",
        record=to_json(record),
        version=version,
    )


@pytest.fixture
def issued(award: Award, at: datetime) -> Credential:
    """The credential of that award."""
    return issue(actor=None, at=at, award=award)
