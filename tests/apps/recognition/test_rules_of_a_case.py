"""The rules that bind a case are asked in the commission's room, and their report is kept with the decision."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tanym.apps.policy.models import CheckReport
from tanym.apps.policy.shown import ShownFinding
from tanym.apps.recognition.actions.attest import attest
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.checking import facts_of, said_by_rules
from tanym.apps.recognition.forms.minutes import MinutesForm
from tanym.core.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def _said(walk) -> dict[str, ShownFinding]:
    said = said_by_rules(walk.renew(), timezone.localdate(walk.at))
    return {one.rule: one for one in (*said.not_met, *said.undecided, *said.met)}


def test_the_room_shows_what_the_rules_say_of_the_case(walk) -> None:
    walk.to("commission").seated()
    said = _said(walk)
    assert said.keys() >= {"RC-05", "VL-09"}
    assert said["RC-01"].mark == "yes"
    assert not said["VL-09"].blocks, "no act that was read asks a Kazakh commission for practitioners"


def test_no_decision_is_in_time_before_it_is_taken_yet_it_can_be_late(walk) -> None:
    walk.to("commission").seated()
    assert _said(walk)["RC-05"].undecided
    walk.at += timedelta(days=150)
    assert _said(walk)["RC-05"].not_met


def test_a_decision_that_was_taken_is_in_time(walk) -> None:
    walk.to("decided", result="recognise", achieved=5)
    assert _said(walk)["RC-05"].mark == "yes"


def test_no_digest_stands_for_a_version_of_the_standard(walk) -> None:
    walk.to("commission").seated()
    with translation.override("en"):
        sentences = " ".join(_said(walk)["VL-02"].sentences)
    assert not re.search(r"[0-9a-f]{64}", sentences)
    assert "on record" in sentences


def test_rules_on_foreign_qualifications_do_not_speak_of_a_case_of_validation(walk) -> None:
    walk.to("commission").seated()
    assert not {"RC-08", "RC-10", "RC-26"} & _said(walk).keys()


def test_a_decision_keeps_the_report_of_its_rules(walk) -> None:
    case = walk.to("decided", result="recognise", achieved=5).case
    kept = CheckReport.objects.get(subject=f"recognition.case:{case.public_id}")
    report = json.loads(bytes(kept.content))
    assert {one["rule"] for one in report["findings"]} >= {"RC-05", "VL-09"}
    assert report["packs"].keys() >= {"eu", "kz", "recognition"}


def test_a_rule_that_is_not_met_stops_the_decision_and_is_named(walk) -> None:
    walk.to("commission", achieved=0).seated()
    walk.voted("refuse")
    walk.act(
        lambda case, **given: record_minutes(record=case, **given),
        "saule",
        draft={**walk.draft("refuse", 0), "advice": ""},
    )
    assert {
        one.rule for one in said_by_rules(walk.case, timezone.localdate(walk.at)).not_met if one.blocks
    } == {
        "RC-19",
        "VL-10-G",
    }
    with pytest.raises(Refused) as refused:
        walk.act(refuse, "aliya")
    assert refused.value.code == "recognition.rule-not-met"
    assert refused.value.details["rule"] in ("RC-19", "VL-10-G")
    assert refused.value.details["demand"], "the page says what the rule asks for"
    assert walk.renew().stage == "commission"
    assert not walk.case.decisions.exists()


def test_what_could_not_be_checked_never_stops_a_decision(walk) -> None:
    case = walk.to("decided", result="recognise-in-part", achieved=3).case
    said = said_by_rules(case, timezone.localdate(walk.at))
    assert said.undecided
    assert not said.blocked


def test_the_minutes_of_a_partial_decision_need_advice(walk) -> None:
    outcomes = walk.case.target["outcomes"]
    data = {"result": "recognise-in-part", "reasons": "As found.", "advice": " "}
    for number in range(len(outcomes)):
        data |= {f"recognised_{number}": "yes", f"reasons_{number}": "Shown."}
    form = MinutesForm(["recognise", "recognise-in-part", "refuse"], outcomes, data)
    assert list(form.errors) == ["advice"]
    assert not MinutesForm(["recognise"], outcomes, {**data, "result": "recognise"}).errors


def test_the_room_says_of_each_open_rule_what_it_waits_for(walk, as_) -> None:
    walk.to("commission").seated()
    said = said_by_rules(walk.renew(), timezone.localdate(walk.at))
    apart = [
        {one.rule for one in part} for part in (said.for_a_person, said.without_figure, said.not_on_record)
    ]
    assert sum(map(len, apart)) == len(said.undecided) == len({*apart[0], *apart[1], *apart[2]})
    assert "VL-15" in apart[0]
    page = as_("aliya").get(f"/en/recognition/cases/{walk.case.public_id}/commission/").content.decode()
    assert "wait for what only a person can say" in page
    assert "There is nothing for you to do" in page or not said.without_figure


def test_nobody_is_asked_for_what_the_platform_knows(walk) -> None:
    walk.to("commission").seated()
    facts = facts_of(walk.renew(), timezone.localdate(walk.at))
    assert facts["case.learning_from"] == "non-formal"
    assert facts["case.evidence_hours"] == 43, "36 clock hours are 43 academic hours of 50 minutes"
    assert facts["case.target_hours"] == 150, "five credits of 30 academic hours"
    assert facts["case.items_refuted"] == frozenset()
    assert facts["case.claimant_age"] > 17  # type: ignore[operator]
    asked = {name for name, _words in said_by_rules(walk.case, timezone.localdate(walk.at)).questions}
    assert not asked & facts.keys()


def test_what_a_person_said_of_the_source_comes_before_what_the_evidence_suggests(walk) -> None:
    walk.to("commission").seated()
    given = {
        "fact": "case.learning_from",
        "value": "academic-mobility",
        "words": "The agreement of the universities.",
    }
    walk.act(attest, "saule", **given)
    facts = facts_of(walk.renew(), timezone.localdate(walk.at))
    assert facts["case.learning_from"] == "academic-mobility"
