"""A decided case may be carried over to the procedure in force; an open one keeps its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tanym.core.kernel.errors import Refused
from tanym.core.procedures.carry import carried_over
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import NOBODY, Procedure, Stage

ON = date(2026, 11, 20)


def table(version: str, *stages: Stage) -> Procedure:
    return Procedure(
        id="approval", since=date(2025, 6, 1), status="institution-rule", status_note="", calendar="kz", start="draft",
        words={}, cites=(), version=version, parties={}, documents={}, clocks={}, steps=(),
        stages={one.name: one for one in stages},
    )  # fmt: skip


PUBLISHED = Stage("approved", {}, waits_for=NOBODY, no_clock="it stays")
REVIEW = Stage("review", {}, waits_for="reviewer", clock="review")
OLD, NEW = table("old", PUBLISHED, REVIEW), table("new", PUBLISHED, REVIEW)
STATE = CaseState("approval", "old", "approved", date(2026, 1, 1), date(2026, 2, 1), stack={"kz": "1"})


def test_what_is_decided_lives_on_under_the_procedure_in_force() -> None:
    found = carried_over(OLD, NEW, STATE, on=ON, stack={"kz": "2"})
    assert (found.version, found.stage, dict(found.stack), found.opened_on) == (
        "new",
        "approved",
        {"kz": "2"},
        ON,
    )


def test_an_open_case_keeps_its_own() -> None:
    with pytest.raises(Refused, match=r"case.not-carried-over"):
        carried_over(OLD, NEW, replace(STATE, stage="review"), on=ON, stack={})


def test_a_stage_that_the_new_version_does_not_know_is_not_carried_over() -> None:
    with pytest.raises(Refused, match=r"case.not-carried-over"):
        carried_over(OLD, table("new", REVIEW), STATE, on=ON, stack={})
