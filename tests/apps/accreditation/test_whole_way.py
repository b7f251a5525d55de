"""A new training company on its whole way: recognised with a condition, suspended, reinstated, withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tanym.adapters.pdf import Table
from tanym.apps.accreditation.actions.confirm_condition import confirm_condition
from tanym.apps.accreditation.actions.propose_measure import propose_measure
from tanym.apps.accreditation.actions.report_condition import report_condition
from tanym.apps.accreditation.certificate import certificate
from tanym.apps.accreditation.handling import held
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import entry_of
from tanym.apps.audit.queries import history
from tanym.apps.clocks.shown import terms_of
from tanym.apps.learning.models import Enrolment
from tanym.apps.letters.queries import letters_to
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.apps.registers.queries import authorised, stood
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.registers.standing import Status

pytestmark = pytest.mark.django_db


def test_zhibek_is_recognised_suspended_reinstated_and_withdrawn(way: Any, person: Any) -> None:
    body = way.zhibek()
    assert authorised(body, "awarding", way.at.date()).answer == "no"
    made = way.recognised(body)
    entry = entry_of(made)
    assert made.stage == "recognised"
    assert entry is not None
    assert entry.number.startswith("P-2026-")
    standing = stood(entry, way.at.date())
    assert standing is not None
    assert (standing.status, standing.since, standing.until) == (
        Status.IN_FORCE,
        date(2026, 11, 21),
        date(2029, 11, 20),
    )
    assert standing.content["scope"]["sectors"] == ["it", "logistics"]
    recorded = entry.recorded.get()
    assert (recorded.by, recorded.second) == (person("arman"), person("yerzhan"))
    assert authorised(body, "awarding", way.at.date()).held
    assert Organisation.objects.get(code="zhibek").confirmed

    (valid,) = (one for one in terms_of(held(made), way.at.date()) if one.name == "valid")
    assert (valid.working, valid.left, valid.used) == (True, valid.total, 0)  # years, told in working days

    condition = made.conditions.get()
    with pytest.raises(Refused, match="not-reported"):
        confirm_condition(actor=person("arman"), at=way.at, condition=condition)
    report_condition(actor=person("damir"), at=way.at, condition=condition, text="The survey runs.")
    assert confirm_condition(actor=person("arman"), at=way.at, condition=condition).confirmed_at == way.at

    way.at += timedelta(days=30)
    _propose(way, made, "propose-suspension", learners="continue")
    with pytest.raises(NotPermitted):
        way.step(made, "arman", "suspend")
    way.step(made, "dina", "suspend")
    assert not authorised(body, "awarding", way.at.date()).held
    stated = [
        part for part in certificate(way.again(made), way.at.date(), "en").parts if isinstance(part, Table)
    ]
    assert ("Status", "21 December 2026: suspended") in stated[0].rows
    measure = made.measures.get()
    assert measure.state == "in-force"
    assert measure.effect["running"] == 0

    way.at += timedelta(days=10)
    _propose(way, made, "propose-reinstatement")
    assert way.step(made, "yerzhan", "reinstate").stage == "recognised"
    assert authorised(body, "awarding", way.at.date()).held

    way.at += timedelta(days=10)
    _propose(way, made, "propose-withdrawal", learners="transfer")
    ended = way.step(made, "yerzhan", "end")
    assert (ended.stage, ended.ended) == ("ended", True)
    on = way.at.date()
    assert [stood(entry, day).status for day in (on - timedelta(days=45), on - timedelta(days=15), on)] == [
        Status.IN_FORCE,
        Status.SUSPENDED,
        Status.WITHDRAWN,
    ]
    acts = [one.action for one in history(f"registers.entry:{entry.public_id}")]
    assert acts == ["registers.enter", "registers.suspend", "registers.reinstate", "registers.withdraw"]
    assert len(letters_to(person("damir"))) >= 6


def _propose(way: Any, made: Application, step: str, **said: str) -> None:
    propose_measure(
        actor=way.person("arman"),
        at=way.at,
        application=way.again(made),
        step=step,
        reasons="Seen at a visit.",
        **said,
    )


def test_those_who_learn_are_told_and_the_public_reads_how_many_without_persons(
    way: Any, person: Any
) -> None:
    made, dana = way.recognised(), person("dana")
    version = _published(dana, made.organisation.code, way.at)
    Enrolment.objects.create(person=person("aigul"), version=version, enrolled_at=way.at)
    _propose(way, made, "propose-suspension", learners="transfer", text="Kokzhar takes them over.")
    way.step(made, "yerzhan", "suspend")
    (letter,) = [one for one in letters_to(person("aigul")) if "Kokzhar" in one.body["en"]]
    assert "Zhibek Training LLP" in letter.body["en"]
    entry = entry_of(made)
    assert entry is not None
    said = entry.recorded.get(act="suspended").reason["en"]
    assert "Enrolments running now: 1." in said
    assert "Aigul" not in said
    assert made.measures.get().effect["micro_qualifications"] == ["a-course-of-zhibek"]


def _published(author: Any, code: str, at: Any) -> Version:
    """A version that the body awards, as far as learning needs it."""
    of = MicroQualification.objects.create(
        code=f"a-course-of-{code}",
        owner=Organisation.objects.get(code=code),
        created_by=author,
        created_at=at,
    )
    return Version.objects.create(
        micro_qualification=of,
        content={"bodies": {"awarding": code}},
        digest="0" * 64,
        edited_by=author,
        edited_at=at,
        titles={"kk": "Курс", "ru": "Курс", "en": "A course"},
    )
