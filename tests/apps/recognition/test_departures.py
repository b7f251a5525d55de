"""A commission that departs from the assessor says why, in words of its own, and the letter says so."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.paper import letter_parts
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db

OWN = "The annex of the report shows it."
DEPARTS = "The commission read the annex."


@pytest.fixture
def seated(walk: Walk) -> Walk:
    """Three of five outcomes are achieved, the assessor says of the others: no evidence."""
    walk.to("commission", achieved=3).seated()
    walk.voted("recognise")
    return walk


def sent(walk: Walk, reasons: str, departs: str) -> dict[str, Any]:
    """What the form of the minutes sends that recognises everything."""
    given: dict[str, Any] = {
        "revision": walk.renew().revision,
        "result": "recognise",
        "reasons": "All is shown.",
    }
    for place in range(5):
        given[f"recognised_{place}"] = "yes"
        given[f"reasons_{place}"] = "Shown in the report." if place < 3 else reasons
        given[f"departs_{place}"] = "" if place < 3 else departs
    return given


def write(walk: Walk, as_: Any, reasons: str, departs: str, **further: str) -> Any:
    address = f"/en/recognition/cases/{walk.case.public_id}/commission/minutes/"
    return as_("saule").post(address, {**sent(walk, reasons, departs), **further})


def test_the_assessors_refusing_reasons_do_not_stand_under_a_recognition(seated, as_) -> None:
    answer = write(seated, as_, "No evidence of it.", DEPARTS)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "On the outcome 4 stand the reasons of the assessor, who found the opposite." in shown
    assert 'id="m-reasons_3_error"' in shown
    assert not seated.renew().commissions.get().draft


def test_the_letter_prints_why_the_commission_departs(seated, as_) -> None:
    assert write(seated, as_, OWN, DEPARTS).status_code == 302
    seated.act(recognise, "aliya")
    page = as_("aigul").get(f"/en/recognition/cases/{seated.case.public_id}/letter/").content.decode()
    assert page.count(DEPARTS) == 2
    (table,) = (
        one for one in letter_parts(seated.case, "https://tanym.example", "en").parts if hasattr(one, "rows")
    )
    assert [DEPARTS in row[2] for row in table.rows] == [False, False, False, True, True]


def test_a_departure_without_a_reason_is_asked_for_at_its_outcome(seated, as_) -> None:
    answer = write(seated, as_, OWN, "")
    assert answer.status_code == 422
    shown = answer.content.decode()
    for place in (3, 4):
        assert f'id="m-departs_{place}_error"' in shown
        assert f"On the outcome {place + 1} the commission departs from the assessor. Write why." in shown
    assert 'id="m-departs_0_error"' not in shown
    assert shown.count(OWN) == 2, "what was typed stands in the form"
    assert shown.count('value="yes" id="m-recognised_3_0" required checked') == 1


def test_what_is_demanded_is_not_called_optional(seated, as_) -> None:
    room = f"/en/recognition/cases/{seated.case.public_id}/commission/"
    shown = as_("saule").get(room).content.decode()
    for label in ("Why the commission departs from the assessor", "What the claimant can do next"):
        assert f"{label}</label>" in shown
    assert "Needed where the finding differs from the assessor’s." in shown
    assert "Needed where not everything is recognised." in shown
