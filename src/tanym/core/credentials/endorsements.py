"""Embedded endorsements (Open Badges 3.0): each is a credential of its own and is believed only by its own proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tanym.core.credentials.checks import Check, Name, Outcome, confirmed, not_checked, not_confirmed
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.signature import check_dates, check_signature
from tanym.core.credentials.structure import check_structure, listed
from tanym.core.kernel.errors import TanymError

MAX_ENDORSEMENTS = 16


def check_endorsements(
    credential: Mapping[str, Any], now: datetime, fetcher: Fetcher, contexts: Contexts
) -> tuple[Check, ...]:
    """One check over every endorsement of the credential, its achievement and its issuer; none where there is none."""
    found = list(_embedded(credential))
    if not found:
        return ()
    if len(found) > MAX_ENDORSEMENTS:
        return (not_checked(Name.ENDORSEMENT, "credential.endorsements-too-many", limit=MAX_ENDORSEMENTS),)
    outcomes = [_check(one, now, fetcher, contexts) for one in found]
    if Outcome.NOT_CONFIRMED in outcomes:
        return (not_confirmed(Name.ENDORSEMENT, "credential.endorsement-invalid"),)
    if Outcome.NOT_CHECKED in outcomes:
        return (not_checked(Name.ENDORSEMENT, "credential.endorsement-unchecked"),)
    return (confirmed(Name.ENDORSEMENT, "credential.endorsed", count=len(found)),)


def _embedded(credential: Mapping[str, Any]) -> Iterator[Any]:
    subjects = [one for one in listed(credential.get("credentialSubject")) if isinstance(one, Mapping)]
    for node in (credential, credential.get("issuer"), *(subject.get("achievement") for subject in subjects)):
        if isinstance(node, Mapping):
            yield from listed(node.get("endorsement"))
            yield from listed(node.get("endorsementJwt"))


def _check(value: Any, now: datetime, fetcher: Fetcher, contexts: Contexts) -> Outcome:
    try:
        token = tokens.read(value) if isinstance(value, str) else None
        endorsement = token.credential if token else value
        if not isinstance(endorsement, Mapping):
            return Outcome.NOT_CONFIRMED
        check_structure(endorsement)
    except TanymError:
        return Outcome.NOT_CONFIRMED
    signed, _ = check_signature(endorsement, token, now, fetcher, contexts)
    if signed.outcome is not Outcome.CONFIRMED:
        return signed.outcome
    return check_dates(endorsement, token, now).outcome
