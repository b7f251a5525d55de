"""An enrolment to act upon: Aigul learns what Kokzhar teaches, assesses and awards."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.learning.actions.assess import Given, assess
from tanym.apps.learning.actions.enrol import enrol
from tanym.apps.learning.models import Enrolment
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.core.kernel.canonical import digest
from tanym.core.qualifications.design import document, parse
from tests.places import ROOT

SAMPLES = ROOT / "src/tanym/apps/site/sample/micro-qualifications"


@pytest.fixture
def published(person: Callable[[str], Person], at: datetime) -> Callable[..., Version]:
    """A published version of a micro-qualification of the sample country; members of its document may be replaced."""

    def publish(code: str = "data-analysis-decisions", **changed: Any) -> Version:
        content = document(parse(tomllib.loads((SAMPLES / f"{code}.toml").read_text(encoding="utf-8"))))
        content |= changed
        dana = person("dana")
        parent = MicroQualification.objects.create(
            code=f"{code}-{MicroQualification.objects.count()}",
            owner=dana.memberships.get().organisation,
            created_by=dana,
            created_at=at,
        )
        return Version.objects.create(
            micro_qualification=parent,
            content=content,
            digest=digest(content),
            stage="approved",
            titles=content["titles"],
            awarding_body=content["bodies"]["awarding"],
            sector=content.get("sector") or "",
            edited_by=dana,
            edited_at=at,
            published_on=date(2026, 6, 1),
        )

    return publish


@pytest.fixture
def enrolled(
    published: Callable[..., Version], person: Callable[[str], Person], at: datetime
) -> Callable[..., Enrolment]:
    """Aigul's enrolment."""

    def begin(**changed: Any) -> Enrolment:
        return enrol(actor=person("aigul"), at=at, version=published(**changed))

    return begin


@pytest.fixture
def judged(person: Callable[[str], Person], at: datetime) -> Callable[..., Enrolment]:
    """The enrolment with every result entered by Omar: the same per cent everywhere, or by outcome."""

    def judge(enrolment: Enrolment, percent: int = 82, *, by: str = "omar", **of_outcome: int) -> Enrolment:
        results, identity = plan(enrolment, percent, **of_outcome)
        return assess(
            actor=person(by),
            at=at,
            enrolment=enrolment,
            revision=Enrolment.objects.get(pk=enrolment.pk).revision,
            relation_to_learner="none",
            results=results,
            identity=identity,
        )

    return judge


def plan(enrolment: Enrolment, percent: int = 82, **of_outcome: int) -> tuple[list[Given], dict[str, str]]:
    """Results for every cell of the plan, and the strictest identification everywhere."""
    assessments = enrolment.version.content["assessments"]
    results = [
        Given(
            one["id"], cell["outcome"], of_outcome.get(cell["outcome"].replace("-", "_"), percent), "Shown."
        )
        for one in assessments
        for cell in one["covers"]
    ]
    return results, {one["id"]: "supervised-with-id" for one in assessments}
