"""The sample institutions' packs: sound, and tested like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanym import rulepacks
from tanym.cli.packs_test import test_pack as run
from tests.places import ROOT

SAMPLES = sorted(one.parent for one in (ROOT / "src/tanym/rulepacks/samples").glob("*/pack.toml"))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_an_institutions_pack_has_no_fault_and_its_cases_pass(folder: Path) -> None:
    pack = rulepacks.load_folder(folder)
    found = run(pack, (*rulepacks.shipped(), pack), rulepacks.vocabulary())
    assert [str(fault) for fault in found.faults] == []
    assert found.failed == ()
