"""What stands in the way of releasing a pack with procedures and letters, and at which entry each fault stands."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from tanym.core.rules import Pack, read_pack
from tanym.core.rules.entries import Place, changes, entries, with_entries
from tanym.core.rules.fault_places import located
from tanym.rulepacks.loader import load, load_folder, vocabulary
from tanym.rulepacks.release import release_faults
from tests.rulepacks.stacks import SAMPLES

KZ = load(["kz"])
SAYRAM = load_folder(SAMPLES / "sayram")
APPEAL = "academic-appeal.procedure.toml"
OWN = next(pack for pack in KZ if pack.id == "kz").files[APPEAL]


def draft(change: Callable[[dict[str, Any]], None]) -> Pack:
    """Sayram's pack with the appeal procedure of the nation, changed."""
    copy = tomllib.loads("", parse_float=Decimal) | {kind: _copied(one) for kind, one in OWN.items()}
    change(copy)
    return read_pack({**SAYRAM.files, APPEAL: copy})


def _copied(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {name: _copied(one) for name, one in content.items()}
    return [_copied(one) for one in content] if isinstance(content, list) else content


def told(pack: Pack) -> set[tuple[str, Place | None]]:
    faults = release_faults(pack, (*KZ, pack), vocabulary())
    at = {(fault.code, place) for fault, place in located(faults, pack.id, pack.files)}
    return {(code, place) for code, place in at if code not in ("step.no-case", "cite.unknown-source")}


def _unknown_length(table: dict[str, Any]) -> None:
    table["clock"]["consider"]["lasts"] = "no.such"


def _unknown_guard(table: dict[str, Any]) -> None:
    table["step"][1]["guards"].append("no-such")


def _lost_stage(table: dict[str, Any]) -> None:
    table["stage"]["limbo"] = {"end": "decided", "words": {"en": "x", "ru": "x", "kk": "x"}}


def _no_verb(table: dict[str, Any]) -> None:
    del table["step"][0]["cites"]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (_unknown_length, "clock.value-unknown", Place(APPEAL, "clock", "consider")),
        (_unknown_guard, "guard.unknown", Place(APPEAL, "step", "uphold")),
        (_lost_stage, "stage.unreachable", Place(APPEAL, "stage", "limbo")),
        (_no_verb, "procedure.form", Place(APPEAL, "step", "seat-panel")),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_fault_of_a_procedure_hinders_the_release_at_its_entry(
    change: Callable[[dict[str, Any]], None], code: str, place: Place
) -> None:
    assert (code, place) in told(draft(change))


def test_a_procedure_that_may_not_be_replaced_is_told() -> None:
    (nation,) = (pack for pack in KZ if pack.id == "kz")
    head = {**OWN["procedure"], "may_replace": []}
    closed = read_pack({**nation.files, APPEAL: {**OWN, "procedure": head}})
    faults = release_faults(
        draft(lambda _: None), (*(one for one in KZ if one.id != "kz"), closed), vocabulary()
    )
    assert "procedure.not-replaceable" in {fault.code for fault in faults}


def test_a_letter_in_two_languages_hinders_the_release() -> None:
    letter = {"to": "claimant", "subject": {"en": "a", "ru": "a"}, "body": {"en": "a", "ru": "a", "kk": "a"}}
    pack = read_pack({**SAYRAM.files, "letters.toml": {"letter": {"withdrawn": letter}}})
    assert ("words.missing", Place("letters.toml", "letter", "withdrawn")) in told(pack)


def test_what_stands_in_the_files_is_what_the_entries_make() -> None:
    pack = draft(_lost_stage)
    assert with_entries(SAYRAM.files, changes(SAYRAM.files, pack.files)) == pack.files
    assert Place(APPEAL, "stage", "limbo") in entries(pack.files)
