"""The rules that bind a case are asked in the commission's room, and their report is kept with the decision."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from tanym.apps.policy.models import CheckReport
from tanym.apps.policy.shown import ShownFinding
from tanym.apps.recognition.checking import said_by_rules

pytestmark = pytest.mark.django_db


def _said(walk) -> dict[str, ShownFinding]:
    said = said_by_rules(walk.renew(), timezone.localdate(walk.at))
    return {one.rule: one for one in (*said.not_met, *said.undecided, *said.met)}


def test_the_room_shows_what_the_rules_say_of_the_case(walk) -> None:
    walk.to("commission").seated()
    said = _said(walk)
    assert said.keys() >= {"RC-05", "VL-09"}
    assert said["RC-05"].mark == "yes"
    assert not said["VL-09"].blocks, "no act that was read asks a Kazakh commission for practitioners"


def test_rules_on_foreign_qualifications_do_not_speak_of_a_case_of_validation(walk) -> None:
    walk.to("commission").seated()
    assert not {"RC-08", "RC-10", "RC-26"} & _said(walk).keys()


def test_a_decision_keeps_the_report_of_its_rules(walk) -> None:
    case = walk.to("decided", result="recognise", achieved=5).case
    kept = CheckReport.objects.get(subject=f"recognition.case:{case.public_id}")
    report = json.loads(bytes(kept.content))
    assert {one["rule"] for one in report["findings"]} >= {"RC-05", "VL-09"}
    assert report["packs"].keys() >= {"eu", "kz", "recognition"}
