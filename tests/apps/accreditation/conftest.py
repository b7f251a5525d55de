"""An application as tests need it: founded, filled in, sent, examined and decided by the people of the sample country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.accreditation.actions.add_paper import add_paper
from tanym.apps.accreditation.actions.apply import apply
from tanym.apps.accreditation.actions.assign import assign
from tanym.apps.accreditation.actions.begin import begin
from tanym.apps.accreditation.actions.declare import declare
from tanym.apps.accreditation.actions.fill_in import fill_in
from tanym.apps.accreditation.actions.judge import judge
from tanym.apps.accreditation.actions.prepare import prepare
from tanym.apps.accreditation.actions.record_visit import record_visit
from tanym.apps.accreditation.actions.take_step import take_step
from tanym.apps.accreditation.handling import of
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import criteria
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.models import Organisation

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
CONTINUOUS = {
    "activities": ["teaching", "assessing", "awarding"],
    "sectors": ["it", "logistics"],
    "levels": [4, 5],
}


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    """A small PDF."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@dataclass
class Way:
    """The way of an application through the hands of the cast, step by step."""

    person: Callable[[str], Any]
    at: datetime

    def zhibek(self) -> Organisation:
        """The new training company of damir."""
        return found(
            actor=self.person("damir"),
            at=self.at,
            type="training",
            names={"kk": "«Жібек тренинг» ЖШС", "ru": "ТОО «Жибек Тренинг»", "en": "Zhibek Training LLP"},
            code="zhibek",
            legal_scheme="kz-bin",
            legal_id="261140000017",
        )

    def draft(
        self, body: Organisation, who: str = "damir", procedure: str = "provider-recognition"
    ) -> Application:
        """A draft with its answers and its papers."""
        actor = self.person(who)
        made = begin(actor=actor, at=self.at, organisation=body, procedure=procedure)
        scope = CONTINUOUS if procedure == "provider-recognition" else {"professions": ["7522-0-001"]}
        answers: dict[str, Any] = {"quality_policy": "Policy of 2026", "professions_in_register": "yes"}
        fill_in(actor=actor, at=self.at, application=made, answers=answers, scope=scope)
        for name in of(made).procedure.documents:
            add_paper(actor=actor, at=self.at, application=made, document=name, upload=pdf())
        return self.again(made)

    def again(self, made: Application) -> Application:
        """The application as it is now."""
        return Application.objects.get(pk=made.pk)

    def sent(self, body: Organisation, who: str = "damir") -> Application:
        """An application for recognition as a provider that was sent."""
        return apply(actor=self.person(who), at=self.at, application=self.draft(body, who))

    def step(self, made: Application, who: str, step: str, reasons: str = "") -> Application:
        """A step that needs no more than reasons."""
        return take_step(
            actor=self.person(who), at=self.at, application=self.again(made), step=step, reasons=reasons
        )

    def examined(self, made: Application) -> Application:
        """Complete, examined by tomiris, visited, judged by criterion."""
        expert = self.person("tomiris")
        self.step(made, "arman", "accept")
        assign(actor=self.person("arman"), at=self.at, application=made, expert=expert)
        self.step(made, "arman", "send-to-experts")
        declare(actor=expert, at=self.at, application=made, relation="none")
        self.step(made, "tomiris", "find-documents-fit")
        self.judged(made, "tomiris")
        return self.step(made, "tomiris", "report-visit")

    def judged(self, made: Application, who: str) -> None:
        """A visit, and every criterion judged as met."""
        expert = self.person(who)
        day = self.at.date()
        record_visit(
            actor=expert,
            at=self.at,
            application=made,
            kind="assessment",
            announced=False,
            on=day,
            report="Two assessments were observed; criteria were applied as written.",
        )
        judge(
            actor=expert,
            at=self.at,
            application=made,
            judgements=dict.fromkeys(criteria(made), ("met", "Seen on site and in the papers.")),
        )

    def prepared(self, made: Application, result: str = "recognise", conditions: int = 1) -> Application:
        """The decision prepared by arman and before the committee."""
        prepare(
            actor=self.person("arman"),
            at=self.at,
            application=made,
            result=result,
            reasons="Every criterion was seen; surveys of learners are still to begin.",
            conditions=[
                (
                    "Begin the survey of learners six months after the course.",
                    self.at.date() + timedelta(days=90),
                )
            ][:conditions],
            minutes="14",
        )
        return self.step(made, "arman", "put-to-committee")

    def recognised(self, body: Organisation | None = None) -> Application:
        """Recognised by yerzhan with one condition."""
        made = self.sent(body or self.zhibek())
        self.examined(made)
        self.prepared(made)
        return self.step(made, "yerzhan", "recognise")


@pytest.fixture
def way(person: Callable[[str], Any], at: datetime) -> Way:
    """The way of an application."""
    return Way(person, at)
