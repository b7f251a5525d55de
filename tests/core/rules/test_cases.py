"""Cases as lawyers write them."""

from __future__ import annotations

from tanym.core.rules import Outcome, Pack
from tanym.core.rules.cases import read_cases, run_case, uncovered
from tests.core.rules.building import LIMIT, limit, pack, vocabulary

CASES = """
[[case]]
name = "Forty-one credits"
on = 2026-03-01
facts.design = { credits = 41 }
expect.R-1 = { outcome = "not-met", severity = "block" }

[[case]]
name = "Thirty-five under the European pack alone"
on = 2026-03-01
under = ["eu"]
facts.design = { credits = 35 }
expect.R-1 = "met"

[[case]]
name = "Nobody said"
on = 2026-03-01
expect.R-1 = "undecided"

[[case]]
name = "A walk through a procedure belongs to its own runner"
procedure = "academic"
"""

EU = pack("eu", LIMIT)
KZ = pack("kz", limit("30"), "national", requires='["eu"]', cases=CASES)


def results(kz: Pack) -> list[bool]:
    cases, faults = read_cases(kz)
    assert faults == ()
    return [one.passed for case in cases for one in run_case(case, (EU, kz), vocabulary())]


def test_cases_that_say_what_is_meant_pass() -> None:
    assert results(KZ) == [True, True, True]


def test_a_case_fails_when_outcome_or_severity_is_another() -> None:
    wrong = CASES.replace('severity = "block"', 'severity = "warn"').replace('= "met"', '= "not-met"')
    assert results(pack("kz", limit("30"), "national", requires='["eu"]', cases=wrong)) == [
        False,
        False,
        True,
    ]


def test_a_case_that_cannot_be_run_fails_and_says_why() -> None:
    broken = CASES.replace("credits = 41", 'credits = "many"').replace(
        'expect.R-1 = "met"', 'expect.R-0 = "met"'
    )
    kz = pack("kz", limit("30"), "national", requires='["eu"]', cases=broken)
    first, second, _ = (one for case in read_cases(kz)[0] for one in run_case(case, (EU, kz), vocabulary()))
    assert not first.passed
    assert "design.credits" in first.trouble
    assert "rule.unknown" in second.trouble


def test_a_rule_without_a_case_for_an_outcome_is_told() -> None:
    cases = '[[case]]\nname = "n"\non = 2026-03-01\nexpect.R-1 = "undecided"\n'
    eu = pack("eu", LIMIT, cases=cases)
    assert uncovered(eu, read_cases(eu)[0]) == (("R-1", Outcome.MET), ("R-1", Outcome.NOT_MET))


OPEN = LIMIT[: LIMIT.index("dated")] + LIMIT[LIMIT.index("[[rule]]") :]
"""A rule whose number no layer gives."""

IMAGINED = """
[[case]]
name = "An institution that has decided thirty"
on = 2026-03-01
values.limit = 30
facts.design = { credits = 31 }
expect.R-1 = "not-met"
"""


def test_a_case_may_imagine_what_an_institution_has_decided() -> None:
    open_ = pack("eu", OPEN, cases=IMAGINED)
    (case,), faults = read_cases(open_)
    (ran,) = run_case(case, (open_,), vocabulary())
    assert faults == ()
    assert ran.passed
    loose = pack("eu", LIMIT, cases=IMAGINED.replace("= 30", "= 70").replace("31", "65"))
    (ran,) = run_case(read_cases(loose)[0][0], (loose,), vocabulary())
    assert ran.passed, "what loosens more than allowed is not heard, imagined or not"


def test_a_case_that_imagines_a_value_nobody_knows_says_what_is_wrong() -> None:
    (case,), _ = read_cases(pack("eu", LIMIT, cases=IMAGINED.replace("values.limit", "values.limmit")))
    (ran,) = run_case(case, (EU,), vocabulary())
    assert "value.no-type" in ran.trouble
