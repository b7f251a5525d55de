"""A case or an appeal as the room of clocks knows it, and its clocks written down there."""

from __future__ import annotations

from datetime import date, datetime

from tanym.apps.accounts.words import say
from tanym.apps.clocks.actions.begin_term import begin_term
from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held
from tanym.apps.letters.addresses import page_address
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.procedures.table import Basis

OBJECTION = "objection"
"""The term within which a person answers an objection to automated advice."""

OFFICE_FIRST = ("secretary", "officer", "evaluator")

CASE, APPEAL = "recognition.case", "recognition.appeal"


def held(record: Record) -> Held:
    """Whose a case or an appeal is, what it is about, where its page is. No word on the claimant in what lists show."""
    case = record if isinstance(record, RecognitionCase) else record.of
    return Held(
        subject=f"{CASE if record is case else APPEAL}:{record.public_id}",
        thing=record,
        state=state_of(record),
        organisation=case.organisation,
        titles=case.target["titles"],
        address=page_address("recognition:case", case.public_id),
        number=case.number,
        applicants=(case.claimant,),
    )


def follow(record: Record, *, at: datetime) -> None:
    """Write down the clocks of a case or an appeal, in the transaction of the step that moved it."""
    keep(held(record), at=at)


def begin_objection(case: RecognitionCase, due: date, *, at: datetime) -> None:
    """Put the answer to an objection among the terms of the office, so that it is seen when it is late."""
    parties = of(case).procedure.parties
    mine = [one for one in OFFICE_FIRST if one in parties and parties[one].basis is Basis.ROLE]
    name = {language: say("recognition.term.objection", language) for language in LANGUAGES}
    words = {"procedure": name, "clock": name, "party": parties[mine[0]].words if mine else {}, "cause": {}}
    waits_for = mine[0] if mine else ""
    begin_term(held(case), name=OBJECTION, due_on=due, waits_for=waits_for, words=words, at=at)
