"""An exam of the sample country on its way: by actions, each on the day on which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.exams.actions.admit import admit
from tanym.apps.exams.actions.apply import apply
from tanym.apps.exams.actions.conclude import conclude
from tanym.apps.exams.actions.hold_sitting import hold_sitting
from tanym.apps.exams.actions.issue_document import issue_document
from tanym.apps.exams.actions.judge_personal import judge_personal
from tanym.apps.exams.actions.mark_theory import mark_theory
from tanym.apps.exams.actions.plan_sitting import plan_sitting
from tanym.apps.exams.actions.publish_offer import Terms, publish_offer
from tanym.apps.exams.models import Offer
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.remit import remit
from tanym.apps.recognition.actions.reverse import reverse
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.sign_minutes import sign_minutes
from tanym.apps.recognition.actions.state_left import state_left
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.models import Seat
from tanym.apps.recognition.seating import Member
from tanym.apps.site.actions.load_country import load_country
from tanym.apps.site.actions.load_standards import _editions, _enter
from tanym.apps.site.queries import read
from tests.apps.kept_rows import KeptRows

PROFESSION = "ILL-7534-0"
"""The furniture upholsterer: cutting fabric can be recognised by itself, upholstering a seat can not."""

CUT, SEAT = "f1-s1", "f1-s2"
PANEL = ("meiram", "zhibek", "olzhas")
TERMS = Terms(
    price=45_000,
    skill_price=18_000,
    papers={"kk": "Жеке куәлік", "ru": "Удостоверение личности", "en": "Identity document"},
    retake={"kk": "Бір айдан кейін", "ru": "Через месяц", "en": "After a month"},
    personal=[
        {"kk": "Қауіпсіздік", "ru": "Безопасность", "en": "Safety"},
        {"kk": "Ұқыптылық", "ru": "Аккуратность", "en": "Care"},
    ],
)
DECIDE = {"uphold": uphold, "reverse": reverse, "remit": remit}


class Exam:
    """A case of a candidate at the sample centre, taken on step by step."""

    def __init__(self, find: Callable[[str], Person], at: datetime, who: str = "samal") -> None:
        self.find, self.at, self.who = find, at, who
        self.case: Any = None
        self.examiner = "aizhan"

    def by(self, who: str, **more: Any) -> dict[str, Any]:
        self.at += timedelta(minutes=5)
        return {"actor": self.find(who), "at": self.at, "case": self.case, "revision": None, **more}

    def offer(self) -> Offer:
        return publish_offer(
            actor=self.find("madina"),
            at=self.at,
            centre=organisation("oner-centre"),
            profession=PROFESSION,
            terms=TERMS,
        )

    def drafted(self, skills: Sequence[str] = ()) -> Exam:
        self.case = apply(actor=self.find(self.who), at=self.at, offer=self.offer(), skills=skills)
        return self

    def submitted(self, skills: Sequence[str] = ()) -> Exam:
        self.drafted(skills)
        self.case = submit(**self.by(self.who, application="I upholster.", informed=True))
        return self

    def admitted(self, skills: Sequence[str] = ()) -> Exam:
        self.submitted(skills)
        self.case = admit(
            **self.by(
                "madina", assessor=self.find("aizhan"), service="none", of_age=True, admits=["non-formal"]
            )
        )
        self.case = declare(**self.by("aizhan", relation="none"))
        return self

    def sat(self) -> Exam:
        begins = self.at + timedelta(minutes=10)
        self.case = plan_sitting(**self.by("madina", begins_at=begins, place="Almaty, workshop 2"))
        self.case = hold_sitting(**self.by(self.examiner, identity="document"))
        return self

    def theory(self, correct: int = 18, questions: int = 20) -> Exam:
        self.sat()
        self.case = mark_theory(**self.by(self.examiner, correct=correct, questions=questions))
        return self

    def practice(self, **judged: str) -> Exam:
        self.sat()
        for one in self.case.target["outcomes"]:
            mark = judged.get(one["id"].replace("-", "_"), "achieved")
            self.case = judge(
                **self.by(self.examiner, outcome=one["id"], achievement=mark, reasons=f"Seen: {mark}.")
            )
        self.case = step(**self.by(self.examiner, do="finish-practice"))
        return self

    def personal(self, *shown: bool) -> Exam:
        answers = [(one, "Seen at work.") for one in shown or (True, True)]
        self.case = judge_personal(**self.by(self.examiner, answers=answers))
        return self

    def concluded(self) -> Exam:
        words = {"recommendations": "Practise seats.", "retake": "After a month."}
        self.case = conclude(**self.by(self.examiner, **words))
        return self

    def issued(self) -> Exam:
        self.case = issue_document(**self.by("madina"))
        return self

    def passed(self) -> Exam:
        return self.admitted().theory().practice().personal().concluded()

    def in_part(self) -> Exam:
        return self.admitted().theory().practice(f1_s2="not-achieved").personal().concluded()

    def failed(self) -> Exam:
        return self.admitted().theory(correct=14).concluded()

    def appealed(self) -> Exam:
        self.case = appeal(**self.by(self.who, grounds="The seat was sound."))
        return self

    def heard(
        self,
        result: str,
        instead: dict[str, Any] | None = None,
        panel: Sequence[str] = PANEL,
        gone: str = "",
    ) -> Exam:
        """The appeal is decided; `gone` leaves the centre between vote and signature."""
        lodged = self.case.appeal
        offices = ("chair", "deputy", "")
        members = [Member(self.find(one), office) for one, office in zip(panel, offices, strict=True)]

        def act(who: str) -> dict[str, Any]:
            self.at += timedelta(minutes=5)
            return {"actor": self.find(who), "at": self.at, "revision": None}

        lodged = seat_panel(**act("nurgul"), appeal=lodged, members=members, elected=True)
        draft: dict[str, Any] = {"result": result, "reasons": "The record shows it.", "language": "en"}
        if instead:
            draft["instead"] = instead
        for one in panel:
            lodged = vote(actor=self.find(one), at=self.at, record=lodged, choice=result)
        lodged = record_minutes(**act("nurgul"), record=lodged, draft=draft)
        if gone:
            Membership.objects.filter(person=self.find(gone)).update(until=self.at.date() - timedelta(days=1))
            seat = Seat.objects.get(commission__case=self.case, person=self.find(gone))
            state_left(**act("nurgul"), record=lodged, seat=seat, reason="The membership ended.")
            sign_minutes(**act("nurgul"), record=lodged)
        DECIDE[result](**act(panel[0] if panel[0] != gone else panel[1]), appeal=lodged)
        self.case.refresh_from_db()
        return self


@pytest.fixture(scope="module")
def upholstery(rows_of_the_country: KeptRows, django_db_blocker: Any) -> Iterator[None]:
    """The sample country with its professions, once for all tests of a file: each test is a part of this transaction."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            load_country()
            for name in ("furniture", "professions"):
                told = read(f"standards/{name}.toml")
                for head, written in _editions(told):
                    _enter(head, written)
            yield
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def exam(upholstery: None, db: None, at: datetime) -> Exam:
    """A candidate at the sample centre; nothing has happened yet."""
    return Exam(find, at)


@pytest.fixture
def browser(upholstery: None, db: None) -> Callable[[str], Client]:
    """A browser in which a person has signed in."""

    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(find(username))
        return client

    return signed_in
