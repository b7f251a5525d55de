"""A consent is given with an application in the words of the packs, read again, taken back and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from tanym.apps.audit.models import Act
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.queries import of_subject
from tanym.apps.letters.models import Letter
from tanym.apps.policy.queries import calendar, stack
from tanym.apps.privacy.actions.answer import answer
from tanym.apps.privacy.actions.object_in_general import object_in_general
from tanym.apps.privacy.actions.remind_offices import remind_offices
from tanym.apps.privacy.actions.take_back import take_back
from tanym.apps.privacy.models import Consent
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.models import EvidenceItem
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


def test_an_application_carries_a_consent_with_all_eight_fields(walk: Walk, consent: Consent) -> None:
    named = stack(date(2026, 11, 23)).values["consent.fields"].spoken.raw
    assert consent.person == walk.who("aigul")
    assert consent.fields == list(named)
    assert len(consent.fields) == 8
    for language, lines in consent.words.items():
        assert len(lines) == 8, language
        assert not [line for line in lines if "{" in line]
    assert "Sayram" in consent.words["en"][0]
    assert walk.who("aigul").name_latin.split()[0] in consent.words["en"][1]
    assert consent.until == date(2027, 11, 23)  # the university asks for a year
    act = Act.objects.get(number=consent.act)
    assert act.details["digest"] == consent.digest
    assert consent.packs


def test_the_words_stand_on_the_page_before_they_are_agreed_to(
    walk: Walk, as_: Callable[..., Client]
) -> None:
    page = as_("aigul").get(f"/en/recognition/cases/{walk.case.public_id}/")
    text = page.content.decode()
    assert "Consent to the use of my personal data" in text
    assert "I give the consent that stands above" in text
    assert not Consent.objects.exists()


def test_taken_back_before_a_decision_the_case_ends_and_lets_go(walk: Walk, consent: Consent) -> None:
    done = take_back(actor=walk.who("aigul"), at=walk.at, consent=consent)
    case = walk.renew()
    assert done.answer == "stopped"
    assert case.ended_on is not None
    assert case.application == ""
    assert not EvidenceItem.objects.filter(case=case).exclude(title="—").exists()
    again = take_back(actor=walk.who("aigul"), at=walk.at + timedelta(days=1), consent=consent)
    assert again.taken_back_at == done.taken_back_at


def test_taken_back_after_a_decision_the_office_answers_within_the_term_of_the_law(walk: Walk) -> None:
    walk.to("decided")
    given = Consent.objects.get()
    done = take_back(actor=walk.who("aigul"), at=walk.at, consent=given)
    assert done.answer == ""
    assert done.standing(walk.at.date()) == "waiting"
    assert done.due_on == _working_days_later(walk.at.date(), 15)
    told = Letter.objects.filter(about=done.subject)
    assert "saule" in {one.to.username for one in told}

    def say(by: str, **words: object) -> Consent:
        return answer(actor=walk.who(by), at=walk.at, consent=done, revision=done.revision, **words)  # type: ignore[arg-type]

    with pytest.raises(NotPermitted):
        say("madina", answer="kept", reasons="We keep it.")
    with pytest.raises(InvalidValue, match=r"privacy\.reasons-missing"):
        say("saule", answer="kept", reasons=" ")
    kept = say("saule", answer="kept", reasons="The minutes are kept as the council decided.")
    assert kept.standing(walk.at.date()) == "kept"
    assert Letter.objects.filter(about=done.subject, to=walk.who("aigul")).count() == 1
    with pytest.raises(Refused, match=r"privacy\.answered-already"):
        say("saule", answer="stopped")
    assert EvidenceItem.objects.filter(case=walk.case).exclude(title="—").exists()


def test_the_office_ends_the_use_and_the_decision_stays(walk: Walk) -> None:
    walk.to("decided")
    before = walk.renew().decisions.get().minutes_digest
    given = take_back(actor=walk.who("aigul"), at=walk.at, consent=Consent.objects.get())
    answer(
        actor=walk.who("saule"),
        at=walk.at,
        consent=given,
        revision=given.revision,
        answer="stopped",
        reasons="",
    )
    case = walk.renew()
    assert not EvidenceItem.objects.filter(case=case).exclude(title="—").exists()
    assert case.decisions.get().minutes_digest == before
    assert case.decided_on is not None


def test_an_office_is_reminded_before_the_last_day_and_once_it_has_passed(walk: Walk) -> None:
    walk.to("decided")
    given = take_back(actor=walk.who("aigul"), at=walk.at, consent=Consent.objects.get())
    subject = f"recognition.case:{walk.case.public_id}"
    term = of_subject(subject).get(procedure="consent")
    assert (term.due_on, term.ended_on) == (given.due_on, None)

    def told(days_before: int) -> list[str]:
        at = datetime.combine(given.due_on, time(9), walk.at.tzinfo) - timedelta(days=days_before)  # type: ignore[arg-type]
        remind_offices(at=at)
        letters = Letter.objects.filter(about=given.subject, to=walk.who("saule")).order_by("pk")
        return [one.subject["en"].partition(":")[0] for one in letters]

    asked = "A consent was taken back"
    assert told(10) == [asked]
    soon = [asked, "A consent that was taken back waits for an answer"]
    assert told(1) == soon
    assert told(0) == soon
    late = [*soon, "The answer is late"]
    assert told(-1) == late
    assert told(-5) == late
    given.refresh_from_db()
    answer(
        actor=walk.who("saule"),
        at=walk.at + timedelta(days=60),
        consent=given,
        revision=given.revision,
        answer="kept",
        reasons="The minutes are kept as the council decided.",
    )
    term.refresh_from_db()
    assert (term.state, told(-90)) == (Term.State.OVER, [*late])


def test_nobody_empties_a_case_while_an_appeal_is_heard(walk: Walk) -> None:
    walk.to("decided", result="refuse", achieved=0)
    walk.act(appeal, "aigul", grounds="The certificate was not looked at.")
    given = take_back(actor=walk.who("aigul"), at=walk.at, consent=Consent.objects.get())
    with pytest.raises(Refused, match=r"case\.not-now"):
        answer(actor=walk.who("saule"), at=walk.at, consent=given, revision=given.revision, answer="stopped")
    assert EvidenceItem.objects.filter(case=walk.case).exclude(title="—").exists()
    assert walk.renew().appeal.grounds


def test_nobody_else_reads_or_takes_back_a_consent(
    walk: Walk, consent: Consent, as_: Callable[..., Client]
) -> None:
    for name in ("samal", "saule"):
        assert as_(name).get(f"/en/my-data/consents/{consent.public_id}/").status_code == 404
        assert as_(name).post(f"/en/my-data/consents/{consent.public_id}/take-back/").status_code == 404
    with pytest.raises(NotPermitted):
        take_back(actor=walk.who("samal"), at=walk.at, consent=consent)
    page = as_("aigul").get(f"/kk/my-data/consents/{consent.public_id}/")
    assert "Дербес деректерімді өңдеуге келісім" in page.content.decode()


def test_who_objects_to_advice_in_every_case_objects_in_the_next(walk: Walk) -> None:
    object_in_general(actor=walk.who("aigul"), at=walk.at, objects=True)
    walk.submitted()
    assert walk.renew().objection.made_at == walk.at


def _working_days_later(day: date, count: int) -> date:
    return calendar().add_working_days(day, count)
