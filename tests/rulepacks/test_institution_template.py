"""The folder that an institution fills in is sound empty and filled, and filled it lets a case be opened."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from tanym import rulepacks
from tanym.cli.packs_test import test_packs as run_all
from tanym.core.procedures.check import lengths_not_given
from tanym.core.rules import Pack, resolve
from tanym.rulepacks.procedures import lengths, procedure_in_force, quorum
from tests.places import ROOT

TEMPLATE = ROOT / "docs" / "recipes" / "institution"
DAY = date(2026, 9, 1)


def filled(folder: Path) -> Pack:
    """The template with every line taken from behind its "# "."""
    shutil.copytree(TEMPLATE, folder)
    values = folder / "values.toml"
    values.write_text(values.read_text(encoding="utf-8").replace("# dated", "dated"), encoding="utf-8")
    return rulepacks.load_folder(folder)


def faults(pack: Pack) -> list[str]:
    packs = (*rulepacks.load(["kz"]), pack)
    (found,) = (one for one in run_all(packs, rulepacks.vocabulary()) if one.pack == pack.id)
    return [str(fault) for fault in found.faults]


def test_the_template_has_no_fault_before_and_after_it_is_filled_in(tmp_path: Path) -> None:
    assert faults(rulepacks.load_folder(TEMPLATE)) == []
    assert faults(filled(tmp_path / "ours")) == []


def test_empty_it_lists_every_term_that_is_missing_and_filled_none(tmp_path: Path) -> None:
    for pack, missing in ((rulepacks.load_folder(TEMPLATE), 5), (filled(tmp_path / "ours"), 0)):
        law = resolve((*rulepacks.load(["kz"]), pack), DAY, rulepacks.vocabulary())
        table = procedure_in_force(law, "academic")
        assert len(lengths_not_given(table, lengths(law, table))) == missing
        assert (quorum(law, table) is None) == bool(missing)


def test_it_names_every_value_that_kazakhstan_leaves_to_a_recognising_institution() -> None:
    (kz,) = (pack for pack in rulepacks.shipped() if pack.id == "kz")
    left_open = {
        name
        for name, entry in kz.values.items()
        if not entry.dated and name.startswith(("academic.", "recognition.", "commission."))
    }
    assert set(rulepacks.load_folder(TEMPLATE).values) == left_open
