"""Who writes a decision knows in which language it is read, and is warned of words that the claimant cannot read."""

from __future__ import annotations

import pytest

from tanym.apps.recognition.actions.record_minutes import record_minutes
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db

WARNING = "Not in the language in which the claimant reads"
TOLD = "Reasons in the minutes are in another language."
KAZAKH = "Есеп әр қадамды көрсетеді, бірақ графиктердің түсіндірмесі жоқ."


@pytest.fixture
def seated(walk: Walk) -> Walk:
    """A commission sits over the case of somebody who reads Kazakh; the assessor wrote in English."""
    walk.to("commission")
    walk.seated()
    aigul = walk.who("aigul")
    aigul.language = "kk"
    aigul.save()
    return walk


def page(walk: Walk, as_, name: str) -> str:
    return as_(name).get(f"/en/recognition/cases/{walk.case.public_id}/commission/").content.decode()


def write(walk: Walk, text: str) -> None:
    walk.voted("recognise")
    draft = walk.draft("recognise", 5)
    findings = [{**one, "reasons": text} for one in draft["findings"]]
    walk.renew()
    walk.act(_record, "saule", draft={**draft, "findings": findings, "reasons": text, "advice": ""})


def _record(*, case, **given) -> None:
    record_minutes(record=case, **given)


def test_the_language_stands_at_the_fields_that_the_claimant_reads(seated: Walk, as_) -> None:
    shown = page(seated, as_, "saule")
    assert shown.count("The claimant reads in Kazakh.") >= 7  # five outcomes, the reasons, the advice


def test_words_in_another_language_are_warned_of_to_who_writes_and_to_who_signs(seated: Walk, as_) -> None:
    write(seated, "Each step of the report is explained well.")
    assert WARNING in page(seated, as_, "saule")
    assert TOLD in page(seated, as_, "aliya")


def test_words_in_the_claimants_own_language_are_not(seated: Walk, as_) -> None:
    write(seated, KAZAKH)
    assert WARNING not in page(seated, as_, "saule")
    assert TOLD not in page(seated, as_, "aliya")
