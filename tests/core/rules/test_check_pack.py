"""The checker: each fault that can be planted is found by its code, and sound packs have none."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.rules import Pack, read_pack
from tanym.core.rules.blocks import FUNCTIONS_VERSION
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.pack import LARGEST_PACK
from tests.core.rules.building import LIMIT, WORDS, limit, pack, stack, vocabulary

EU = pack("eu", LIMIT)


def codes(*packs: Pack) -> set[str]:
    return {fault.code for fault in faults_in(packs, vocabulary())}


def test_sound_packs_have_no_fault() -> None:
    assert faults_in((EU, pack("kz", limit("30"), "national", requires='["eu"]')), vocabulary()) == ()


def value(name: str, kind: str, raw: str, tighter: str = "") -> str:
    direction = f'tighter = "{tighter}"\n' if tighter else ""
    return (
        f'[value."{name}"]\ntype = "{kind}"\n{direction}{WORDS}\n'
        f'dated = [ {{ since = 2020-01-01, value = {raw}, cites = ["act, 1 [V]"] }} ]\n'
    )


def rule(condition: str, *, severity: str = "warn", cite: str = "act, 1 [V]", more: str = "") -> str:
    return (
        f'[[rule]]\nid = "R-9"\nsince = 2020-01-01\nbinds = "design"\nseverity = "{severity}"\n{WORDS}\n'
        f'cites = ["{cite}"]\nmust = [ {condition} ]\n{more}'
    )


PRESENT = '{ fact = "design.need", is = "present" }'
BANDS = '[{ code = "F", from = 0, to = 40 }, { code = "A", from = 50, to = 100 }]'

PLANTED: list[tuple[str, str]] = [
    ("value.unknown", rule('{ fact = "design.credits", is = "at-most", value = "no-such" }')),
    ("value.no-type", '[value."x"]\n' + WORDS),
    ("value.type", value("x", "credits", '"many"')),
    ("value.wrong-type", value("x", "integer", "3") + rule('{ fact = "design.credits", is = "at-most", value = "x" }')),
    ("value.unit", value("x", "minutes", '"3 fortnight"')),
    ("value.period", value("x", "period", '"3 fortnight"')),
    ("value.too-fine", value("x", "credits", "1.005")),
    ("value.part-of-a-minute", value("x", "minutes", '"1.01 hour"')),
    ("value.same-day", limit("1").replace("} ]", '}, { since = 2020-01-01, value = 2, cites = ["act, 2 [V]"] } ]')),
    ("value.ends-before-start", limit("1", more=", until = 2020-01-01")),
    ("value.direction", value("x", "codes", '["a"]', "higher")),
    ("value.direction", value("x", "codes", '["a"]', "sideways")),
    ("bands.gap-or-overlap", value("x", "bands", BANDS)),
    ("rule.must-and-any", rule(PRESENT, more=f"any = [ {PRESENT} ]\n")),
    ("rule.number-in-rule", rule('{ fact = "design.credits", is = "at-most", value = 40 }')),
    ("rule.number-in-rule", rule('{ fact = "design.need", is = "present", cells = ["a", 4] }')),
    ("rule.twice", rule(PRESENT) + rule(PRESENT)),
    ("rule.unknown", '[[adjust]]\nrule = "R-0"\nsince = 2020-01-01\nseverity = "warn"\n'
     f'{WORDS.replace("words", "reason")}\ncites = ["act, 1 [V]"]\n'),
    ("block.unknown", rule('{ fact = "design.need", is = "splendid" }')),
    ("block.argument-missing", rule('{ fact = "design.credits", is = "at-most" }')),
    ("block.argument-unknown", rule('{ fact = "design.need", is = "present", than = "x" }')),
    ("function.unknown", rule('{ fact = "design.need", is = "function", name = "guess" }')),
    ("fact.unknown", rule('{ fact = "design.no-such", is = "present" }')),
    ("fact.wrong-type", rule('{ fact = "design.need", is = "above-zero" }')),
    ("severity.above-evidence", rule(PRESENT, severity="block", cite="act, 1 [U]")),
    ("words.missing", value("x", "integer", "3").replace('kk = "w"', 'kk = " "')),
    ("words.missing", rule(PRESENT).replace(', kk = "w"', "")),
    ("cite.form", rule(PRESENT, cite="the act says so")),
    ("cite.missing", rule(PRESENT).replace('cites = ["act, 1 [V]"]\n', "")),
    ("cite.missing", value("x", "integer", "3").replace(', cites = ["act, 1 [V]"]', "")),
    ("cite.unknown-source", rule(PRESENT, cite="other, 1 [V]")),
    ("cite.own-figure", rule(PRESENT, cite="act, the number is ours [V]")),
    ("cite.own-figure", rule(PRESENT, cite="made-up, 1 [V]")),
    ("form.unknown-entry", rule(PRESENT, more="serverity = 'block'\n")),
    ("form.type", rule(PRESENT).replace("since = 2020-01-01", "since = '2020-01-01'")),
    ("form.missing", rule(PRESENT).replace('binds = "design"\n', "")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text"), PLANTED, ids=[f"{code}-{n}" for n, (code, _) in enumerate(PLANTED)]
)
def test_a_planted_fault_is_found_by_its_code(code: str, text: str) -> None:
    assert code in codes(pack("planted", text))


FACT = '[fact."design.asked"]\ntype = "text"\nkind = "attested"\n' + WORDS


def test_faults_of_several_packs_are_found() -> None:
    kz = pack("kz", limit("70"), "national")
    assert codes(EU, kz) == {"layer.too-loose"}
    assert "rule.twice" in codes(EU, pack("kz", rule(PRESENT).replace("R-9", "R-1"), "national"))
    term = value("term", "period", '"4 month"', "lower")
    days = '[value."term"]\ndated = [ { since = 2020-01-01, value = "90 day", cites = ["act, 1 [V]"] } ]\n'
    assert codes(pack("eu", term), pack("kz", days, "national")) == {"layer.units-differ"}
    other_way = limit("30").replace("dated", 'tighter = "higher"\ndated')
    assert codes(EU, pack("kz", other_way, "national")) == {"value.direction"}
    other_type = limit("30").replace("dated", 'type = "integer"\ndated')
    assert codes(EU, pack("kz", other_type, "national")) == {"value.type"}


def test_faults_of_what_a_pack_requires_are_found() -> None:
    assert codes(pack("kz", "", requires='["eu"]')) == {"pack.unknown"}
    below = pack("kz", "", "national")
    assert codes(pack("eu", "", requires='["kz"]'), below) == {"pack.requires-below"}
    one, other = pack("a", "", requires='["b"]'), pack("b", "", requires='["a"]')
    assert codes(one, other) == {"pack.cycle"}


def test_a_pack_adds_attested_facts_only() -> None:
    assert codes(pack("p", rule('{ fact = "design.asked", is = "present" }'), facts=FACT)) == set()
    assert codes(pack("p", "", facts=FACT.replace("attested", "derived"))) == {"fact.derived-in-pack"}
    assert codes(pack("p", "", facts=FACT.replace("asked", "need"))) == {"fact.twice"}


def test_a_value_in_two_files_is_a_fault() -> None:
    files = {**EU.files, "again.toml": EU.files["rules.toml"]}
    assert {"value.twice", "rule.twice"} <= codes(read_pack(files))


@pytest.mark.parametrize("functions", [0, FUNCTIONS_VERSION + 1])
def test_a_pack_written_for_functions_that_nobody_has_here_is_a_fault(functions: int) -> None:
    head = {**EU.files["pack.toml"], "functions": functions}
    assert codes(read_pack({**EU.files, "pack.toml": head})) == {"pack.functions"}


def test_a_pack_that_is_too_large_is_refused() -> None:
    assert "pack.too-large" in codes(read_pack({**EU.files, "x.cases.toml": {"case": ["x"] * LARGEST_PACK}}))


def test_a_case_is_checked_for_its_form() -> None:
    case = '[[case]]\nname = "n"\non = 2026-03-01\nexpect.R-1 = "perhaps"\n'
    assert codes(pack("eu", LIMIT, cases=case)) == {"form.type"}


def test_a_source_is_taken_from_a_pack_that_describes_it() -> None:
    taken = {**pack("kz", limit("30"), "national").files, "sources.toml": {"source": {"act": {"from": "eu"}}}}
    assert codes(EU, read_pack(taken)) == set()
    assert "cite.unknown-source" in codes(read_pack(taken))


def test_a_fault_tells_its_place() -> None:
    (found,) = faults_in((pack("p", rule('{ fact = "design.need", is = "splendid" }')),), vocabulary())
    assert (found.place, found.code, found.details) == (
        "p: rule R-9 must 1",
        "block.unknown",
        {"name": "splendid"},
    )


def test_a_faulty_or_incomplete_set_of_packs_is_never_resolved() -> None:
    with pytest.raises(Refused, match=r"pack\.faulty"):
        stack(pack("p", rule(PRESENT, cite="no form")))
    with pytest.raises(NotFound, match=r"pack\.unknown"):
        stack(pack("p", "", requires='["eu"]'))
    with pytest.raises(InvalidValue, match=r"pack\.twice"):
        stack(EU, EU)
    with pytest.raises(InvalidValue, match=r"block\.unknown"):
        stack(pack("p", rule('{ fact = "design.need", is = "splendid" }')))


RAW = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.sampled_from(["design", "at-most", "act, 1 [V]", "", "en", "2/3"]) | st.dates(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["rule", "value", "id", "since", "must", "is", "fact", "cites", "words", "dated", "unit", "type"]),
        inner,
        max_size=4,
    ),
    max_leaves=15,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["pack.toml", "sources.toml", "a.toml", "x.cases.toml", "facts.toml"]),
                       st.dictionaries(st.sampled_from(["rule", "value", "case", "fact", "source", "unit", "adjust", "id"]), RAW)))  # fmt: skip
def test_no_file_breaks_the_reader_or_the_checker(files: dict[str, dict[str, Any]]) -> None:
    found = read_pack(files)
    assert found.faults  # none of these has a whole head
    faults_in((found,), vocabulary())


def test_what_no_bundle_holds_is_refused_at_once() -> None:
    with pytest.raises(InvalidValue, match=r"bundle\.type"):
        read_pack({"pack.toml": {"id": datetime(2026, 3, 1)}})
    with pytest.raises(InvalidValue, match=r"bundle\.number"):
        read_pack({"pack.toml": {"id": Decimal("NaN")}})
