"""Guidance: whoever advises never judges, reads with consent only, and what they write stands in the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.casefile import commission_of
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import answers
from tanym.apps.recognition.seating import Member
from tanym.apps.validation.actions.advise import advise
from tanym.apps.validation.actions.answer_talk import answer_talk
from tanym.apps.validation.actions.ask_guidance import ask_guidance
from tanym.apps.validation.actions.change_consent import change_consent
from tanym.apps.validation.actions.decline_guidance import decline_guidance
from tanym.apps.validation.actions.end_guidance import end_guidance
from tanym.apps.validation.actions.offer_talk import offer_talk
from tanym.apps.validation.actions.take_guidance import take_guidance
from tanym.apps.validation.checking import case_rules, report_on_assessment
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.queries import cases_in
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused, TanymError
from tanym.core.procedures.answers import Outcome
from tests.apps.validation.conftest import Walk

pytestmark = pytest.mark.django_db
Start = Callable[..., Walk]


def guide(at: datetime, adviser: str = "laura", *, consent: bool = True) -> Guidance:
    asked = ask_guidance(
        actor=find("yerlan"), at=at, organisation=organisation("sayram"), words="How?", consent=consent
    )
    return take_guidance(actor=find(adviser), at=at, guidance=asked, revision=asked.revision)


def also(username: str, role: str) -> Person:
    """Somebody of Sayram who holds one more role there."""
    one = find(username)
    Membership.objects.create(person=one, organisation=organisation("sayram"), role=role, since="2026-01-01")
    return one


def test_whoever_advises_judges_in_no_case_of_the_person(start: Start, at: datetime) -> None:
    """Seated in the cases that run, in those that are begun later, and still after the guidance has ended."""
    also("laura", "assessor"), also("laura", "member")
    walk = start()
    guidance = guide(at)
    walk.to("completeness")
    with pytest.raises(NotPermitted, match=r"case\.two-sides"):
        walk.act(accept, "saule", assessor=find("laura"))
    end_guidance(actor=find("yerlan"), at=at, guidance=guidance)
    later = start(ref="discipline:sayram/production-engineering/quality-statistics").to("completeness")
    with pytest.raises(NotPermitted, match=r"case\.two-sides"):
        later.act(accept, "saule", assessor=find("laura"))
    walk.to("commission")
    members = [Member(find("laura"), "chair"), Member(find("bolat"), "deputy"), Member(find("kamila"))]
    with pytest.raises(TanymError):
        walk.act(seat_commission, "saule", members=members, elected=True)
    assert commission_of(walk.renew()) is None


def test_whoever_judges_a_case_cannot_become_the_adviser(start: Start, at: datetime) -> None:
    also("timur", "adviser")
    start().to("mapping")
    with pytest.raises(NotPermitted, match=r"case\.two-sides"):
        guide(at, "timur")
    assert Guidance.objects.get().adviser is None


def test_an_assessor_who_advised_stops_the_case_at_the_rules(start: Start, at: datetime) -> None:
    """AS-02 is read from the guidance itself, so it holds even where somebody got past the sides."""
    walk = start().to("assessment")
    guidance = ask_guidance(
        actor=find("yerlan"), at=at, organisation=organisation("sayram"), words="", consent=True
    )
    Guidance.objects.filter(pk=guidance.pk).update(adviser=find("timur"))
    for outcome in walk.outcomes:
        walk.act(judge, "timur", outcome=outcome, achievement="achieved", reasons="Shown.")
    findings = {one.rule: one for one in report_on_assessment(walk.renew(), at.date()).findings}
    assert findings["AS-02"].blocks
    assert str(findings["AS-07"].outcome) == "met"
    assert str(findings["AS-03"].outcome) == "met"
    (refer,) = of(walk.case).guarded(walk.case.stage, "no-blocking-finding")
    told = dict(answers(walk.case, refer, find("timur"), at.date()))
    assert told["no-blocking-finding"] is Outcome.NOT_MET


def test_notes_are_logged_by_period_and_the_person_reads_them(start: Start, at: datetime) -> None:
    walk, guidance = start(), guide(at)
    advise(actor=find("laura"), at=at, guidance=guidance, text="Take photographs.", case=walk.renew())
    walk.to("mapping")
    note = advise(actor=find("laura"), at=at, guidance=guidance, text="Be calm.", case=walk.renew())
    assert note.period == "during"
    assert case_rules(walk.renew(), at.date())["case.guidance_periods"] == {"before", "during"}
    assert walk.case.events.filter(step="advise").count() == 2
    assert (
        advise(actor=find("laura"), at=at, guidance=guidance, text="Be calm.", case=walk.case).pk == note.pk
    )
    subjects = [one.subject["en"] for one in Letter.objects.filter(to=find("yerlan"))]
    assert sum("note from your adviser" in one for one in subjects) == 2


def test_doing_without_guidance_is_logged_as_well(start: Start, at: datetime) -> None:
    case = start().case
    decline_guidance(actor=find("yerlan"), at=at, case=case)
    assert case_rules(case, at.date())["case.guidance_periods"] == {"before"}
    with pytest.raises(NotPermitted):
        decline_guidance(actor=find("samal"), at=at, case=case)


def test_an_adviser_reads_cases_only_while_the_person_agrees(start: Start, at: datetime) -> None:
    walk, guidance = start(), guide(at, consent=False)
    assert cases_in(guidance) == []
    with pytest.raises(NotFound):
        advise(actor=find("laura"), at=at, guidance=guidance, text="Hello", case=walk.case)
    agreed = change_consent(actor=find("yerlan"), at=at, guidance=guidance, consent=True)
    assert cases_in(agreed) == [walk.case]
    ended = end_guidance(actor=find("laura"), at=at, guidance=agreed)
    assert cases_in(ended) == []
    with pytest.raises(Refused, match=r"validation\.guidance-over"):
        advise(actor=find("laura"), at=at, guidance=ended, text="One more")


def test_a_meeting_is_agreed_by_the_one_who_did_not_offer_it(country: None, at: datetime) -> None:
    guidance = guide(at)
    with pytest.raises(InvalidValue, match=r"validation\.talk-in-the-past"):
        offer_talk(actor=find("laura"), at=at, guidance=guidance, starts_at=at, place="Room 5")
    talk = offer_talk(
        actor=find("laura"), at=at, guidance=guidance, starts_at=at + timedelta(days=2), place="Room 5"
    )
    with pytest.raises(NotPermitted, match=r"validation\.talk-own-offer"):
        answer_talk(actor=find("laura"), at=at, talk=talk, revision=1, answer="agreed")
    with pytest.raises(NotPermitted):
        answer_talk(actor=find("samal"), at=at, talk=talk, revision=1, answer="off")
    assert answer_talk(actor=find("yerlan"), at=at, talk=talk, revision=1, answer="agreed").state == "agreed"
    with pytest.raises(Refused, match="changed-meanwhile"):
        answer_talk(actor=find("yerlan"), at=at, talk=talk, revision=1, answer="off")


def test_nobody_advises_themselves_and_nobody_takes_what_another_has(country: None, at: datetime) -> None:
    asked = ask_guidance(
        actor=find("laura"), at=at, organisation=organisation("sayram"), words="", consent=True
    )
    with pytest.raises(NotPermitted, match=r"validation\.own-guidance"):
        take_guidance(actor=find("laura"), at=at, guidance=asked, revision=1)
    guidance = guide(at)
    with pytest.raises(Refused, match=r"validation\.taken"):
        take_guidance(actor=also("gaukhar", "adviser"), at=at, guidance=guidance, revision=None)
    with pytest.raises(NotPermitted):
        take_guidance(actor=find("saule"), at=at, guidance=guidance, revision=None)
    with pytest.raises(Refused, match=r"validation\.no-adviser-there"):
        ask_guidance(actor=find("samal"), at=at, organisation=organisation("kokzhar"), words="", consent=True)
