"""Minutes bind their signatures to what was decided; the statement says no more than it must."""

from __future__ import annotations

import json
from dataclasses import replace

from tanym.core.procedures.commission import Vote
from tanym.core.recognition.appeal import AppealDecision, AppealResult
from tanym.core.recognition.statement import LegalBasis, statement
from tests.core.recognition.case import CERTIFICATE, CREDENTIAL, DAY, SITTING, TARGET, decided, minutes


def test_whoever_chairs_and_the_secretary_sign() -> None:
    assert minutes(decided()).to_sign == {"aliya", "saule"}
    assert minutes(decided(), signed=("saule",)).unsigned == {"aliya"}


def test_the_deputy_signs_when_the_chair_steps_aside() -> None:
    aside = replace(SITTING, recused=frozenset({"aliya"}))
    assert minutes(decided(), aside).to_sign == {"bolat", "saule"}


def test_everybody_who_decides_signs_when_nobody_chairs() -> None:
    aside = replace(SITTING, recused=frozenset({"aliya", "bolat"}))
    assert minutes(decided(), aside).to_sign == {"kamila", "saule"}


def test_signatures_do_not_change_what_is_signed_and_the_decision_does() -> None:
    written = minutes(decided())
    assert minutes(decided(), signed=()).digest == written.digest
    assert minutes(decided(True, False)).digest != written.digest
    assert minutes(decided(), replace(SITTING, votes={})).digest != written.digest


def test_who_is_silent_abstains() -> None:
    written = minutes(decided(), replace(SITTING, votes={"aliya": Vote.FOR}))
    assert [written.votes(vote) for vote in Vote] == [1, 0, 2]


def test_minutes_say_whether_the_quorum_was_kept() -> None:
    document = minutes(decided()).document()
    assert document["quorum"] == {"share": "2/3", "kept": True}
    assert document["majority"] is True
    assert document["missing"] == []


def test_minutes_of_an_appeal_that_changes_nothing_hold_no_findings() -> None:
    upheld = AppealDecision(AppealResult.UPHOLD, "It was right.", DAY)
    document = replace(minutes(decided()), decision=upheld).document()
    assert (document["result"], document["findings"], document["missing"]) == ("uphold", [], [])


def _statement(first: bool = True, second: bool = True) -> dict[str, object]:
    decision = decided(first, second)
    return statement(
        case="R-7",
        decided_by="sayram",
        on=DAY,
        target=TARGET,
        decision=decision,
        credits=500 if first and second else 0,
        evidence=(CREDENTIAL, replace(CERTIFICATE, file_digest="f" * 64)),
        basis=LegalBasis("academic", "historic-default", "Order 508 was repealed."),
        minutes_digest=minutes(decision).digest,
        appeal_until=None if first and second else DAY,
    )


def test_a_statement_names_the_result_the_gap_and_the_basis() -> None:
    said = _statement(True, False)
    assert (said["result"], said["missing"], said["exempt"], said["credits"]) == (
        "recognise-in-part",
        ["lo-2"],
        ["lo-1"],
        0,
    )
    assert said["basis"] == {
        "procedure": "academic",
        "status": "historic-default",
        "note": "Order 508 was repealed.",
    }
    assert _statement()["exempt"] == []


def test_a_statement_holds_neither_files_nor_people() -> None:
    written = json.dumps(_statement(), ensure_ascii=False)
    for private in ("f" * 64, "timur", "aliya", "aigul"):
        assert private not in written
