"""Two merges at the same moment, and a merge while a case moves: one after the other, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.apps.audit.proving import prove as prove_journal
from tanym.apps.merging.actions.merge import merge
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.withdraw import withdraw
from tanym.apps.recognition.actions.withdraw_appeal import withdraw_appeal
from tanym.core.kernel.errors import TanymError
from tests.apps.merging.test_merge import named
from tests.apps.test_at_once import at_once, one_wins

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_account_is_merged_once(walk: Any, twin: Any) -> None:
    walk.submitted()
    aigul = walk.who("aigul")
    first, second = twin(aigul), twin(aigul)
    code = one_wins(*(lambda to=to: merge(actor=to, at=walk.at, source=aigul) for to in (first, second)))
    assert code == "merging.closed"
    assert named(aigul) == set()
    assert prove_journal().fault is None


def test_of_two_accounts_that_want_each_other_one_stays(walk: Any, twin: Any) -> None:
    walk.submitted()
    aigul = walk.who("aigul")
    other = twin(aigul)
    pairs = ((aigul, other), (other, aigul))
    code = one_wins(*(lambda a=a, s=s: merge(actor=a, at=walk.at, source=s) for a, s in pairs))
    assert code == "merging.closed"
    for one in (aigul, other):
        one.refresh_from_db()
    assert aigul.is_active is not other.is_active
    assert walk.renew().claimant.is_active


def test_a_case_that_moves_meanwhile_goes_on_under_the_account_that_stays(walk: Any, twin: Any) -> None:
    walk.submitted()
    aigul, timur, case = walk.who("aigul"), walk.who("timur"), walk.case
    target = twin(aigul)
    outcomes = at_once(
        lambda: merge(actor=target, at=walk.at, source=aigul),
        lambda: accept(
            actor=walk.who("saule"), at=walk.at, case=case, revision=case.revision, assessor=timur
        ),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    walk.renew()
    assert (walk.case.stage, walk.case.claimant) == ("mapping", target)
    assert str(aigul.public_id) not in str(walk.case.case)
    assert prove_journal().fault is None


def test_a_claimant_who_acts_in_the_account_that_goes_acts_before_or_not_at_all(walk: Any, twin: Any) -> None:
    walk.submitted()
    aigul, case = walk.who("aigul"), walk.case
    target = twin(aigul)
    merged, acted = at_once(
        lambda: merge(actor=target, at=walk.at, source=aigul),
        lambda: withdraw(actor=aigul, at=walk.at, case=case, revision=case.revision),
    )
    assert not isinstance(merged, Exception), merged
    walk.renew()
    assert walk.case.claimant == target
    assert (walk.case.stage == "withdrawn") is not isinstance(acted, Exception)
    assert str(aigul.public_id) not in str(walk.case.case["people"])


def test_an_appeal_that_is_taken_back_meanwhile_and_a_merge_do_not_wait_for_each_other(
    walk: Any, twin: Any
) -> None:
    walk.to("decided", result="refuse", achieved=0)
    walk.act(appeal, "aigul", grounds="The certificate was not looked at.")
    aigul, lodged = walk.who("aigul"), walk.case.appeal
    target = twin(aigul)
    merged, taken_back = at_once(
        lambda: merge(actor=target, at=walk.at, source=aigul),
        lambda: withdraw_appeal(actor=aigul, at=walk.at, appeal=lodged, revision=lodged.revision),
    )
    assert not isinstance(merged, Exception), merged
    assert not isinstance(taken_back, Exception) or isinstance(taken_back, TanymError), taken_back
    assert walk.renew().claimant == target
    assert prove_journal().fault is None
