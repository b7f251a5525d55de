"""A pack that says since when it speaks holds nothing older; one that was repealed warns at most."""

from __future__ import annotations

from datetime import date

from tanym.core.rules import Outcome, Pack, Severity, check, read_pack
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.pack import Status
from tests.core.rules.building import DAY, LIMIT, pack, stack, vocabulary


def headed(**head: object) -> Pack:
    files = pack("kz", LIMIT).files
    return read_pack({**files, "pack.toml": {**files["pack.toml"], **head}})


def codes(one: Pack) -> set[str]:
    return {fault.code for fault in faults_in((one,), vocabulary())}


def test_a_value_or_rule_dated_before_its_pack_is_a_fault_that_names_both_days() -> None:
    later = headed(since=date(2020, 1, 2))
    found = [fault for fault in faults_in((later,), vocabulary()) if fault.code == "value.before-pack"]
    assert [fault.place for fault in found] == ["kz: rule R-1 2020-01-01", "kz: value limit 2020-01-01"]
    assert found[0].details == {"since": date(2020, 1, 1), "pack": date(2020, 1, 2)}


def test_a_pack_that_begins_on_the_day_of_its_first_entry_has_no_fault() -> None:
    assert codes(headed(since=date(2020, 1, 1))) == set()
    assert codes(headed(since="yesterday")) == {"form.type"}


def test_a_block_of_a_historic_pack_is_a_fault_and_only_warns_if_it_came_in_anyway() -> None:
    historic = headed(status="historic")
    assert historic.status is Status.HISTORIC
    assert "severity.above-evidence" in codes(historic)
    found = check(stack(historic), "design", {"design.credits": 5000}, DAY).finding("R-1")
    assert found is not None
    assert (found.outcome, found.severity) == (Outcome.NOT_MET, Severity.WARN)
