"""Reports: the same inputs give the same bytes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import Outcome, agrees, check, outcomes, read_pack, rules_reading
from tanym.core.rules.bundle import bundle_bytes, read_bundle
from tanym.core.rules.toml import write_toml
from tests.core.rules.building import DAY, LIMIT, limit, pack, parsed, stack

EU, KZ = pack("eu", LIMIT), pack("kz", limit("30"), "national")
FACTS = {"design.credits": 3500, "design.need": "Forty vacancies", "design.kinds": ["b", "a"]}


def test_a_report_computed_again_has_the_same_bytes() -> None:
    report = check(stack(EU, KZ), "design", FACTS, DAY, of="KZ-MQ-1").to_bytes()
    assert agrees(report, stack(EU, KZ), FACTS)
    assert not agrees(report, stack(EU, KZ), {**FACTS, "design.credits": 3600})
    assert not agrees(report, stack(EU), FACTS)


def test_the_order_of_packs_and_facts_is_irrelevant() -> None:
    backwards = dict(reversed(FACTS.items()))
    assert (
        check(stack(KZ, EU), "design", backwards, DAY).digest
        == check(stack(EU, KZ), "design", FACTS, DAY).digest
    )


def test_a_report_from_bundles_or_rewritten_files_equals_the_one_from_files() -> None:
    kept = [read_pack(read_bundle(bundle_bytes(one.files))) for one in (EU, KZ)]
    rewritten = [
        read_pack({path: parsed(write_toml(content)) for path, content in one.files.items()})
        for one in (EU, KZ)
    ]
    expected = check(stack(EU, KZ), "design", FACTS, DAY).to_bytes()
    assert check(stack(*kept), "design", FACTS, DAY).to_bytes() == expected
    assert check(stack(*rewritten), "design", FACTS, DAY).to_bytes() == expected


def test_a_report_names_packs_day_and_facts_by_digest_and_shows_no_fact() -> None:
    report = check(stack(EU, KZ), "design", FACTS, DAY)
    kept = json.loads(report.to_bytes())
    assert kept["packs"] == {"eu": EU.digest, "kz": KZ.digest}
    assert (kept["on"], kept["subject"], kept["functions"]) == ("2026-03-01", "design", 1)
    assert "Forty vacancies" not in report.to_bytes().decode()


def test_the_trail_stands_in_the_report() -> None:
    kept = json.loads(check(stack(EU, KZ), "design", FACTS, DAY).to_bytes())
    assert [(step["pack"], step["verdict"]) for step in kept["findings"][0]["trail"]["limit"]] == [
        ("eu", "first"),
        ("kz", "tighter"),
    ]


def test_a_later_value_changes_an_earlier_report_by_its_digest_only() -> None:
    text = LIMIT.replace(
        'cites = ["act, 1 [V]"] } ]\n\n[[rule]]',
        'cites = ["act, 1 [V]"] }, { since = 2027-01-01, value = 5, cites = ["act, 2 [V]"] } ]\n\n[[rule]]',
    )
    before, after = (
        json.loads(check(stack(one), "design", FACTS, DAY).to_bytes()) for one in (EU, pack("eu", text))
    )
    assert before.pop("packs") != after.pop("packs")
    assert before == after


def test_a_stack_of_another_time_is_refused() -> None:
    kz = pack("kz", limit("30", since="2026-03-02"), "national")
    with pytest.raises(Refused, match=r"stack\.other-day"):
        check(stack(EU, kz, on=DAY), "design", FACTS, date(2026, 3, 2))


def test_a_fact_of_the_wrong_type_or_name_is_refused_with_its_name() -> None:
    with pytest.raises(InvalidValue, match=r"value\.type.*design\.credits"):
        check(stack(EU), "design", {"design.credits": "many"}, DAY)
    with pytest.raises(InvalidValue, match=r"fact\.unknown"):
        check(stack(EU), "design", {"design.creditz": 100}, DAY)


def test_an_unknown_fact_may_be_given_as_none() -> None:
    assert check(stack(EU), "design", {"design.credits": None}, DAY).outcome is Outcome.UNDECIDED


@given(st.integers(0, 9000))
def test_outcomes_alone_equal_those_of_the_report(credits: int) -> None:
    law, facts = stack(EU, KZ), {"design.credits": credits}
    full = {one.rule: one.outcome for one in check(law, "design", facts, DAY).findings}
    assert outcomes(law, "design", facts) == full


def test_a_form_asks_for_the_rules_that_read_its_field() -> None:
    law = stack(EU)
    assert [one.id for one in rules_reading(law, ["design.credits"])] == ["R-1"]
    assert rules_reading(law, ["design.need"]) == ()
    assert rules_reading(law, ["design.credits"], subject="issue") == ()


def test_rules_with_one_key_answer_alike() -> None:
    other = pack("eu", LIMIT.replace('en = "w"', 'en = "other words"'))
    changed = pack("eu", LIMIT.replace("value = 40", "value = 41"))
    assert stack(EU).rules["R-1"].key() == stack(other).rules["R-1"].key()
    assert stack(EU).rules["R-1"].key() != stack(changed).rules["R-1"].key()


def test_whole_decimals_are_whole_numbers() -> None:
    half = pack("kz", limit("37.5"), "national")
    assert stack(EU, half).value("limit") == 3750
    assert Decimal("37.5") in [one.raw for one in half.values["limit"].dated]
