"""A case whose claimant has two accounts goes on under the other one."""

from __future__ import annotations

from typing import Any

from tanym.apps.accounts.holdings import hand_over
from tanym.apps.clocks.proceedings import code


def test_the_state_of_a_case_names_the_account_that_has_it_now(walk: Any) -> None:
    walk.submitted()
    source, target = walk.who("aigul"), walk.who("samal")
    assert code(source) in str(walk.case.case)
    hand_over(source, target, walk.at)
    case = walk.renew()
    assert case.claimant == target
    assert code(source) not in str(case.case)
    assert code(target) in str(case.case["people"]["claimant"])
