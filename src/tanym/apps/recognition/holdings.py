"""What the room `recognition` keeps about people."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from tanym.apps.accounts.holdings import Fate, Holding, Own, SeenBy
from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition import forgetting
from tanym.apps.recognition.disclosure import is_settled
from tanym.apps.recognition.models import Appeal, NationalMark, RecognitionCase
from tanym.apps.recognition.national import move_seal
from tanym.apps.recognition.seen import who_read

CASES_READ = 200
"""The latest cases whose readers the page of a person names."""


def _hand_over(source: Person, target: Person, at: datetime) -> int:
    """The rows have changed hands; the state of each case still names the other account, and so does a seal."""
    for mark in NationalMark.objects.filter(person=target).exclude(sealed=""):
        move_seal(mark, source)
    own = RecognitionCase.objects.filter(claimant=target)
    for record in (*own, *Appeal.objects.filter(of__claimant=target)):
        text = json.dumps(record.case)
        if code(source) in text:
            record.case = json.loads(text.replace(code(source), code(target)))
            record.save(update_fields=["case"])
    return 0


def _open(person: Person) -> frozenset[str]:
    """What is asked for and not decided: one at a time for an organisation and a target."""
    running = RecognitionCase.objects.filter(claimant=person, ended_on=None, submitted_at__isnull=False)
    return frozenset(
        "/".join(map(str, one))
        for one in running.values_list("organisation_id", "procedure", "discipline_id", "target_ref")
    )


def _seen(person: Person) -> list[SeenBy]:
    cases = RecognitionCase.objects.filter(claimant=person)[:CASES_READ]
    return [SeenBy(one.by, one.at, one.words, one.act) for case in cases for one in who_read(case)]


def _of_case(row: Any) -> bool:
    return is_settled(row.case)


def _of_evidence(row: Any) -> bool:
    return is_settled(row.evidence.case)


HOLDING = Holding(
    "recognition",
    own=(
        Own(
            "RecognitionCase",
            "claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            hidden=("case", "last_act"),
        ),
        Own("Event", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own(
            "EvidenceItem",
            "case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("ratings", "reasons", "rated_because"),
            settled=_of_case,
        ),
        Own(
            "Mapping",
            "evidence__case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("shows",),
            settled=_of_evidence,
        ),
        Own(
            "Interview",
            "case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("record",),
            settled=_of_case,
        ),
        Own("Meeting", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Adjustment", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own(
            "Judgement",
            "case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("achievement", "level", "reasons", "alone"),
            settled=_of_case,
        ),
        Own("AdviceSeen", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Objection", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Attestation", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Decision", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Reading", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own(
            "Appeal", "of__claimant", Fate.TERM, ground="case", term="keep.cases", hidden=("case", "last_act")
        ),
        Own("StudentNumber", "person", Fate.STAYS, ground="award", doubled=True),
        Own("NationalMark", "person", Fate.STAYS, ground="sign", hidden=("mark", "sealed"), doubled=True),
    ),
    acts={
        "RecognitionCase": ("assessor",),
        "Awaited": ("person",),
        "Event": ("by",),
        "Interview": ("by",),
        "Meeting": ("planned_by", "recorded_by"),
        "Adjustment": ("decided_by",),
        "Assessing": ("person",),
        "Judgement": ("assessor",),
        "AdviceSeen": ("person",),
        "Objection": ("answered_by",),
        "Attestation": ("by",),
        "Commission": ("secretary",),
        "Seat": ("person",),
        "Decision": ("by",),
        "Sitting": ("called_by",),
        "SignatureProof": ("person", "by"),
        "OwnReason": ("by",),
        "Reading": ("person",),
    },
    apart=("Pending",),
    erase=forgetting.erase,
    hand_over=_hand_over,
    seen=_seen,
    open=_open,
    lapses=forgetting.lapses,
    clear=forgetting.clear_case,
    stop=forgetting.stop,
    under_way=forgetting.under_way,
    goes=forgetting.goes,
    bodies=forgetting.bodies,
)
