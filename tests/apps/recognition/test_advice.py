"""Computed advice: opened after the own mark, journalled, hidden for good when the claimant objects."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import Act
from tanym.apps.clocks.queries import counts, of_subject, seen_by
from tanym.apps.letters.queries import letters_about
from tanym.apps.recognition.actions.answer_objection import answer_objection
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.object_to_advice import object_to_advice
from tanym.apps.recognition.actions.see_advice import see_advice
from tanym.apps.recognition.models import AdviceSeen
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db

O1 = "o1"


@pytest.fixture
def judged(walk):
    """A case in assessment whose first outcome Timur has judged."""
    walk.to("assessment")
    walk.act(judge, "timur", outcome=O1, achievement="achieved", reasons="Shown.")
    return walk


def see(walk, name: str, outcome: str = O1) -> None:
    see_advice(actor=find(name), at=walk.at, case=walk.renew(), outcome=outcome)


def page(walk, as_, name: str) -> str:
    side = "" if name == "aigul" else "handling/"
    return as_(name).get(f"/en/recognition/cases/{walk.case.public_id}/{side}").content.decode()


def address(walk, what: str) -> str:
    return f"/en/recognition/cases/{walk.case.public_id}/advice/{what}"


def test_an_assessor_opens_the_advice_only_after_the_own_mark(judged, as_) -> None:
    with pytest.raises(Refused, match="advice-not-now"):
        see(judged, "timur", "o2")
    assert "Likeness of words 0 %" not in page(judged, as_, "timur")
    assert as_("timur").post(address(judged, f"{O1}/")).status_code == 302
    assert "advice only" in page(judged, as_, "timur")
    assert AdviceSeen.objects.get().person == find("timur")


def test_who_opened_it_and_when_stands_in_the_journal_once_and_on_the_claimants_page(judged, as_) -> None:
    for _ in range(2):
        see(judged, "timur")
    assert Act.objects.filter(action="recognition.see_advice").count() == 1
    assert "Nobody has looked at it" not in page(judged, as_, "aigul")


def test_the_advice_changes_nothing_in_the_case(judged) -> None:
    before = judged.renew().revision, judged.case.case
    see(judged, "timur")
    assert (judged.renew().revision, judged.case.case) == before


def test_nobody_outside_the_case_opens_it_and_the_claimant_cannot(judged) -> None:
    for name in ("omar", "aliya", "aigul"):
        with pytest.raises(NotPermitted):
            see(judged, name)
    with pytest.raises(InvalidValue, match="unknown-outcome"):
        see(judged, "timur", "o77")


def test_an_objection_hides_the_advice_and_asks_a_person_within_three_working_days(judged, as_) -> None:
    see(judged, "timur")
    sent = as_("aigul").post(address(judged, ""), {"words": "Words are not skills."})
    assert sent.status_code == 302
    objection = judged.renew().objection
    assert objection.words == "Words are not skills."
    shown = page(judged, as_, "timur")
    assert shown.count("not shown: the claimant objects") == 5
    with pytest.raises(Refused, match="advice-not-now"):
        see(judged, "timur")
    told = letters_about(f"recognition.case:{judged.case.public_id}").filter(to=find("saule"))
    assert any("objection" in one.subject["en"] for one in told)


def test_the_day_of_the_answer_counts_working_days(judged) -> None:
    object_to_advice(actor=find("aigul"), at=judged.at, case=judged.renew())
    assert judged.at.date() == date(2026, 11, 23)  # a Monday
    assert judged.renew().objection.due_on == date(2026, 11, 26)


def test_objecting_twice_is_one_objection_and_only_the_claimant_objects(judged) -> None:
    for name in ("timur", "saule", "samal"):
        with pytest.raises(NotPermitted):
            object_to_advice(actor=find(name), at=judged.at, case=judged.renew())
    for words in ("First.", "Second."):
        object_to_advice(actor=find("aigul"), at=judged.at, case=judged.renew(), words=words)
    assert judged.renew().objection.words == "First."


def test_a_person_answers_and_the_claimant_reads_it(judged, as_) -> None:
    with pytest.raises(Refused, match="no-objection"):
        answer_objection(actor=find("saule"), at=judged.at, case=judged.renew(), answer="Looked.")
    object_to_advice(actor=find("aigul"), at=judged.at, case=judged.renew())
    with pytest.raises(InvalidValue, match="answer-empty"):
        answer_objection(actor=find("saule"), at=judged.at, case=judged.renew(), answer=" ")
    said = "Nobody had opened it: each mark rests on the report."
    assert as_("saule").post(address(judged, "answer/"), {"answer": said}).status_code == 302
    assert said in page(judged, as_, "aigul")
    with pytest.raises(Refused, match="objection-answered"):
        answer_objection(actor=find("saule"), at=judged.at, case=judged.renew(), answer="Again.")


def test_the_answer_is_a_term_of_the_office_and_late_like_any_other(judged, as_) -> None:
    object_to_advice(actor=find("aigul"), at=judged.at, case=judged.renew())
    subject = f"recognition.case:{judged.case.public_id}"
    term = of_subject(subject).get(procedure="objection")
    assert (term.due_on, term.waits_for, term.with_office) == (date(2026, 11, 26), "secretary", True)
    late = date(2026, 11, 27)
    mine = {one.organisation.code: one.late for one in counts(late)}
    assert mine["sayram"] == sum(one.late for one in counts(date(2026, 11, 26))) + 1
    assert term in seen_by(find("saule"), late)
    answer_objection(
        actor=find("saule"), at=judged.at + timedelta(days=4), case=judged.renew(), answer="Looked."
    )
    term.refresh_from_db()
    assert (term.state, term.ended_on) == ("over", late)


def test_an_objection_in_a_draft_becomes_a_term_once_the_office_can_read_the_case(walk) -> None:
    object_to_advice(actor=find("aigul"), at=walk.at, case=walk.case)
    subject = f"recognition.case:{walk.case.public_id}"
    assert not of_subject(subject).filter(procedure="objection").exists()
    walk.submitted()
    assert of_subject(subject).filter(procedure="objection", ended_on=None).count() == 1
