"""What Kazakhstan's packs may and may not say: nothing unread as law, nothing of an annex that nobody opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tanym import rulepacks
from tanym.core.procedures.check import lengths_not_given
from tanym.core.rules import Pack, Severity
from tanym.core.rules.citations import Citation, best
from tanym.core.rules.tables import procedures_of
from tanym.rulepacks.procedures import lengths, procedure_in_force

PACKS = [pack for pack in rulepacks.shipped() if pack.jurisdiction == "KZ"]
LAW = rulepacks.stack(rulepacks.load(["kz"]), date(2026, 11, 22))
UNREAD_ANNEX = "kz-order-544-322"
KNOWN_LENGTHS = {
    "appeal.lodge-within": "5 working-day",
    "appeal.consider-within": "5 working-day",
    "foreign.decide-within": "4 month",
    "programme.approve-within": "10 working-day",
    "programme.publish-within": "5 working-day",
    "accreditation.certificate-within": "10 working-day",
    "accreditation.refusal-within": "5 working-day",
    "accreditation.valid-for": "3 year",
    "accreditation.reapply-before": "6 month",
    "accreditation.revocation-within": "10 working-day",
    "accreditation.revocation-copy-within": "3 working-day",
    "data.withdrawal-within": "15 working-day",
    "data.third-party-notice-within": "10 working-day",
    "data.objection-within": "3 working-day",
    "data.rectify-within": "1 working-day",
    "data.breach-within": "1 working-day",
    "data.take-down-within": "1 working-day",
    "profession.update-within": "10 working-day",
    "voucher.use-within": "45 day",
}


def cited(pack: Pack) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    for rule in pack.rules:
        yield rule.id, rule.cites
    for entry in pack.values.values():
        for dated in entry.dated:
            yield entry.name, dated.cites


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_no_rule_value_or_step_rests_on_the_annex_that_nobody_has_read(pack: Pack) -> None:
    assert [name for name, cites in cited(pack) if any(one.source == UNREAD_ANNEX for one in cites)] == []
    for file in procedures_of(pack):
        assert UNREAD_ANNEX not in str(file.content.get("step")), file.path


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_what_was_read_nowhere_or_in_a_secondary_source_only_warns(pack: Pack) -> None:
    for rule in pack.rules:
        if not best(rule.cites).firm:
            assert rule.severity is not Severity.BLOCK, rule.id
    for name, value in LAW.values.items():
        if value.spoken.pack == pack.id and not best(value.spoken.cites).firm:
            assert not value.firm, name


def test_every_term_that_was_read_stands_as_the_act_has_it() -> None:
    assert {name: str(LAW.value(name)) for name in KNOWN_LENGTHS} == KNOWN_LENGTHS


def test_no_length_of_a_procedure_is_invented_by_the_nation() -> None:
    """What no act fixes stays open; what is given is law that was read."""
    for name in LAW.procedures:
        table = procedure_in_force(LAW, name)
        given = lengths(LAW, table)
        assert {one.details["value"] for one in lengths_not_given(table, given)} == {
            clock.lasts
            for clock in table.clocks.values()
            if clock.lasts not in given and not clock.stated  # the decision on a case says until when
        }
        for value in given:
            assert LAW.values[value].firm, f"{name}: {value}"
            assert value in KNOWN_LENGTHS, f"{name}: {value}"


def test_an_education_organisation_may_recognise_credits_and_not_professional_qualifications() -> None:
    """The two tracks are never merged."""
    forbidden = LAW.value("centre.forbidden-types")
    assert isinstance(forbidden, frozenset)
    assert {"college", "university"} <= forbidden
    academic, professional = (procedure_in_force(LAW, name) for name in ("academic", "professional"))
    assert not {step.do for step in academic.steps} & {"pass-theory", "issue-document"}
    assert not {effect.name for step in professional.steps for effect in step.effects} & {"re-credit"}
