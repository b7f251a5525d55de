"""The checker finds each planted fault by its code, and nothing in a sound table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tanym.core.procedures.check import Known, check_procedure, lengths_not_given
from tests.core.procedures.tables import KNOWN, LENGTHS, loan, step

Change = Callable[[dict[str, Any]], object]
LANGUAGES = {"en": "w", "ru": "w", "kk": "w"}
STAGE = {"waits_for": "clerk", "no_clock": "why", "words": LANGUAGES}


def _row(do: str, origin: str, to: str, **more: object) -> dict[str, Any]:
    return {"do": do, "from": [origin], "to": to, "by": ["clerk"], "cites": ["own, item 7 [O]"], **more}


def _codes(change: Change | None = None, known: Known = KNOWN) -> set[str]:
    return {fault.code for fault in check_procedure(loan(change), known)}


def test_a_sound_table_has_no_fault() -> None:
    assert check_procedure(loan(), KNOWN) == ()


PLANTED: list[tuple[str, Change]] = [
    ("stage.unreachable", lambda t: t["stage"].update(attic={"end": "x", "words": LANGUAGES})),
    (
        "stage.dead-end",
        lambda t: (t["stage"].update(attic=STAGE), t["step"].append(_row("lose", "draft", "attic"))),
    ),
    ("stage.end-with-steps", lambda t: t["step"].append(_row("reopen", "lent", "draft"))),
    (
        "stage.no-way-to-an-end",
        lambda t: (
            t["stage"].update(attic=STAGE, cellar=STAGE),
            t["step"].extend(
                [_row("up", "draft", "attic"), _row("down", "attic", "cellar"), _row("up", "cellar", "attic")]
            ),
        ),
    ),
    ("stage.clock-or-reason", lambda t: t["stage"]["draft"].pop("no_clock")),
    ("stage.clock-or-reason", lambda t: t["stage"]["desk"].update(no_clock="none")),
    ("stage.clock-not-running", lambda t: step(t, "ask").pop("starts")),
    ("stage.ends-with-clock", lambda t: step(t, "lend").pop("stops")),
    ("stage.ends-with-clock", lambda t: step(t, "lapse").update(stops=["papers"])),
    ("stage.waits-for-unknown", lambda t: t["stage"]["desk"].update(waits_for="cat")),
    ("stage.waits-for-unknown", lambda t: t["stage"]["desk"].update(waits_for="nobody")),
    ("stage.unknown", lambda t: step(t, "lend").update(to="moon")),
    ("stage.unknown", lambda t: t["procedure"].update(start="moon")),
    ("step.twice", lambda t: t["step"].append(_row("lend", "desk", "lent", stops=["answer"]))),
    ("party.unknown", lambda t: step(t, "lend").update(by=["cat"])),
    ("party.unknown", lambda t: step(t, "lend").update(by=[])),
    ("party.unknown", lambda t: t["document"]["card"].update({"from": "cat"})),
    ("party.two-sides-one-step", lambda t: step(t, "lend").update(by=["judge", "reader"])),
    ("guard.unknown", lambda t: step(t, "lend").update(guards=["feels-right"])),
    ("guard.arguments", lambda t: step(t, "lend").update(guards=["rule-met"])),
    ("guard.arguments", lambda t: step(t, "lend").update(guards=[{"name": "no-conflict", "rule": "R-1"}])),
    ("effect.unknown", lambda t: step(t, "lend").update(effects=["dance"])),
    ("effect.arguments", lambda t: step(t, "lend").update(effects=["open-procedure"])),
    ("letter.unknown", lambda t: step(t, "lend").update(letters=["love"])),
    ("rule.unknown", lambda t: step(t, "lend").update(guards=[{"name": "rule-met", "rule": "R-2"}])),
    ("procedure.unknown", lambda t: step(t, "lend").update(effects=[{"name": "return-result", "to": "x"}])),
    ("procedure.unknown", lambda t: t["stage"]["desk"].update(waits_for="procedure:x")),
    ("procedure.unknown", lambda t: step(t, "lend").update(by=["procedure:x"])),
    ("document.never-asked", lambda t: t["document"]["card"].update(needed_for="lend")),
    ("document.never-asked", lambda t: step(t, "ask").pop("guards")),
    ("clock.unknown", lambda t: step(t, "ask").update(starts=["moon"])),
    ("clock.unknown", lambda t: t["stage"]["desk"].update(clock="moon")),
    ("clock.unknown", lambda t: step(t, "lapse").update(by=["clock:moon"])),
    ("clock.unknown", lambda t: t["procedure"].update(on_entry_starts=["moon"])),
    (
        "clock.unknown",
        lambda t: step(t, "supply").update(guards=[{"name": "clock-running", "clock": "moon"}]),
    ),
    ("clock.value-unknown", lambda t: t["clock"]["answer"].update(lasts="forever")),
    ("clock.value-unknown", lambda t: t["clock"]["answer"].update(lasts="quorum")),
    ("clock.expiry-without-step", lambda t: t["clock"]["papers"].update(on_expiry="burn")),
    ("clock.expiry-without-step", lambda t: t["clock"]["answer"].update(on_expiry="lend")),
    ("clock.pauses-what-stands", lambda t: step(t, "think-again").update(restarts=[], pauses=["papers"])),
    ("clock.resumes-what-runs", lambda t: step(t, "think-again").update(restarts=[], resumes=["answer"])),
    ("procedure.calendar-unknown", lambda t: t["procedure"].update(calendar="moon")),
    ("commission.missing", lambda t: (t.pop("commission"), step(t, "lend").update(guards=["quorum"]))),
    ("value.unknown", lambda t: t["commission"].update(quorum="answer-within")),
    ("words.missing", lambda t: t["stage"]["desk"].update(words={"en": "w", "ru": "w", "kk": " "})),
    ("words.missing", lambda t: step(t, "lend").update(words={"en": "Lend"})),
    ("cite.missing", lambda t: step(t, "lend").update(cites=[])),
    ("cite.form", lambda t: step(t, "lend").update(cites=["own item 2"])),
    ("cite.form", lambda t: step(t, "lend").update(cites=["own, [V]"])),
    ("cite.unknown-source", lambda t: step(t, "lend").update(cites=["bible, p. 1 [V]"])),
]


@pytest.mark.parametrize(
    ("code", "change"), PLANTED, ids=[f"{n} {code}" for n, (code, _) in enumerate(PLANTED)]
)
def test_a_planted_fault_is_found(code: str, change: Change) -> None:
    assert code in _codes(change)


def test_a_letter_to_nobody_in_the_procedure_is_found() -> None:
    letters = {"received": replace(KNOWN.letters["received"], to="king")}
    assert _codes(known=replace(KNOWN, letters=letters)) == {"letter.addressee-unknown"}


def test_a_source_that_nobody_read_may_be_cited_without_a_place() -> None:
    assert _codes(lambda t: step(t, "lend").update(cites=["own, [U]"])) == set()


def test_a_clock_that_runs_on_in_another_stage_is_seen_although_the_table_never_names_it_there() -> None:
    """Only the walk through all configurations finds it: `answer` still runs when the papers lapse."""
    assert "stage.ends-with-clock" in _codes(
        lambda t: (step(t, "return").update(pauses=[]), step(t, "lapse").update(stops=["papers"]))
    )


def test_a_fault_names_its_place() -> None:
    faults = check_procedure(loan(lambda t: step(t, "lend").update(letters=["love"])), KNOWN)
    assert [(fault.code, fault.place) for fault in faults] == [
        ("letter.unknown", "procedure loan, step 6 lend")
    ]


def test_what_an_institution_has_still_to_fill_in_is_listed() -> None:
    assert lengths_not_given(loan(), LENGTHS) == ()
    missing = lengths_not_given(loan(), ["answer-within"])
    assert [(fault.code, fault.details["value"]) for fault in missing] == [
        ("clock.length-not-given", "papers-within")
    ]
