"""The checks that every credential meets, a list of statuses and an endorsement too: its signature and its dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tanym.core.credentials import structure
from tanym.core.credentials.checks import Check, Name, confirmed, not_checked, not_confirmed
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.moments import moment
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.data_integrity import Verified
from tanym.core.kernel.errors import NotFound, TanymError

MAX_FETCHES = 12

# Codes that say: we could not look, for a reason that lies with us, the network or a third party.
OPEN = frozenset(
    f"credential.{name}"
    for name in (
        "unavailable",
        "url-not-allowed",
        "context-not-installed",
        "cryptosuite-unsupported",
        "did-method-unsupported",
        "did-document-invalid",
        "format-unsupported",
        "graph-too-complex",
        "issuer-metadata-invalid",
        "certificate-untrusted",
        "key-source-unsupported",
        "key-withdrawn",
        "status-unavailable",
        "status-type-unsupported",
        "status-list-invalid",
        "status-list-too-short",
        "status-list-too-large",
        "status-list-expired",
        "status-purpose-mismatch",
        "status-index-out-of-range",
        "status-purpose-unknown",
    )
)
_DATE_CODES = frozenset(
    f"credential.{name}"
    for name in ("expired", "not-yet-valid", "date-malformed", "date-mismatch", "date-missing")
)


class Once:
    """A fetcher that asks for each address once, and not without end."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, bytes | TanymError] = {}

    def fetch(self, url: str) -> bytes:
        """As the fetcher behind it; raises `NotFound("credential.unavailable")` after too many addresses."""
        if url not in self._known:
            if len(self._known) >= MAX_FETCHES:
                raise NotFound("credential.unavailable", url=url[:200])
            try:
                self._known[url] = self._fetcher.fetch(url)
            except TanymError as error:
                self._known[url] = error
        found = self._known[url]
        if isinstance(found, TanymError):
            raise found
        return found


def answer(name: Name, error: TanymError) -> Check:
    """The check that an error amounts to: open where we could not look, otherwise not confirmed."""
    made = not_checked if error.code in OPEN else not_confirmed
    return made(name, error.code, **error.details)


def issuer_of(credential: Mapping[str, Any]) -> str:
    """The identifier of the signing party; empty where there is none."""
    issuer = tokens.named(credential.get("issuer"))
    return issuer if isinstance(issuer, str) else ""


def check_signature(
    credential: Mapping[str, Any],
    token: tokens.Token | None,
    now: datetime,
    fetcher: Fetcher,
    contexts: Contexts,
) -> tuple[Check, tuple[Verified, ...]]:
    """Whether the file is as the issuer signed it, with a key that the issuer's own document lets assert."""
    issuer = issuer_of(credential)
    try:
        if token is None:
            proofs = data_integrity.verify(
                credential, controller=issuer, now=now, fetcher=fetcher, contexts=contexts
            )
        else:
            proofs = (tokens.verify(token, issuer=issuer, now=now, fetcher=fetcher),)
            _check_claims(token, credential, now)
            if "proof" in credential:  # signed twice: neither makes up for the other
                proofs += data_integrity.verify(
                    credential, controller=issuer, now=now, fetcher=fetcher, contexts=contexts
                )
    except TanymError as error:
        return answer(Name.SIGNATURE, error), ()
    return confirmed(
        Name.SIGNATURE, "credential.signed", suite=proofs[0].cryptosuite, method=proofs[0].method
    ), proofs


def check_dates(credential: Mapping[str, Any], token: tokens.Token | None, now: datetime) -> Check:
    """Whether the credential has begun and has not ended (VCDM 2.0, 4.9; the names of 1.1 where it follows 1.1)."""
    first, last = (
        ("issuanceDate", "expirationDate")
        if structure.is_first_version(credential)
        else ("validFrom", "validUntil")
    )
    begins, ends = credential.get(first), credential.get(last)
    try:
        if begins is None and (structure.BADGE_TYPES & structure.types(credential)):
            return not_confirmed(Name.DATES, "credential.date-missing", member=first)
        since = moment(begins) if begins is not None else None
        until = moment(ends) if last in credential else None
        if "awardedDate" in credential:
            moment(credential["awardedDate"])
        if since is not None and until is not None and until < since:
            return not_confirmed(Name.DATES, "credential.validity-period-invalid")
        if since is not None and since > now:
            return not_confirmed(Name.DATES, "credential.not-yet-valid", on=str(begins)[:10])
        if until is not None and until < now:
            return not_confirmed(Name.DATES, "credential.expired", on=str(ends)[:10])
        if token is not None:
            tokens.check_claims(token, credential, now)
    except TanymError as error:
        if error.code in _DATE_CODES:
            return answer(Name.DATES, error)
    if until is not None:
        return confirmed(
            Name.DATES, "credential.valid-until", since=str(begins or "")[:10], until=str(ends)[:10]
        )
    return confirmed(Name.DATES, "credential.valid-without-end", since=str(begins or "")[:10])


def _check_claims(token: tokens.Token, credential: Mapping[str, Any], now: datetime) -> None:
    try:
        tokens.check_claims(token, credential, now)
    except TanymError as error:
        if error.code not in _DATE_CODES:
            raise
