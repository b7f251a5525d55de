"""A standing decision of Sayram, from a decided case of Aigul's: by the actions that the pages call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.offers.actions.propose import propose
from tanym.apps.offers.actions.put_in_force import put_in_force
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.proposing import Terms
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award, Version
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.seating import Member
from tanym.apps.site.actions.load_country import load_country
from tanym.apps.site.actions.load_designs import load_designs
from tanym.core.recognition.evidence import Quality
from tests.apps.kept_rows import KeptRows

CODE = "data-analysis-decisions"
PANEL = ("aliya", "bolat", "kamila")
BEGAN = datetime.fromisoformat("2026-11-23T10:00:00+05:00")
WORDS = "The outcomes of both were compared; the tasks are the same."


@dataclass
class World:
    """Sayram, a micro-qualification that is published, and what becomes of it."""

    at: datetime

    def held(self, who: str, code: str = CODE) -> Award:
        """The award of a micro-qualification, as learning confers it."""
        version = Version.objects.filter(micro_qualification__code=code, stage="approved").get()
        return confer(
            actor=find("zhanar"),
            at=self.at,
            person=find(who),
            awarding_body=organisation("kokzhar"),
            source=f"tests.award:{who}-{code}",
            record={"titles": version.titles, "outcomes": [], "kind": "micro-qualification"},
            version=version,
        )

    def decided(self, award: Award, achieved: int = 5) -> Any:
        """A case of the holder that rests on the award alone, decided by the commission."""
        discipline = disciplines().get(code="data-analysis-intro")
        claimant = award.person
        case = apply(actor=claimant, at=self.at, discipline=discipline)
        ids = [one["id"] for one in case.target["outcomes"]]

        def act(action: Callable[..., Any], by: str, **given: Any) -> None:
            action(actor=find(by), at=self.at, case=case, revision=None, **given)
            case.refresh_from_db()

        act(add_evidence, claimant.username, award=award, outcomes=ids[:achieved])
        act(submit, claimant.username, application="Please count it.", informed=True)
        act(accept, "saule", assessor=find("timur"))
        act(declare, "timur", relation="none")
        item = str(case.evidence.get().public_id)
        act(
            map_outcomes,
            "timur",
            shows={(item, one): "yes" for one in ids[:achieved]},
            ratings={item: dict.fromkeys(Quality, "yes")},
            direct=ids[achieved:],
            finish=True,
        )
        act(interview, "timur", held_on=self.at.date(), record="Explained the report.")
        said = {True: ("achieved", "Shown."), False: ("not-achieved", "Not shown.")}
        for number, outcome in enumerate(ids):
            mark, reasons = said[number < achieved]
            act(judge, "timur", outcome=outcome, achievement=mark, reasons=reasons)
        act(refer, "timur")
        members = [Member(find("aliya"), "chair"), Member(find("bolat"), "deputy"), Member(find("kamila"))]
        act(seat_commission, "saule", members=members, elected=True)
        result = "recognise" if achieved == len(ids) else "recognise-in-part"
        for name in PANEL:
            vote(actor=find(name), at=self.at, record=case, choice=result)
        draft = {
            "result": result,
            "findings": [
                {"outcome": one, "recognised": n < achieved, "reasons": said[n < achieved][1], "departs": ""}
                for n, one in enumerate(ids)
            ],
            "reasons": "As the findings say.",
            "advice": "Go on.",
            "language": "en",
        }
        record_minutes(actor=find("saule"), at=self.at, record=case, revision=None, draft=draft)
        case.refresh_from_db()
        act(recognise if result == "recognise" else recognise_in_part, "aliya")
        return case

    def terms(self, case: Any, **other: Any) -> Terms:
        given = {
            "sources": [CODE],
            "outcomes": [one["id"] for one in case.target["outcomes"]],
            "since": self.at.date(),
            "until": self.at.date() + timedelta(days=365),
            "words": WORDS,
        }
        return Terms(**(given | other))

    def proposed(self, case: Any, **other: Any) -> StandingDecision:
        return propose(actor=find("saule"), at=self.at, case=case, terms=self.terms(case, **other))

    def in_force(self, case: Any, **other: Any) -> StandingDecision:
        row = self.proposed(case, **other)
        return put_in_force(actor=find("aliya"), at=self.at, standing=row, revision=None)

    def who(self, name: str) -> Person:
        return find(name)


@pytest.fixture(scope="module")
def decided(rows_of_the_country: KeptRows, django_db_blocker: Any) -> Iterator[Any]:
    """A case of Aigul's, recognised in full, once for all tests of a file: each test is a part of this transaction."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            load_country()
            load_designs()
            world = World(BEGAN)
            yield world.decided(world.held("aigul"))
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def world(decided: Any, db: None) -> World:
    """Monday 23 November 2026."""
    return World(BEGAN)


@pytest.fixture
def case(decided: Any, world: World) -> Any:
    """Aigul's case, recognised in full."""
    decided.refresh_from_db()
    return decided


@pytest.fixture
def standing(world: World, case: Any) -> StandingDecision:
    """In force for a year."""
    return world.in_force(case)


@pytest.fixture
def browser(decided: Any, db: None) -> Callable[[str], Client]:
    """A browser in which a person has signed in."""

    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(find(username))
        return client

    return signed_in
