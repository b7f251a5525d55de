"""Two blind assessors of a case, and a third where they differ."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.appoint import appoint
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.hand_in import hand_in
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.assessing import counting
from tanym.apps.recognition.models import Awaited
from tanym.apps.recognition.queries import case as visible_case
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused

pytestmark = pytest.mark.django_db


def assesses_at_sayram(name: str, **scope: list[str]) -> None:
    Membership.objects.create(
        person=find(name),
        organisation=organisation("sayram"),
        role="assessor",
        since=date(2026, 1, 1),
        scope=scope,
    )


@pytest.fixture
def two(walk):
    """A case in assessment, with Timur and Omar, who judge blind."""
    for name in ("omar", "aizhan"):
        assesses_at_sayram(name)
    walk.submitted()
    walk.act(accept, "saule", assessor=find("timur"), second=find("omar"))
    walk.mapped()
    walk.interviewed()
    walk.act(declare, "omar", relation="none")
    return walk


def marks(walk, name: str, *not_achieved: int) -> None:
    for number, outcome in enumerate(walk.outcomes):
        mark(walk, name, outcome, "not-achieved" if number in not_achieved else "achieved")
    hand_in(actor=find(name), at=walk.at, case=walk.renew())


def mark(walk, name: str, outcome: str, achievement: str) -> None:
    walk.act(judge, name, outcome=outcome, achievement=achievement, reasons=f"As {name} saw it.")


def page(walk, as_, name: str) -> str:
    return as_(name).get(f"/en/recognition/cases/{walk.case.public_id}/handling/").content.decode()


def waits_for(walk) -> set[str]:
    return {
        one.person.username if one.person else one.role
        for one in Awaited.objects.filter(pending__case=walk.case).select_related("person")
    }


def test_neither_sees_the_other_before_both_have_handed_in(two, as_) -> None:
    marks(two, "timur", 0)
    for reader in ("omar", "saule"):
        assert "As timur saw it." not in page(two, as_, reader)
    marks(two, "omar", 0)
    for reader in ("omar", "timur", "saule"):
        shown = page(two, as_, reader)
        assert "As timur saw it." in shown
        assert "As omar saw it." in shown


def test_what_both_found_goes_to_the_commission(two) -> None:
    marks(two, "timur", 0)
    with pytest.raises(Refused, match="every-outcome-judged"):
        two.act(refer, "timur")
    marks(two, "omar", 0)
    assert [one.achievement for one in counting(two.renew())] == ["not-achieved", *["achieved"] * 4]
    two.act(refer, "timur")
    assert two.case.stage == "commission"


def test_what_was_handed_in_is_changed_no_more_and_handing_in_twice_does_nothing(two) -> None:
    marks(two, "timur")
    with pytest.raises(Refused, match="marks-submitted"):
        mark(two, "timur", two.outcomes[0], "partly")
    before = two.renew().revision
    hand_in(actor=find("timur"), at=two.at, case=two.case)
    assert two.renew().revision == before


def test_nothing_is_handed_in_before_every_outcome_has_a_mark(two) -> None:
    mark(two, "timur", two.outcomes[0], "achieved")
    with pytest.raises(Refused, match="marks-open"):
        hand_in(actor=find("timur"), at=two.at, case=two.renew())


def test_two_who_judge_at_the_same_time_do_not_outdate_each_others_page(two) -> None:
    seen = two.renew().revision
    for name in ("timur", "omar"):
        judge(
            actor=find(name),
            at=two.at,
            case=two.case,
            revision=seen,
            outcome=two.outcomes[0],
            achievement="achieved",
            reasons="Shown.",
        )
    assert two.case.judgements.count() == 2


def test_a_third_judges_only_what_they_differ_on_and_settles_it(two) -> None:
    marks(two, "timur", 0, 1)
    marks(two, "omar", 1)
    assert waits_for(two) == {"secretary"}
    with pytest.raises(Refused, match="every-outcome-judged"):
        two.act(refer, "timur")
    two.act(appoint, "saule", assessor=find("aizhan"), place=3)
    assert waits_for(two) == {"aizhan"}
    two.act(declare, "aizhan", relation="none")
    with pytest.raises(Refused, match="marks-submitted"):
        mark(two, "aizhan", two.outcomes[1], "achieved")
    mark(two, "aizhan", two.outcomes[0], "achieved")
    hand_in(actor=find("aizhan"), at=two.at, case=two.renew())
    assert [one.achievement for one in counting(two.renew())] == [
        "achieved",
        "not-achieved",
        *["achieved"] * 3,
    ]
    two.act(refer, "timur")


def test_a_third_is_not_appointed_while_there_is_nothing_to_settle(two) -> None:
    with pytest.raises(Refused, match="nothing-to-settle"):
        two.act(appoint, "saule", assessor=find("aizhan"), place=3)


def test_the_third_does_not_see_the_marks_of_the_two_before_handing_in(two, as_) -> None:
    marks(two, "timur", 0)
    marks(two, "omar")
    two.act(appoint, "saule", assessor=find("aizhan"), place=3)
    shown = page(two, as_, "aizhan")
    assert "As timur saw it." not in shown
    assert "As omar saw it." not in shown


def test_a_second_who_has_an_interest_is_replaced_and_the_new_one_begins_anew(two) -> None:
    two.act(declare, "omar", relation="interest", interest="A cousin.")
    with pytest.raises(Refused, match="declare-first"):
        mark(two, "omar", two.outcomes[0], "achieved")
    two.act(appoint, "saule", assessor=find("aizhan"), place=2)
    with pytest.raises(NotPermitted):
        mark(two, "omar", two.outcomes[0], "achieved")
    with pytest.raises(NotFound):
        visible_case(two.case.public_id, find("omar"), two.at.date())
    two.act(declare, "aizhan", relation="none")
    marks(two, "aizhan")
    marks(two, "timur")
    assert {one.assessor for one in two.case.judgements.all()} == {find("aizhan"), find("timur")}
    assert len(counting(two.renew())) == 5


def test_only_the_first_maps_and_holds_the_interview(walk) -> None:
    assesses_at_sayram("omar")
    walk.submitted()
    walk.act(accept, "saule", assessor=find("timur"), second=find("omar"))
    walk.act(declare, "omar", relation="none")
    with pytest.raises(NotPermitted):
        walk.act(map_outcomes, "omar", shows={}, direct=walk.outcomes)


def test_two_assessors_are_two_people_who_assess_here(walk) -> None:
    walk.submitted()
    for second in ("timur", "omar"):
        with pytest.raises(InvalidValue, match="no-assessor"):
            walk.act(accept, "saule", assessor=find("timur"), second=find(second))


def test_a_second_one_cannot_come_once_the_first_has_begun(walk) -> None:
    assesses_at_sayram("omar")
    walk.to("assessment")
    mark(walk, "timur", walk.outcomes[0], "achieved")
    with pytest.raises(Refused, match="marks-begun"):
        walk.act(appoint, "saule", assessor=find("omar"), place=2)


def test_the_office_sees_who_is_suggested_first_and_what_speaks_against_the_others(walk, as_) -> None:
    assesses_at_sayram("omar", programmes=["logistics"])
    assesses_at_sayram("laura")
    walk.submitted()
    shown = page(walk, as_, "saule")
    assert "outside the scope of the role" in shown
    options = shown[shown.index('name="assessor"') : shown.index('name="second"')]
    assert options.index("Omar") > options.index("Timur")


def test_a_tie_on_record_against_a_declaration_is_told_to_the_office(walk, as_) -> None:
    Membership.objects.create(
        person=find("aigul"), organisation=organisation("qaraghai"), role="employer", since=date(2026, 1, 1)
    )
    Membership.objects.create(
        person=find("timur"), organisation=organisation("qaraghai"), role="employer", since=date(2026, 1, 1)
    )
    walk.submitted()
    walk.accepted()
    walk.act(declare, "timur", relation="none")
    assert "works at the same organisation as the claimant" in page(walk, as_, "saule")
    assert "The record shows a tie" not in page(walk, as_, "timur")
