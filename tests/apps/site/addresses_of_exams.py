"""Addresses of exams: what centres publish, the exam of a candidate, what goes to the platform of the state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.exams.actions.make_transfer import make_transfer
from tanym.apps.exams.models import Offer
from tanym.apps.organisations.queries import organisation
from tanym.apps.portfolio.actions.end_document import end_document
from tanym.apps.portfolio.models import RegisterDocument
from tests.apps.exams.conftest import PROFESSION, Exam
from tests.apps.site.addresses import Row, at


def exams(everybody: frozenset[str]) -> list[Row]:
    """Samal at the centre Öner: one exam that waits for its theory, the document of another in a file."""
    began = datetime(2026, 11, 22, 10, tzinfo=UTC)
    done = Exam(find, began).passed().issued()
    officers = at("oner-centre", "officer")
    transfer = make_transfer(actor=find("madina"), at=done.at, centre=done.case.organisation)
    running = Exam(find, done.at + timedelta(hours=1)).admitted()
    offer = Offer.objects.get(until=None)
    centre = {"code": "oner-centre"}
    file = {**centre, "public_id": transfer.public_id}
    return [
        Row("exams:start", read=everybody, public=True),
        Row("exams:voucher", read=everybody, public=True),
        Row("exams:profession", {"code": PROFESSION}, read=everybody, public=True),
        Row("exams:apply", {"public_id": offer.public_id}, act=everybody),
        Row("exams:centre", centre, read=officers),
        Row("exams:publish-offer", centre, read=officers, act=officers),
        Row("exams:end-offer", {**centre, "public_id": offer.public_id}, act=officers),
        Row("exams:make-transfer", centre, act=officers),
        Row("exams:transfer-file", {**file, "form": "csv"}, read=officers),
        Row("exams:transfer-numbers", file, act=officers, data={"form": "csv"}),
        Row("exams:restore", {**centre, "public_id": _ended(done).public_id}, act=officers),
        Row("exams:mark-uploaded", file, act=officers, data={"number": "NQS-1"}),
        *_acts(running, officers),
    ]


def _ended(done: Exam) -> RegisterDocument:
    """A number that the register has annulled."""
    end_document(
        actor=find("madina"),
        at=done.at,
        organisation=organisation("oner-centre"),
        number="NQS-9",
        on=timezone.localdate(done.at),
        source="imports.batch:1",
        digest="ab" * 32,
    )
    return RegisterDocument.objects.get(number="NQS-9")


def _acts(exam: Exam, officers: frozenset[str]) -> list[Row]:
    case = exam.case
    its, revision = {"public_id": case.public_id}, {"revision": case.revision}
    samal, examiner = frozenset({"samal"}), frozenset({"aizhan"})
    readers = officers | samal | examiner | at("oner-centre", "secretary")
    day = {"on": "2027-01-15", "time": "10:00", "place": "Almaty"}

    def act(name: str, who: frozenset[str], **data: Any) -> Row:
        return Row(f"exams:{name}", its, act=who, data={**revision, **data}, knowing=readers)

    return [
        act("admit", officers),
        act("not-admit", officers, grounds=["papers"], reasons="A paper is missing."),
        act("plan-sitting", officers, **day),
        act("postpone", officers, paper="Sick note 7", **day),
        act("hold-sitting", examiner, identity="document"),
        act("mark-theory", examiner, correct=18, questions=20),
        act("judge-personal", examiner),
        act("conclude", examiner, recommendations="Practise.", retake="After a month."),
        act("issue-document", officers),
    ]
