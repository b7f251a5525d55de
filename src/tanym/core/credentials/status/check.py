"""Is it revoked or suspended? Asks the issuer's list; a list that cannot be believed says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tanym.core.credentials.checks import Check, Name, Outcome, confirmed, not_checked, not_confirmed
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.signature import answer, check_dates, check_signature, issuer_of
from tanym.core.credentials.status import bitstring
from tanym.core.credentials.structure import check_structure, listed, types
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused, TanymError

MAX_ENTRIES = 8
NEGATIVE = {bitstring.REVOCATION: "credential.revoked", bitstring.SUSPENSION: "credential.suspended"}
REVOCATION_LIST = "1EdTechRevocationList"


def check_status(credential: Mapping[str, Any], now: datetime, fetcher: Fetcher, contexts: Contexts) -> Check:
    """The status of a credential whose signature holds.

    Each entry is asked; one that is revoked or suspended outweighs one that could not be asked.
    """
    entries = listed(credential.get("credentialStatus"))
    if not entries:
        return confirmed(Name.STATUS, "credential.status-not-used")
    if len(entries) > MAX_ENTRIES:
        return not_confirmed(Name.STATUS, "credential.status-entry-malformed")
    answers = [_check_entry(credential, entry, now, fetcher, contexts) for entry in entries]
    for outcome in (Outcome.NOT_CONFIRMED, Outcome.NOT_CHECKED):
        for check in answers:
            if check.outcome is outcome:
                return check
    return answers[0]


def _check_entry(
    credential: Mapping[str, Any], value: Any, now: datetime, fetcher: Fetcher, contexts: Contexts
) -> Check:
    try:
        kinds = types(value) if isinstance(value, Mapping) else frozenset[str]()
        if REVOCATION_LIST in kinds:
            return _check_revocation_list(credential, value, fetcher)
        if kinds and "BitstringStatusListEntry" not in kinds:
            return not_checked(Name.STATUS, "credential.status-type-unsupported", type=sorted(kinds)[0][:60])
        entry = bitstring.read_entry(value)
        document = _believed_list(entry.list_address, issuer_of(credential), now, fetcher, contexts)
        value = bitstring.value_at(document, entry)
    except TanymError as error:
        return answer(Name.STATUS, error)
    if value == 0:
        return confirmed(
            Name.STATUS, "credential.not-revoked", renewed=str(document.get("validFrom", ""))[:16]
        )
    if entry.purpose in NEGATIVE:
        return not_confirmed(Name.STATUS, NEGATIVE[entry.purpose])
    return not_checked(Name.STATUS, "credential.status-purpose-unknown", purpose=entry.purpose[:60])


def _believed_list(
    address: str, issuer: str, now: datetime, fetcher: Fetcher, contexts: Contexts
) -> Mapping[str, Any]:
    """The list credential at an address, if the credential's own issuer signed it and it is in force now."""
    data = _fetched(address, fetcher)
    try:
        token = None if data.lstrip().startswith(b"{") else tokens.read(data.decode("ascii", "replace"))
        document = token.credential if token else parse_object(data)
        check_structure(document)
    except TanymError as error:
        if error.code == "credential.issuer-invalid":
            raise InvalidValue("credential.status-list-untrusted") from None
        raise InvalidValue("credential.status-list-invalid") from None
    if "BitstringStatusListCredential" not in types(document) or document.get("id", address) != address:
        raise InvalidValue("credential.status-list-invalid")
    if issuer_of(document) != issuer:
        raise InvalidValue("credential.status-list-untrusted")
    signed, _ = check_signature(document, token, now, fetcher, contexts)
    if signed.outcome is Outcome.NOT_CHECKED:
        raise NotFound("credential.status-unavailable")
    if signed.outcome is Outcome.NOT_CONFIRMED:
        raise InvalidValue("credential.status-list-invalid")
    dates = check_dates(document, token, now)
    if dates.outcome is not Outcome.CONFIRMED:
        expired = dates.code == "credential.expired"
        raise InvalidValue("credential.status-list-expired" if expired else "credential.status-list-invalid")
    return document


def _fetched(address: str, fetcher: Fetcher) -> bytes:
    try:
        return fetcher.fetch(address)
    except Refused:
        raise
    except NotFound:
        raise NotFound("credential.status-unavailable") from None


def _check_revocation_list(
    credential: Mapping[str, Any], entry: Mapping[str, Any], fetcher: Fetcher
) -> Check:
    """The older list of 1EdTech: identifiers of revoked credentials, unsigned, believed because https brought it."""
    address = entry.get("id")
    if not isinstance(address, str):
        raise InvalidValue("credential.status-entry-malformed")
    document = parse_object(_fetched(address, fetcher))
    revoked = document.get("revokedCredential", [])
    if not isinstance(revoked, list) or document.get("issuer") != issuer_of(credential):
        raise InvalidValue("credential.status-list-invalid")
    if any(isinstance(one, Mapping) and one.get("id") == credential.get("id") for one in revoked):
        return not_confirmed(Name.STATUS, "credential.revoked")
    return confirmed(Name.STATUS, "credential.not-revoked", renewed="")
