"""The purse of one verification: many traps in one document cost no more than one trap."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.core.credentials import effort
from tanym.core.credentials.effort import Effort, of_one_verification
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import ISSUER, World, code, verified
from tests.core.credentials.siblings.forging import GOOD, PUBLISHED

ALIKE = {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://x.example"}
RESULT = {"type": ["Result"], "alignment": [ALIKE] * 9}
TRAP = {**GOOD, "credentialSubject": {**GOOD["credentialSubject"], "result": [RESULT, RESULT]}}
ENDORSING = {
    **{name: value for name, value in TRAP.items() if name not in ("credentialStatus", "credentialSubject")},
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "credentialSubject": {"id": GOOD["id"], "type": ["EndorsementSubject"]},
    "evidence": [{"type": ["Evidence"], "name": "x"}] * 50,
}


def presentation(*credentials: Any) -> dict[str, Any]:
    return {
        "@context": GOOD["@context"][:1],
        "type": ["VerifiablePresentation"],
        "holder": ISSUER,
        "verifiableCredential": list(credentials),
        "proof": {**GOOD["proof"], "proofPurpose": "authentication"},
    }


def spent(document: Any) -> Effort:
    with of_one_verification():
        found = verified(document, World(PUBLISHED))
        assert not found.judged().accepted
        return effort.effort()


@pytest.mark.parametrize(
    "document",
    [
        TRAP,
        presentation(*[TRAP] * 8),
        {**GOOD, "endorsement": [ENDORSING] * 16},
        {**TRAP, "proof": [GOOD["proof"]] * 8},
    ],
    ids=["one trap", "eight in a presentation", "endorsements", "proofs"],
)
def test_many_traps_cost_no_more_than_one(document: Any) -> None:
    found = spent(document)
    assert found.steps <= effort.MAX_STEPS + 50  # whoever comes too late is turned away at once
    assert found.nodes <= effort.MAX_NODES + 50


def test_a_trap_says_that_it_is_one() -> None:
    assert verified(TRAP).judged().reason == "credential.graph-too-complex"


def test_a_verification_by_itself_begins_with_a_full_purse() -> None:
    verified(presentation(*[TRAP] * 3))
    assert verified(GOOD).judged().accepted
    assert effort.effort() == Effort()


def test_a_purse_runs_out() -> None:
    purse = Effort(nodes=effort.MAX_NODES, steps=effort.MAX_STEPS)
    for pay in (purse.node, purse.step):
        with pytest.raises(InvalidValue) as refused:
            pay()
        assert refused.value.code == "credential.graph-too-complex"


def test_thirty_good_badges_are_no_trap() -> None:
    found = verified({**presentation(*[GOOD] * 30)}, World(PUBLISHED))
    assert {inside.judged().reason for inside in found.inside} == {""}
    assert {code(inside, check.name) for inside in found.inside for check in inside.checks[:1]} == {
        "structure-as-expected"
    }
