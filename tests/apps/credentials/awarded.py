"""What awards are made of: a published micro-qualification of Kokzhar, and the record of somebody who completed it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

from tanym.apps.accounts.queries import person
from tanym.apps.learning.conclusions import achievement_address, surroundings
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.apps.qualifications.queries import design_of
from tanym.core.credentials.completion import Found, completed
from tanym.core.credentials.record import AwardRecord, Grade, Holder
from tanym.core.kernel.canonical import digest
from tanym.core.qualifications.design import document, parse
from tests.places import ROOT

SAMPLE = ROOT / "src/tanym/apps/site/sample/micro-qualifications/data-analysis-decisions.toml"


def published(at: datetime) -> Version:
    """ "Data analysis for decisions" of Kokzhar, published on 1 June 2026."""
    design = parse(tomllib.loads(SAMPLE.read_text(encoding="utf-8")))
    dana = person("dana")
    return Version.objects.create(
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


def record_of_completion(version: Version, of: Holder, at: datetime, percent: int = 82) -> AwardRecord:
    """Every outcome was shown with that result, under supervision."""
    design = design_of(version)
    results = {
        (one.id, cell.outcome): Found(percent, "supervised-with-id", at.date())
        for one in design.assessments
        for cell in one.covers
    }
    return completed(
        design,
        results,
        holder=of,
        grade=Grade(percent, "B", "3.0"),
        around=surroundings(design),
        version="1",
        achievement_id=achievement_address(version),
        awarded_at=at,
    )
