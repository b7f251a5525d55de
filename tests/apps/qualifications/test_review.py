"""The review of a design: sheets, a second reviewer, the committee, conditions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import reviewing
from tanym.apps.qualifications.actions.answer_condition import answer_condition
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.decide import decide
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.fill_sheet import fill_sheet
from tanym.apps.qualifications.actions.fulfil_condition import fulfil_condition
from tanym.apps.qualifications.actions.recommend import recommend
from tanym.apps.qualifications.actions.remind_reviews import remind_reviews
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.actions.take_up import take_up
from tanym.apps.qualifications.actions.vote import vote
from tanym.apps.qualifications.approval import conflicted
from tanym.apps.qualifications.models import Minutes, Version
from tanym.apps.qualifications.queries import conditions, published, subject_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]

SOON = date(2027, 2, 1)
ASKED = (reviewing.Asked("Name an assessor from a firm.", SOON, "quality"),)


@pytest.fixture
def large(person: Find, at: datetime, document: dict[str, Any]) -> Version:
    """A design of five credits: by the centre's pack two reviewers see it."""
    return _submitted(person, at, document, credits=5)


@pytest.fixture
def high(person: Find, at: datetime, document: dict[str, Any]) -> Version:
    """A design of level 7: by the centre's pack the committee decides."""
    level = {**document["level"], "nqf": 7, "eqf": 7}
    return _submitted(person, at, document, level=level)


def _submitted(
    person: Find, at: datetime, document: dict[str, Any], credits: int = 3, **other: Any
) -> Version:
    """The design with as many hours as credits ask for."""
    shares = {"contact": 15, "self-study": 12, "assessment": 3}
    work = {kind: f"{share * credits} academic-hour" for kind, share in shares.items()}
    changed = {**document, "credits": credits, "ects": credits, "workload": work, **other}
    changed.pop("volume", None)
    made = draft(actor=person("dana"), at=at, owner=organisation("kokzhar"), document=changed)
    return submit(actor=person("dana"), at=at, version=made)


def sheet(version: Version, **other: tuple[str, str]) -> dict[str, tuple[str, str]]:
    """A whole sheet: every criterion met but those given."""
    return dict.fromkeys(reviewing.criteria(version), ("met", "")) | other


def signed(person: Find, who: str, at: datetime, version: Version, what: str, **more: Any) -> Version:
    return recommend(
        actor=person(who), at=at, version=version, judgements=sheet(version), recommendation=what, **more
    )


def test_one_reviewer_approves_without_a_sheet_where_the_pack_asks_for_none(
    person: Find, at: datetime, submitted: Version
) -> None:
    assert reviewing.way(submitted).reviewers == 1
    assert approve(actor=person("marat"), at=at, version=submitted).stage == "approved"


def test_one_reviewer_cannot_approve_what_two_have_to_see(person: Find, at: datetime, large: Version) -> None:
    assert reviewing.way(large).because == ("second.credits",)
    with pytest.raises(Refused, match=r"case.approve.criteria-judged"):
        approve(actor=person("marat"), at=at, version=large)
    assert Version.objects.get().stage == "review"


def test_a_sheet_with_an_open_criterion_is_not_signed(person: Find, at: datetime, large: Version) -> None:
    for judgement in (("", ""), ("partly", " ")):
        given = sheet(large, level=judgement)
        with pytest.raises(
            Refused, match=r"case.recommend.criteria-judged|review.approves-what-is-partly-met"
        ):
            recommend(actor=person("marat"), at=at, version=large, judgements=given, recommendation="approve")
    assert not large.sheets.filter(signed_at__isnull=False).exists()


def test_a_sheet_does_not_recommend_against_itself(person: Find, at: datetime, large: Version) -> None:
    given = sheet(large, level=("not-met", "No argument."))
    with pytest.raises(Refused, match=r"review.approves-what-is-not-met"):
        recommend(actor=person("marat"), at=at, version=large, judgements=given, recommendation="approve")


def test_two_reviewers_who_agree_publish(person: Find, at: datetime, large: Version) -> None:
    first = signed(person, "marat", at, large, "approve")
    assert first.stage == "second-review"
    with pytest.raises(Refused, match=r"review.signed"):
        fill_sheet(actor=person("marat"), at=at, version=first, judgements={})
    with pytest.raises(Refused, match=r"case.approve"):
        approve(actor=person("marat"), at=at, version=first)
    second = signed(person, "gaukhar", at, first, "approve")
    assert second.stage == "approved"
    assert second.next_review_on is not None
    assert second.valid_until == date(2029, 11, 21)
    assert [one.place for one in reviewing.sheets(second)] == [1, 2]


def test_a_second_click_signs_once(person: Find, at: datetime, large: Version) -> None:
    revision = large.revision
    first = signed(person, "marat", at, large, "approve", revision=revision)
    assert signed(person, "marat", at, large, "approve", revision=revision) == first
    assert history(subject_of(large)).filter(action="qualifications.recommend").count() == 1


def test_an_outdated_page_is_told(person: Find, at: datetime, large: Version) -> None:
    with pytest.raises(Refused, match=r"changed-meanwhile"):
        signed(person, "marat", at, large, "approve", revision=large.revision - 1)


def test_reviewers_who_differ_leave_it_to_the_committee(person: Find, at: datetime, large: Version) -> None:
    first = signed(person, "marat", at, large, "approve")
    assert (
        signed(person, "gaukhar", at, first, "return-with-remarks", reasons="Too much.").stage == "committee"
    )


def test_the_first_reviewer_may_return_it_at_once(person: Find, at: datetime, large: Version) -> None:
    returned = signed(person, "marat", at, large, "return-with-remarks", reasons="The hours are not argued.")
    assert returned.stage == "returned"
    assert [one.text for one in returned.remarks.all()] == ["The hours are not argued."]


def test_a_new_submission_begins_with_new_sheets(person: Find, at: datetime, large: Version) -> None:
    signed(person, "marat", at, large, "return-with-remarks", reasons="More.")
    again = submit(actor=person("dana"), at=at, version=Version.objects.get())
    assert (again.round, reviewing.sheets(again)) == (2, [])
    assert again.sheets.count() == 1


def test_who_has_taken_it_up_has_it(person: Find, at: datetime, large: Version) -> None:
    take_up(actor=person("marat"), at=at, version=large)
    with pytest.raises(Refused, match=r"review.taken"):
        take_up(actor=person("gaukhar"), at=at, version=large)
    with pytest.raises(Refused, match=r"review.taken"):
        signed(person, "gaukhar", at, large, "approve")
    with pytest.raises(Refused, match=r"review.taken"):
        approve(actor=person("gaukhar"), at=at, version=large)
    take_up(actor=person("marat"), at=at, version=large, give_up=True)
    assert take_up(actor=person("gaukhar"), at=at, version=large).taken_by == person("gaukhar")
    with pytest.raises(NotPermitted):
        take_up(actor=person("dana"), at=at, version=large)


def test_the_committee_decides_by_majority_with_reasons(person: Find, at: datetime, high: Version) -> None:
    assert reviewing.way(high).committee
    before = signed(person, "marat", at, high, "approve")
    assert before.stage == "committee"

    def decided(by: str, result: str, reasons: str = "It is needed.") -> Version:
        return decide(actor=person(by), at=at, version=Version.objects.get(), result=result, reasons=reasons)

    with pytest.raises(NotPermitted):
        vote(actor=person("marat"), at=at, version=before, verdict="approve", reasons="Good.")
    vote(actor=person("dina"), at=at, version=before, verdict="approve", reasons="Good.")
    with pytest.raises(Refused, match=r"case.approve.quorum"):
        decided("dina", "approve")
    vote(actor=person("yerzhan"), at=at, version=before, verdict="refuse", reasons="No need.")
    with pytest.raises(Refused, match=r"case.approve.majority"):
        decided("dina", "approve")
    vote(actor=person("sabyr"), at=at, version=before, verdict="approve", reasons="Needed.")
    with pytest.raises(InvalidValue, match=r"design.no-reason"):
        vote(actor=person("sabyr"), at=at, version=before, verdict="approve", reasons=" ")
    with pytest.raises(Refused, match=r"case.refuse.majority"):
        decided("dina", "refuse")
    with pytest.raises(Refused, match=r"case.approve.reasons-given"):
        decided("dina", "approve", " ")
    done = decided("dina", "approve")
    assert published(at.date()).filter(pk=done.pk).exists()
    kept = Minutes.objects.get()
    assert (kept.number, kept.result, kept.tally) == (1, "approve", {"approve": 2, "refuse": 1})
    with pytest.raises(Refused, match=r"case.not-now"):
        decided("yerzhan", "refuse")


@pytest.mark.parametrize(("result", "stage"), [("return-with-remarks", "returned"), ("refuse", "refused")])
def test_the_committee_returns_or_refuses(
    person: Find, at: datetime, high: Version, result: str, stage: str
) -> None:
    before = signed(person, "marat", at, high, "approve")
    for one in ("dina", "yerzhan", "sabyr"):
        vote(actor=person(one), at=at, version=before, verdict=result, reasons="As it stands, no.")
    done = decide(
        actor=person("sabyr"), at=at, version=before, result=result, reasons="The level is not argued."
    )
    assert done.stage == stage
    assert "The level is not argued" in Letter.objects.filter(to=person("dana")).latest("pk").body["en"]


def test_who_works_in_a_unit_of_the_author_s_organisation_has_a_conflict(
    person: Find, at: datetime, submitted: Version
) -> None:
    kokzhar = submitted.micro_qualification.owner
    unit = Organisation.objects.create(code="kokzhar-unit", type="university", names={}, parent=kokzhar)
    assert not conflicted(submitted, person("marat"), at.date())
    Membership.objects.create(
        person=person("marat"), organisation=unit, role="author", since=at.date() - timedelta(days=1)
    )
    assert conflicted(submitted, person("marat"), at.date())


def test_an_approval_with_conditions_is_seen_to(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(Refused, match=r"review.no-conditions"):
        signed(person, "marat", at, submitted, "approve-with-conditions")
    past = (reviewing.Asked("Too late.", date(2026, 1, 1)),)
    with pytest.raises(Refused, match=r"case.approve-with-conditions.conditions-stated"):
        signed(person, "marat", at, submitted, "approve-with-conditions", conditions=past)
    done = signed(person, "marat", at, submitted, "approve-with-conditions", conditions=ASKED)
    assert done.stage == "approved"
    (one,) = conditions(done)
    assert (one.text, one.due_on) == ("Name an assessor from a firm.", SOON)
    with pytest.raises(Refused, match=r"condition.not-answered"):
        answer_condition(actor=person("marat"), at=at, condition=one)
    with pytest.raises(NotPermitted):
        fulfil_condition(actor=person("nurlan"), at=at, condition=one, answer="Done.")
    fulfil_condition(actor=person("dana"), at=at, condition=one, answer="A letter went out.")
    with pytest.raises(InvalidValue, match=r"design.no-reason"):
        answer_condition(actor=person("marat"), at=at, condition=one, missing=" ")
    answer_condition(actor=person("marat"), at=at, condition=one, missing="Who is it?")
    fulfil_condition(actor=person("dana"), at=at, condition=one, answer="Erlan of Qaraghai.")
    answer_condition(actor=person("marat"), at=at, condition=one)
    (one,) = conditions(done)
    assert one.confirmed_by == person("marat")
    with pytest.raises(Refused, match=r"condition.confirmed"):
        fulfil_condition(actor=person("dana"), at=at, condition=one, answer="Again.")


def test_a_late_condition_is_told_to_both_once(person: Find, at: datetime, submitted: Version) -> None:
    signed(person, "marat", at, submitted, "approve-with-conditions", conditions=ASKED)
    Version.objects.update(next_review_on=None)
    assert remind_reviews(at=at) == 0
    later = at.replace(year=2027, month=2, day=1) + timedelta(days=1)
    assert remind_reviews(at=later) == 1
    assert remind_reviews(at=later) == 0
    told = {letter.to.username for letter in Letter.objects.filter(sent_at=later)}
    assert {"dana", "marat", "gaukhar"} <= told


def test_the_author_sees_what_is_asked_in_the_list_of_designs(
    person: Find, at: datetime, submitted: Version, dana: Client
) -> None:
    signed(person, "marat", at, submitted, "approve-with-conditions", conditions=ASKED)
    assert "1 condition of the approval waits for your answer." in dana.get("/en/designs/").content.decode()
