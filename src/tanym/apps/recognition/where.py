"""Where a claimant's case is: at which step, with whom, by when something happens, and what is done meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.words import ENDONYMS, catalogue, day, here, say
from tanym.apps.clocks.shown import ShownTerm
from tanym.apps.recognition import reading
from tanym.apps.recognition.casefile import was_decided
from tanym.apps.recognition.models import Appeal, RecognitionCase
from tanym.apps.recognition.whose_turn import turns

KNOWN = frozenset({"completeness", "decide", "credit"})
"""Terms after which it is said what the claimant has by their end; of any other the next step is due."""


@dataclass(frozen=True, slots=True)
class Where:
    """`who` acts now, in words, with the name of the person where one has the case; `by` is a sentence with the day.

    `appealed`: an appeal is being heard, and it is about that.
    """

    who: str
    by: str
    why: str
    appealed: bool = False


def where(case: RecognitionCase, on: date) -> Where:
    """Where the case is on a day, in the reader's language; of a case under appeal, where the appeal is."""
    appeal = case.appeal
    under_appeal = appeal is not None and case.stage == "before_appeal"
    terms = reading.clocks(appeal if under_appeal else case, on)
    first = terms[0] if terms else None
    who = "; ".join(one.said for one in turns(appeal if under_appeal else case))
    return Where(
        who, _by(case, first, under_appeal), _why(case, appeal if under_appeal else None), under_appeal
    )


def whole_addresses(case: RecognitionCase) -> list[tuple[str, str, str]]:
    """The addresses of the complete case in every language: address, language, its name."""
    found = []
    for language, name in ENDONYMS.items():
        with override(language):
            found.append((reverse("recognition:whole", args=[case.public_id]), language, name))
    return found


def _by(case: RecognitionCase, term: ShownTerm | None, under_appeal: bool) -> str:
    write = say("recognition.where.write")
    if term is None:
        return write
    if term.state == "paused" or term.due is None:
        return f"{say('recognition.where.paused')} {write}"
    if term.state == "late":
        return say("recognition.where.late", due=day(term.due), contact=_contact(case))
    name = "panel" if under_appeal else term.name if term.name in KNOWN else "other"
    return f"{say(f'recognition.where.by.{name}', due=day(term.due))} {write}"


def _why(case: RecognitionCase, appeal: Appeal | None) -> str:
    """Why it stands there: in the words of the procedure where it has its own, else in those of all; "" for none of ours."""
    stages = [f"{case.procedure}.{case.stage}", case.stage]
    last = case.appeal
    if case.stage == "closed" and last is not None and was_decided(last):
        stages.insert(1, "closed-by-appeal")
    if appeal is not None:
        stages.insert(0, f"appeal.{appeal.stage}")
    codes = (f"recognition.why.{stage}" for stage in stages)
    return next((say(code) for code in codes if code in catalogue()), "")


def _contact(case: RecognitionCase) -> str:
    contact: dict[str, Any] = case.organisation.contact
    return ", ".join(one for one in (here(contact), str(contact.get("email", ""))) if one)
