"""Whoever asks for recognition reads why the case stands where it stands, whatever the procedure and the stage."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from tanym.apps.accounts.words import catalogue
from tanym.apps.policy.queries import procedure
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.where import where
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db
PROCEDURES = ("academic", "professional", "validation", "foreign")


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_stage_of_every_procedure_has_its_sentence(country: None, name: str) -> None:
    stages = procedure(name, date(2026, 11, 23)).stages
    unsaid = [
        stage
        for stage in stages
        if not any(
            code in catalogue() for code in (f"recognition.why.{name}.{stage}", f"recognition.why.{stage}")
        )
    ]
    assert stages
    assert not unsaid


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_stage_of_an_open_appeal_has_its_sentence(country: None, name: str) -> None:
    stages = procedure(f"{name}-appeal", date(2026, 11, 23)).stages
    open_ones = {stage for stage, one in stages.items() if not one.end}
    assert open_ones
    assert not [one for one in open_ones if f"recognition.why.appeal.{one}" not in catalogue()]


def test_a_claimant_is_told_in_the_words_of_the_stage(walk: Walk) -> None:
    with override("en"):
        assert "only you see it" in where(walk.case, walk.at.date()).why
        walk.to("decided")
        assert "registrar" in where(walk.renew(), walk.at.date()).why


def test_while_an_appeal_is_heard_the_claimant_still_reads_what_to_do_next(walk: Walk, as_) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3)
    walk.act(appeal, "aigul", grounds="The report was not read to its end.")
    shown = as_("aigul").get(f"/en/recognition/cases/{walk.case.public_id}/").content.decode()
    assert "One survey project is enough." in shown
    assert "This holds unless the appeal changes the decision." in shown
