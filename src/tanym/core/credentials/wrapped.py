"""The credentials inside a learner's record (CLR 2.0): each is verified by itself, for the wrapper's proof is not theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tanym.core.credentials.checks import Check, Name, Outcome, confirmed, judge, not_checked, not_confirmed
from tanym.core.credentials.presentation import self_asserted
from tanym.core.credentials.signature import issuer_of
from tanym.core.credentials.structure import listed, types
from tanym.core.credentials.verification import Verification

RECORD = "ClrCredential"
MAX_WRAPPED = 100
"""Documents in one record; more belong into several."""

Inside = Callable[[Mapping[str, Any] | bytes], Verification]


def check_wrapped(credential: Mapping[str, Any], proven: bool, inside: Inside) -> tuple[Check, ...]:
    """The check of what a learner's record wraps; nothing for any other credential.

    One without a proof of its own counts where it is of the issuer that signed the record (CLR 2.0, ClrSubject).
    """
    if RECORD not in types(credential):
        return ()
    held = [
        one
        for subject in listed(credential.get("credentialSubject"))
        if isinstance(subject, Mapping)
        for one in listed(subject.get("verifiableCredential"))
    ]
    if not held or len(held) > MAX_WRAPPED:
        return (
            not_confirmed(Name.CREDENTIALS, "credential.record-size", count=len(held), limit=MAX_WRAPPED),
        )
    outcomes = [_outcome(one, credential, proven, inside) for one in held]
    if Outcome.NOT_CONFIRMED in outcomes:
        return (not_confirmed(Name.CREDENTIALS, "credential.credential-invalid"),)
    if Outcome.NOT_CHECKED in outcomes:
        return (not_checked(Name.CREDENTIALS, "credential.credential-unchecked"),)
    return (confirmed(Name.CREDENTIALS, "credential.credentials-verified", count=len(held)),)


def _outcome(one: Any, record: Mapping[str, Any], proven: bool, inside: Inside) -> Outcome:
    if isinstance(one, str):
        return judge(inside(one.encode("ascii", "replace")).checks).outcome
    if not isinstance(one, Mapping) or RECORD in types(one):
        return Outcome.NOT_CONFIRMED
    found = inside(one)
    if proven and "proof" not in one:
        found = self_asserted(found, issuer_of(record))
    return judge(found.checks).outcome
