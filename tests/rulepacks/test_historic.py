"""What was repealed is shown as such, warns at most, and still lends its commission to the academic procedure."""

from __future__ import annotations

from datetime import date

from tanym import rulepacks
from tanym.core.rules import Outcome, Severity, find
from tanym.core.rules.pack import Status
from tanym.rulepacks.procedures import procedure_in_force

TODAY = date(2026, 11, 22)


def test_the_repealed_orders_stand_in_a_pack_that_says_so_and_never_block() -> None:
    (historic,) = (pack for pack in rulepacks.shipped() if pack.id == "kz-508")
    assert historic.status is Status.HISTORIC
    assert not historic.firm
    assert historic in rulepacks.load(["kz"])
    assert {rule.severity for rule in historic.rules} == {Severity.WARN}
    assert all(source.repealed for source in historic.sources.values())


def test_what_only_the_repealed_orders_asked_ends_with_them() -> None:
    packs = rulepacks.load(["kz"])
    for last, rules in (
        (date(2023, 10, 23), {"KZ-508-06"}),
        (date(2024, 1, 8), {"KZ-537-01", "KZ-537-02", "KZ-537-03", "KZ-537-04"}),
    ):
        assert rules <= set(rulepacks.stack(packs, last).rules)
        after = rulepacks.stack(packs, date.fromordinal(last.toordinal() + 1))
        assert not rules & set(after.rules)
    assert rulepacks.stack(packs, TODAY).value("listed.valid-for") is None


def test_the_academic_procedure_takes_its_commission_from_the_historic_default() -> None:
    law = rulepacks.stack(rulepacks.load(["kz"]), TODAY)
    commission = procedure_in_force(law, "academic").commission
    assert commission is not None
    assert set(commission.chosen_by_members) == law.value("commission.elected-offices")
    assert commission.not_members == ("secretary",)
    assert commission.majority == "of-present"
    assert law.value("commission.majority-share") == 5000
    for size, outcome in ((commission.fewest, Outcome.MET), (commission.fewest + 1, Outcome.NOT_MET)):
        found = find(law, law.rules["KZ-508-01"], {"commission.size": size}, TODAY)
        assert found.outcome is outcome
        assert commission.odd
