"""An employer's group shows numbers only; a plan is given whole; methods, words and adjustments are said by whom they concern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.ask_adjustment import ask_adjustment
from tanym.apps.recognition.actions.decide_adjustment import decide_adjustment
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.validation.actions.choose_methods import choose_methods
from tanym.apps.validation.actions.close_cohort import close_cohort
from tanym.apps.validation.actions.edit_plan import Edited, edit_plan
from tanym.apps.validation.actions.join_cohort import join_cohort
from tanym.apps.validation.actions.leave_cohort import leave_cohort
from tanym.apps.validation.actions.open_cohort import open_cohort
from tanym.apps.validation.actions.say_of_assessment import say_of_assessment
from tanym.apps.validation.actions.tell_employer import tell_employer
from tanym.apps.validation.checking import report_on_assessment
from tanym.apps.validation.models import Cohort, Plan, PlanLine
from tanym.apps.validation.queries import (
    cohort_behind,
    counts_of,
    membership,
    plan_given,
    route_of,
    told_to,
)
from tanym.apps.validation.targets import aim
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tanym.core.recognition.validation.phases import Phase
from tests.apps.validation.conftest import DISCIPLINE, Walk

pytestmark = pytest.mark.django_db
Start = Callable[..., Walk]
DAY = date(2026, 11, 21)


def opened(at: datetime) -> tuple[Cohort, str]:
    return open_cohort(
        actor=find("erlan"), at=at, employer=organisation("qaraghai"), aim=aim(DISCIPLINE, DAY), name="Shop"
    )


def test_an_employer_sees_numbers_of_three_and_more_and_results_by_consent_only(
    country: None, at: datetime
) -> None:
    cohort, secret = opened(at)
    assert cohort_behind(secret, at) == cohort
    for name in ("yerlan", "aigul"):
        join_cohort(actor=find(name), at=at, cohort=cohort, informed=True, tell=False)
    assert counts_of(cohort, DAY).by_phase[Phase.IDENTIFICATION] is None
    case = join_cohort(actor=find("samal"), at=at, cohort=cohort, informed=True, tell=False)
    counts = counts_of(cohort, DAY)
    assert counts.by_phase[Phase.IDENTIFICATION] == 3
    assert counts.total is None
    assert told_to(cohort) == []
    member = membership(case)
    assert member is not None
    with pytest.raises(NotPermitted):
        tell_employer(actor=find("erlan"), at=at, member=member, tell=True)
    tell_employer(actor=find("samal"), at=at, member=member, tell=True)
    assert [(one.person, one.result) for one in told_to(cohort)] == [(find("samal"), "")]
    leave_cohort(actor=find("samal"), at=at, member=member)
    assert told_to(cohort) == []
    assert route_of(case).kind == "alone"
    assert counts_of(cohort, DAY).by_phase[Phase.IDENTIFICATION] is None


def test_a_closed_or_expired_link_leads_nowhere(country: None, at: datetime) -> None:
    cohort, secret = opened(at)
    with pytest.raises(NotFound, match=r"validation\.no-such-cohort"):
        cohort_behind(secret, at + timedelta(days=91))
    with pytest.raises(NotFound):
        cohort_behind("guessed", at)
    with pytest.raises(NotPermitted):
        close_cohort(actor=find("asel"), at=at, cohort=cohort, revision=1)
    close_cohort(actor=find("erlan"), at=at, cohort=cohort, revision=1)
    with pytest.raises(Refused, match=r"validation\.cohort-closed"):
        join_cohort(actor=find("yerlan"), at=at, cohort=cohort, informed=True, tell=True)
    assert not Cohort.objects.filter(digest=secret).exists()


def test_a_plan_is_given_only_when_each_gap_has_a_way(start: Start, at: datetime) -> None:
    case = start().case
    plan = Plan.objects.create(case=case, drafted_at=at)
    first = PlanLine.objects.create(plan=plan, outcome="o1", ref="x", titles={"en": "A course"}, likeness=50)
    PlanLine.objects.create(plan=plan, outcome="o2")
    saule = {"actor": find("saule"), "at": at, "plan": plan, "words": "Slowly.", "revision": None}
    chosen = {first.pk: Edited(True, DAY + timedelta(days=90))}
    with pytest.raises(Refused, match=r"validation\.plan-gap"):
        edit_plan(**saule, lines=chosen, give=True)
    assert plan_given(case) is None
    with pytest.raises(InvalidValue, match=r"validation\.plan-until-past"):
        edit_plan(**saule, lines={first.pk: Edited(True, DAY - timedelta(days=1))})
    with pytest.raises(InvalidValue, match=r"validation\.plan-line"):
        edit_plan(**saule, lines={first.pk + 99: Edited(True)})
    with pytest.raises(NotPermitted):
        edit_plan(**{**saule, "actor": find("laura")}, lines=chosen)  # who does not advise this person
    given = edit_plan(**saule, lines=chosen, own=[("o2", "Two months with the foreman")], give=True)
    assert given.given_by == find("saule")
    assert plan_given(case).lines.filter(chosen=True).count() == 2
    with pytest.raises(Refused, match="changed-meanwhile"):
        edit_plan(**{**saule, "revision": 1}, lines={})


def test_methods_words_and_adjustments_answer_the_rules_on_assessment(start: Start, at: datetime) -> None:
    walk = start().to("assessment")
    asked = ask_adjustment(actor=find("yerlan"), at=at, case=walk.case, revision=None, asked="A seat.")
    open_ = {one.rule: str(one.outcome) for one in report_on_assessment(walk.case, DAY).findings}
    assert open_["AS-11"] == "not-met"
    with pytest.raises(InvalidValue, match=r"recognition\.adjustment-reasons"):
        decide_adjustment(
            actor=find("saule"), at=at, adjustment=asked, revision=None, decision="granted", reasons=" "
        )
    for _ in range(2):  # sent twice
        decide_adjustment(
            actor=find("saule"),
            at=at,
            adjustment=asked,
            revision=None,
            decision="granted",
            reasons="Of course.",
        )
    words = {"actor": find("saule"), "at": at, "case": walk.case, "words": "I looked."}
    with pytest.raises(InvalidValue, match=r"validation\.word-value"):
        say_of_assessment(**words, fact="identified", value="by smell")
    with pytest.raises(NotPermitted):
        say_of_assessment(**{**words, "actor": find("timur")}, fact="qualified", value="")
    say_of_assessment(**words, fact="identified", value="supervised-with-id")
    say_of_assessment(**words, fact="qualified", value="")
    say_of_assessment(**words, fact="kept-until", value="2032-01-01")
    say_of_assessment(**words, fact="moderation", value="Aliya read a tenth again.")
    for outcome in walk.outcomes:
        walk.act(judge, "timur", outcome=outcome, achievement="achieved", reasons="Shown.")
    found = {one.rule: str(one.outcome) for one in report_on_assessment(walk.renew(), DAY).findings}
    assert {rule: found[f"AS-{rule:02}"] for rule in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12)} == dict.fromkeys(
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12), "met"
    )
    assert found["AS-03-S"] == "met"


@pytest.mark.parametrize(
    ("chosen", "code"),
    [({}, "method.none-for-outcome"), ({"o1": ["self-assessment"]}, "method.proves-nothing-alone")],
)
def test_methods_that_prove_nothing_are_not_kept(
    start: Start, chosen: dict[str, list[str]], code: str
) -> None:
    walk = start().to("mapping")
    with pytest.raises(Refused, match=r"recognition\.declare-first"):
        walk.act(choose_methods, "timur", chosen=chosen, why={})
    walk.case.relation = "none"
    walk.case.save()
    with pytest.raises(InvalidValue) as refused:
        walk.act(choose_methods, "timur", chosen=chosen, why={})
    assert refused.value.code == code
    assert not route_of(walk.case).methods.exists()
