"""The check of a credential that is shown as evidence, by the one verifier of the platform: what it says is kept, whatever it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from tanym.core.credentials.checks import CITATIONS, Check, Judgement, Name, Outcome, judge
from tanym.core.credentials.verification import Verification

SHOWN = ("schema", "signature", "dates", "status", "issuer")

Verify = Callable[[bytes, datetime], Verification]
"""The checks of the bytes of a file at a moment; never raises for what they are."""

LARGEST_SIGNED = 1024 * 1024
"""Bytes of a file whose signature is checked at once; a larger one is kept unchecked."""

_VERIFIERS: list[Verify] = []


def register(verify: Verify) -> None:
    """Make known how documents are verified here: a room above both that one and this one does. For `AppConfig.ready`."""
    _VERIFIERS[:] = [verify]


def check_signature(content: bytes, at: datetime) -> dict[str, str]:
    """The answer of each named check of a file, as `confirmed`, `not-confirmed` or `could-not-be-checked`.

    It may ask the network; call it outside any transaction.
    """
    (verify,) = _VERIFIERS
    return {
        str(check.name): str(check.outcome)
        for check in verify(content, at).checks
        if check.name.value in SHOWN
    }


def verdict(checked: Mapping[str, str]) -> Judgement | None:
    """What the one acceptance policy makes of kept answers; its reason is the name of the first check in the way.

    None where nothing was checked. It is no decision on the evidence: that is the assessor's.
    """
    if not checked:
        return None
    names = {name.value for name in Name}
    return judge(
        Check(Name(name), Outcome(answer), name, CITATIONS[Name(name)])
        for name, answer in checked.items()
        if name in names
    )
