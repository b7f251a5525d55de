"""Every case of every procedure in the packs, under its own name; and that each step of a table is taken by one."""

from __future__ import annotations

import textwrap
import tomllib
from datetime import date

import pytest

from tanym import rulepacks
from tanym.core.procedures.check import lengths_not_given
from tanym.core.procedures.run_cases import CaseRun
from tanym.core.rules import Pack, read_pack
from tanym.rulepacks.procedure_cases import run_procedure_cases
from tanym.rulepacks.procedures import lengths, procedure_in_force
from tests.places import ROOT

PACKS = rulepacks.shipped()
RESULTS = {pack.id: run_procedure_cases(pack, PACKS, rulepacks.vocabulary()) for pack in PACKS}
RUNS = [run for result in RESULTS.values() for run in result.runs]


@pytest.mark.parametrize("run", RUNS, ids=[f"{run.case.procedure}: {run.case.name}" for run in RUNS])
def test_a_procedure_does_what_is_meant(run: CaseRun) -> None:
    assert [str(fault) for fault in run.faults] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_step_of_a_pack_s_procedures_is_taken_by_a_case(pack: Pack) -> None:
    assert [str(fault) for fault in RESULTS[pack.id].form] == []


def test_the_names_of_cases_differ() -> None:
    names = [(run.case.procedure, run.case.name) for run in RUNS]
    assert len(names) == len(set(names))


def changed(before: str, after: str) -> Pack:
    """Kazakhstan's pack with other words in its academic table."""
    folder = ROOT / "src/tanym/rulepacks/kz"
    (kz,) = (pack for pack in PACKS if pack.id == "kz")
    text = (folder / "academic.procedure.toml").read_text(encoding="utf-8")
    assert before in text
    return read_pack({**kz.files, "academic.procedure.toml": tomllib.loads(text.replace(before, after))})


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('pauses = ["completeness"]', "", "procedure-case.paused"),
        ('guards = ["documents-given"]\nstarts', "starts", "procedure-case.not-refused"),
        ('to = "refused"\nby = ["chair"]', 'to = "refused"\nby = ["assessor"]', "procedure-case.other-refusal"),
        ('letters = ["lapsed"]', "", "procedure-case.letters"),
        ('to = "recognised"\nby = ["clock:appeal"]', 'to = "closed"\nby = ["clock:appeal"]', "procedure-case.stage"),
    ],
)  # fmt: skip
def test_a_slip_in_the_table_is_found_by_a_case(before: str, after: str, code: str) -> None:
    pack = changed(before, after)
    packs = (*(one for one in PACKS if one.id != "kz"), pack)
    found = {fault.code for fault in run_procedure_cases(pack, packs, rulepacks.vocabulary()).failed}
    assert code in found


def test_a_case_of_no_procedure_says_so() -> None:
    (kz,) = (pack for pack in PACKS if pack.id == "kz")
    act = {"on": date(2026, 3, 2), "do": "ask", "by": "x", "stage": "y"}
    case = {"name": "n", "procedure": "inquisition", "on": date(2026, 3, 2), "acts": [act]}
    pack = read_pack({**kz.files, "more.cases.toml": {"case": [case]}})
    packs = (*(one for one in PACKS if one.id != "kz"), pack)
    failed = run_procedure_cases(pack, packs, rulepacks.vocabulary()).failed
    assert [(fault.code, fault.place) for fault in failed] == [
        ("procedure.unknown", "kz: more.cases.toml case n")
    ]


def test_an_institution_s_own_version_needs_cases_only_for_the_rows_that_it_changed() -> None:
    text = (ROOT / "src/tanym/rulepacks/kz/academic.procedure.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    map_ = next(row for row in table["step"] if row["do"] == "map")
    map_["guards"] = [*map_["guards"], "reasons-given"]
    sayram = rulepacks.load_folder(ROOT / "src/tanym/rulepacks/samples/sayram")
    own = read_pack({**sayram.files, "academic.procedure.toml": table})
    left = run_procedure_cases(own, (*PACKS, own), rulepacks.vocabulary()).form
    assert [(fault.code, fault.details["step"]) for fault in left] == [("step.no-case", "map")]


def test_the_example_of_the_recipe_does_what_it_says() -> None:
    recipe = (ROOT / "docs/recipes/change-a-procedure.md").read_text(encoding="utf-8")
    written = tomllib.loads(textwrap.dedent(recipe.split("```toml\n")[1].split("```")[0]))
    (kz,) = (pack for pack in PACKS if pack.id == "kz")
    pack = read_pack({**kz.files, "recipe.cases.toml": written})
    packs = (*(one for one in PACKS if one.id != "kz"), pack)
    ran = run_procedure_cases(pack, packs, rulepacks.vocabulary()).runs
    (run,) = (one for one in ran if one.case.path == "recipe.cases.toml")
    assert [str(fault) for fault in run.faults] == []
    assert [step.do for step in run.taken] == ["submit", "ask-for-papers", "lapse"]


def test_the_lengths_that_no_act_read_gives_are_listed_as_still_to_fill_in() -> None:
    stack = rulepacks.stack(rulepacks.load(["kz"]), date(2026, 3, 2))
    left = {}
    for name in ("professional", "accreditation"):
        table = procedure_in_force(stack, name)
        left[name] = {fault.details["value"] for fault in lengths_not_given(table, lengths(stack, table))}
    assert left == {
        "professional": {
            "professional.admit-within",
            "professional.exam-within",
            "professional.issue-within",
            "professional.papers-within",
        },
        "accreditation": {"accreditation.examine-within", "accreditation.contract-within"},
    }
