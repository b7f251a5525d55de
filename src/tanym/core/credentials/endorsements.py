"""Embedded endorsements (Open Badges 3.0): each is a credential of its own and is believed only by its own proof."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from tanym.core.credentials.checks import Check, Name, Outcome, confirmed, not_checked, not_confirmed
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.signature import check_dates, check_signature
from tanym.core.credentials.status.check import check_status
from tanym.core.credentials.structure import check_structure, listed, types
from tanym.core.kernel.errors import TanymError

MAX_ENDORSEMENTS = 16
TYPE = "EndorsementCredential"
_MEMBERS = ("endorsement", "endorsementJwt")
_PARTS = ("issuer", "credentialSubject", "achievement", "creator", "source", "parentOrg")
_APART = frozenset({"proof", "verifiableCredential", *_MEMBERS})


def check_endorsements(
    credential: Mapping[str, Any], now: datetime, fetcher: Fetcher, contexts: Contexts
) -> tuple[Check, ...]:
    """One check over every endorsement of the credential and its parts; none where there is none.

    Each must be signed, in force and not revoked, and say something of this credential or a part of it: the praise of
    something else is no endorsement of this (Open Badges 3.0, EndorsementSubject).
    """
    found = list(_embedded(credential))
    if not found:
        return ()
    if len(found) > MAX_ENDORSEMENTS:
        return (not_checked(Name.ENDORSEMENT, "credential.endorsements-too-many", limit=MAX_ENDORSEMENTS),)
    endorsed = frozenset(_named(credential))
    outcomes = [_check(one, endorsed, now, fetcher, contexts) for one in found]
    if Outcome.NOT_CONFIRMED in outcomes:
        return (not_confirmed(Name.ENDORSEMENT, "credential.endorsement-invalid"),)
    if Outcome.NOT_CHECKED in outcomes:
        return (not_checked(Name.ENDORSEMENT, "credential.endorsement-unchecked"),)
    return (confirmed(Name.ENDORSEMENT, "credential.endorsed", count=len(found)),)


def _embedded(node: Any) -> Iterator[Any]:
    """The endorsements of a node and of its parts that can bear some; what an endorsement itself bears is its own matter."""
    if isinstance(node, Mapping):
        for name in _MEMBERS:
            yield from listed(node.get(name))
        for name in _PARTS:
            for part in listed(node.get(name)):
                yield from _embedded(part)


def _named(node: Any) -> Iterator[str]:
    """The identifiers of a credential and its parts."""
    if isinstance(node, Mapping):
        if isinstance(node.get("id"), str):
            yield node["id"]
        for name in _PARTS:  # a body may stand by its identifier alone
            yield from (one for one in listed(node.get(name)) if isinstance(one, str))
        for name, value in node.items():
            if name not in _APART:
                yield from _named(value)
    elif isinstance(node, list):
        for one in node:
            yield from _named(one)


def _check(
    value: Any, endorsed: Collection[str], now: datetime, fetcher: Fetcher, contexts: Contexts
) -> Outcome:
    try:
        token = tokens.read(value) if isinstance(value, str) else None
        endorsement = token.credential if token else value
        if not isinstance(endorsement, Mapping):
            return Outcome.NOT_CONFIRMED
        check_structure(endorsement)
    except TanymError:
        return Outcome.NOT_CONFIRMED
    subjects = listed(endorsement["credentialSubject"])
    if TYPE not in types(endorsement) or any(subject.get("id") not in endorsed for subject in subjects):
        return Outcome.NOT_CONFIRMED
    signed, _ = check_signature(endorsement, token, now, fetcher, contexts)
    if signed.outcome is not Outcome.CONFIRMED:
        return signed.outcome
    dates = check_dates(endorsement, token, now)
    if dates.outcome is not Outcome.CONFIRMED:
        return dates.outcome
    return check_status(endorsement, now, fetcher, contexts).outcome
