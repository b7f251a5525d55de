"""From a decided case to a standing decision that others take: the credits follow without a petition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from tanym.apps.letters.models import Letter
from tanym.apps.offers import queries, standings
from tanym.apps.offers.actions.ask import ask
from tanym.apps.offers.actions.end import end
from tanym.apps.offers.actions.look_over import look_over
from tanym.apps.offers.actions.put_in_force import put_in_force
from tanym.apps.offers.actions.renew import renew
from tanym.apps.offers.actions.take import take
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.panels import not_yet
from tanym.apps.offers.track import decision
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.reading import holding_content
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.recognition.standing import State
from tests.apps.offers.conftest import CODE, World

pytestmark = pytest.mark.django_db

SOME = ["o1", "o2", "o3"]


@pytest.fixture
def decided_in_part(world: World) -> RecognitionCase:
    """A case of Miras's, recognised in part: the claimant can appeal for ten working days."""
    return world.decided(world.held("miras"), achieved=3)


def state(row: StandingDecision, world: World, days: int = 0) -> State:
    fresh = StandingDecision.objects.get(pk=row.pk)
    return standings.state_of(fresh, world.at.date() + timedelta(days=days))


def new_version(world: World, days: int) -> Version:
    """A version of the micro-qualification with another first outcome, published some days from now."""
    old = Version.objects.get(micro_qualification__code=CODE, stage="approved")
    first, *others = old.content["outcomes"]
    content = old.content | {"outcomes": [first | {"text": {"en": "Bakes bread."}}, *others]}
    return Version.objects.create(
        micro_qualification=old.micro_qualification,
        number=old.number + 1,
        content=content,
        digest="0" * 64,
        stage="approved",
        edited_by=old.edited_by,
        edited_at=world.at,
        published_on=world.at.date() + timedelta(days=days),
        titles=old.titles,
        level=old.level,
        credits=old.credits,
    )


def test_the_case_is_decided_at_once_and_goes_to_the_registrar(world, standing) -> None:
    world.held("samal")
    case = take(actor=world.who("samal"), at=world.at, standing=standing)
    assert (case.stage, case.decided_on) == ("recognised", world.at.date())
    decision = case.decisions.get()
    assert (decision.credits, decision.by.username, decision.commission) == (500, "aliya", None)
    assert all(one["recognised"] for one in decision.content["findings"])
    given = confirm_credits(
        actor=world.who("rustem"), at=world.at, case=case, revision=None, credits=500, line="T-17"
    )
    assert given.stage == "credited"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_standing_decision_says_is_read_in_the_language_of_whoever_reads(
    world, standing, language
) -> None:
    world.held("samal")
    case = take(actor=world.who("samal"), at=world.at, standing=standing)
    content = holding_content(case.decisions.get(), language)
    said = decision(standing, world.at.date(), language)
    assert (content["reasons"], content["advice"]) == (said.reasons, said.advice)
    assert [one["reasons"] for one in content["findings"]] == [one.reasons for one in said.findings]


def test_the_discipline_is_awarded_and_nothing_tells_of_the_person_before(world, standing) -> None:
    world.held("samal")
    case = take(actor=world.who("samal"), at=world.at, standing=standing)
    award = case.decisions.get().award
    assert (award.person.username, award.kind, award.discipline) == (
        "samal",
        "discipline",
        standing.discipline,
    )
    assert award.record["recognition"]["minutes_number"] == standing.minutes_number
    told = f"{award.record}{case.decisions.get().content}".lower()
    assert "aigul" not in told
    assert str(standing.case.public_id) not in told


def test_a_second_click_gives_the_same_case(world, standing) -> None:
    world.held("samal")
    first = take(actor=world.who("samal"), at=world.at, standing=standing)
    assert take(actor=world.who("samal"), at=world.at, standing=standing) == first
    assert RecognitionCase.objects.filter(claimant__username="samal").count() == 1


def test_who_holds_nothing_or_an_annulled_award_takes_nothing(world, standing) -> None:
    with pytest.raises(Refused, match=r"standing\.not-held"):
        take(actor=world.who("samal"), at=world.at, standing=standing)
    annul(actor=world.who("zhanar"), at=world.at, award=world.held("samal"), reason="A mistake")
    with pytest.raises(Refused, match=r"standing\.not-held"):
        take(actor=world.who("samal"), at=world.at, standing=standing)
    assert not RecognitionCase.objects.filter(claimant__username="samal").exists()


def test_what_is_recognised_already_is_not_recognised_again(world, standing) -> None:
    with pytest.raises(Refused, match=r"offers\.recognised-already"):
        take(actor=world.who("aigul"), at=world.at, standing=standing)


def test_a_draft_that_was_begun_is_used(world, standing) -> None:
    world.held("samal")
    draft = apply(actor=world.who("samal"), at=world.at, discipline=standing.discipline)
    assert take(actor=world.who("samal"), at=world.at, standing=standing) == draft


def test_who_put_it_in_force_takes_nothing_from_it(world, standing) -> None:
    world.held("aliya")
    with pytest.raises(NotPermitted, match=r"case\.two-sides"):
        take(actor=world.who("aliya"), at=world.at, standing=standing)


def test_a_part_exempts_from_its_outcomes_and_can_be_appealed(world, case) -> None:
    some = [one["id"] for one in case.target["outcomes"]][:2]
    row = world.in_force(case, outcomes=some)
    assert (row.in_full, row.credits) == (False, 0)
    world.held("samal")
    taken = take(actor=world.who("samal"), at=world.at, standing=row)
    assert taken.stage == "partly"
    assert [one["recognised"] for one in taken.decisions.get().content["findings"]] == [
        True,
        True,
        False,
        False,
        False,
    ]
    appeal(actor=world.who("samal"), at=world.at, case=taken, revision=None, grounds="I can do more.")
    assert RecognitionCase.objects.get(pk=taken.pk).stage == "before_appeal"


def test_who_proposed_it_does_not_put_it_in_force(world, case) -> None:
    row = world.proposed(case)
    assert state(row, world) is State.PROPOSED
    member = world.who("saule").memberships.get(organisation=row.organisation)
    member.pk, member.role = None, "member"
    member.save()
    with pytest.raises(NotPermitted, match=r"standing\.second-person"):
        put_in_force(actor=world.who("saule"), at=world.at, standing=row, revision=None)
    put_in_force(actor=world.who("bolat"), at=world.at, standing=row, revision=row.revision)
    assert state(row, world) is State.IN_FORCE


def test_the_same_proposal_sent_twice_is_one(world, case) -> None:
    assert world.proposed(case) == world.proposed(case)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sources": []}, "standing.no-source"),
        ({"sources": ["baking"]}, "offers.other-source"),
        ({"outcomes": ["o9"]}, "offers.not-shown"),
        ({"words": " "}, "offers.no-words"),
    ],
)
def test_a_proposal_says_what_was_compared(world, case, change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        world.proposed(case, **change)
    assert refused.value.code == code


def test_a_discipline_that_changed_since_the_case_cannot_be_proposed(world, case) -> None:
    case.discipline.credits = 600
    case.discipline.save()
    with pytest.raises(Refused, match=r"offers\.discipline-changed"):
        world.proposed(case)


def test_a_new_version_puts_it_on_hold_from_its_day_and_the_office_is_told_once(world, standing) -> None:
    new_version(world, days=2)
    assert state(standing, world, 1) is State.IN_FORCE
    assert state(standing, world, 2) is State.TO_LOOK_AT
    later = world.at + timedelta(days=2)
    assert look_over(at=world.at) == 0
    told = look_over(at=later)
    assert told >= 2  # the secretaries, and who put it in force
    assert look_over(at=later) == 0
    assert Letter.objects.filter(about=standing.subject, to__username="saule").exists()


def test_who_holds_the_old_version_waits_until_somebody_has_looked(world, standing) -> None:
    world.held("samal")
    new_version(world, days=1)
    later = world.at + timedelta(days=1)
    with pytest.raises(Refused, match=r"standing\.not-in-force"):
        take(actor=world.who("samal"), at=later, standing=standing)
    terms = replace(world.terms(standing.case), since=later.date())
    renewed = renew(actor=world.who("saule"), at=later, standing=standing, revision=None, terms=terms)
    put_in_force(actor=world.who("kamila"), at=later, standing=renewed, revision=None)
    assert state(standing, world, 1) is State.ENDED
    assert take(actor=world.who("samal"), at=later, standing=renewed).stage == "recognised"


def test_a_discipline_that_changes_puts_it_on_hold(world, standing) -> None:
    standing.discipline.outcomes[0]["text"]["en"] = "Reads minds."
    standing.discipline.save()
    assert state(standing, world) is State.TO_LOOK_AT
    look_over(at=world.at)
    assert StandingDecision.objects.get(pk=standing.pk).changed_on == world.at.date()


def test_an_office_is_reminded_of_the_last_day(world, case) -> None:
    world.in_force(case, until=world.at.date() + timedelta(days=20))
    assert look_over(at=world.at) >= 2
    assert look_over(at=world.at) == 0


def test_what_has_ended_gives_nothing_from_that_day_on(world, standing) -> None:
    world.held("samal")
    with pytest.raises(InvalidValue, match=r"offers\.no-reasons"):
        end(actor=world.who("saule"), at=world.at, standing=standing, revision=None, reasons=" ")
    end(actor=world.who("saule"), at=world.at, standing=standing, revision=None, reasons="A new course.")
    with pytest.raises(Refused, match=r"standing\.not-in-force"):
        take(actor=world.who("samal"), at=world.at, standing=standing)
    assert queries.in_force(world.at.date()) == []


def test_an_application_is_prefilled_with_what_is_near(world, case) -> None:
    world.held("samal")
    made = ask(actor=world.who("samal"), at=world.at, discipline=case.discipline)
    item = made.evidence.get()
    assert made.stage == "draft"
    assert item.award is not None
    assert item.mappings.filter(claimed=True).exists()
    with pytest.raises(Refused, match=r"offers\.not-near"):
        ask(actor=world.who("damir"), at=world.at, discipline=disciplines().exclude(pk=case.discipline.pk)[0])


def test_a_decision_that_can_still_be_appealed_counts_for_nobody_else(world, decided_in_part) -> None:
    case = decided_in_part
    with pytest.raises(Refused, match=r"recognition\.can-be-appealed"):
        world.proposed(case, outcomes=SOME)
    later = replace(world, at=world.at + timedelta(days=20))
    row = later.proposed(case, outcomes=SOME)
    appeal(actor=world.who("miras"), at=world.at, case=case, revision=None, grounds="I can do more.")
    with pytest.raises(Refused, match=r"recognition\.under-appeal"):
        put_in_force(actor=world.who("aliya"), at=later.at, standing=row, revision=None)


def test_an_appeal_stops_what_is_in_force(world, decided_in_part) -> None:
    """As by an appeal that was let in after the term."""
    later = replace(world, at=world.at + timedelta(days=20))
    row = later.in_force(decided_in_part, outcomes=SOME)
    assert row in [one.row for one in queries.in_force(later.at.date())]
    appeal(
        actor=world.who("miras"), at=world.at, case=decided_in_part, revision=None, grounds="I can do more."
    )
    assert state(row, world, 20) is State.SUSPENDED
    assert row not in [one.row for one in queries.in_force(later.at.date())]
    world.held("samal")
    with pytest.raises(Refused, match=r"standing\.not-in-force"):
        take(actor=world.who("samal"), at=later.at, standing=row)


def test_the_office_reads_until_when_it_has_to_wait(world, decided_in_part) -> None:
    today = world.at.date()
    with override("en"):
        assert "the last day for an appeal is 7 December 2026" in not_yet(decided_in_part, today)
        assert not_yet(decided_in_part, today + timedelta(days=20)) == ""
