"""The checks of an SD-JWT VC: a credential as plain claims, of a type with a name (SD-JWT VC; RFC 9901)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tanym.core.credentials.checks import Check, Name, confirmed, not_checked, not_confirmed
from tanym.core.credentials.compose.learning_claims import VCT
from tanym.core.credentials.entitlement import check_entitlement, check_issuer
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.moments import day, from_seconds
from tanym.core.credentials.ports import Fetcher, Register
from tanym.core.credentials.proofs import issuer_keys
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.data_integrity import Verified
from tanym.core.credentials.proofs.disclosures import ALGORITHM, DIGESTS, reveal
from tanym.core.credentials.proofs.key_binding import check_binding
from tanym.core.credentials.proofs.sd_jwt import TYPE, SdJwt
from tanym.core.credentials.signature import answer
from tanym.core.credentials.status.check_token import check_token_status
from tanym.core.kernel.errors import InvalidValue, TanymError

FORMER_TYPE = "vc+sd-jwt"  # until the end of 2024, still met
HEADER = frozenset({"alg", "typ", "kid", "x5c", "cty", "vctm"})


@dataclass(frozen=True, slots=True)
class Selective:
    """The checks of one SD-JWT VC, the claims that it shows, and the proof that holds."""

    checks: tuple[Check, ...]
    claims: Mapping[str, Any]
    proofs: tuple[Verified, ...] = ()


def check_sd_jwt(
    sd: SdJwt,
    *,
    now: datetime,
    fetcher: Fetcher,
    register: Register | None = None,
    expected: Expected | None = None,
    authorities: Sequence[bytes] = (),
) -> Selective:
    """Every check of a presentation or of a whole SD-JWT VC; see `verify_document`."""
    issuer, signature, claims, proofs = _signed(sd, now, fetcher, authorities)
    proven = bool(proofs)
    described = _described(claims, issuer)
    holder = check_binding(sd, now, expected)
    checks = (
        _check_claims(claims, issuer, expected),
        signature,
        _check_dates(claims, now),
        check_token_status(claims, issuer, now, fetcher, authorities)
        if proven
        else not_checked(Name.STATUS, "credential.status-not-asked"),
        check_issuer(described, register, proven),
        check_entitlement(described, register, proven),
        *([holder] if holder is not None else []),
    )
    return Selective(checks, claims, proofs)


def _signed(
    sd: SdJwt, now: datetime, fetcher: Fetcher, authorities: Sequence[bytes]
) -> tuple[str, Check, Mapping[str, Any], tuple[Verified, ...]]:
    """The issuer, the check of its signature, and what is shown: without a good signature only what lies open."""
    payload = sd.token.claims
    named = payload.get("iss", "")
    issuer = named if isinstance(named, str) else ""
    shown: Mapping[str, Any] = {k: v for k, v in payload.items() if k not in (DIGESTS, ALGORITHM)}
    try:
        tokens.check_header(sd.token.header, {TYPE, FORMER_TYPE}, HEADER)
        issuer, method = issuer_keys.published_key(sd.token.header, issuer, fetcher, now, authorities)
        proof = tokens.check_signed(sd.token, method, now)
        shown = reveal(payload, sd.disclosures)
    except TanymError as error:
        return issuer, answer(Name.SIGNATURE, error), shown, ()
    signed = confirmed(Name.SIGNATURE, "credential.signed", suite=proof.cryptosuite, method=proof.method)
    return issuer, signed, shown, (proof,)


def _check_claims(claims: Mapping[str, Any], issuer: str, expected: Expected | None) -> Check:
    vct = claims.get("vct")
    if not isinstance(vct, str) or not vct:
        return not_confirmed(Name.SCHEMA, "credential.vct-missing")
    if expected is not None and expected.vct and vct != expected.vct:
        return not_confirmed(Name.SCHEMA, "credential.vct-mismatch", vct=vct[:200])
    if "iss" in claims and (not isinstance(claims["iss"], str) or claims["iss"] != issuer):
        return not_confirmed(Name.SCHEMA, "credential.issuer-invalid")
    return confirmed(Name.SCHEMA, "credential.structure-as-expected")


def _check_dates(claims: Mapping[str, Any], now: datetime) -> Check:
    try:
        tokens.check_times(claims, now)
        begins, ends = (from_seconds(claims[name]) if name in claims else None for name in ("nbf", "exp"))
        if begins is not None and ends is not None and ends < begins:
            raise InvalidValue("credential.validity-period-invalid")
        until = ends.date() if ends else None
        if claims.get("vct") == VCT and (last := day(claims.get("date_of_expiry"))) is not None:
            if last < now.date():
                raise InvalidValue("credential.expired", on=last.isoformat())
            until = min(until or last, last)
    except TanymError as error:
        return not_confirmed(Name.DATES, error.code, **error.details)
    since = day(claims.get("date_of_issuance")) or (begins or _made(claims))
    text = since.isoformat()[:10] if since else ""
    if until is None or until.year == 9999:
        return confirmed(Name.DATES, "credential.valid-without-end", since=text)
    return confirmed(Name.DATES, "credential.valid-until", since=text, until=until.isoformat())


def _made(claims: Mapping[str, Any]) -> datetime | None:
    return from_seconds(claims["iat"]) if isinstance(claims.get("iat"), int | float) else None


def _described(claims: Mapping[str, Any], issuer: str) -> dict[str, Any]:
    """The issuer and the day of award, where the checks of issuer and entitlement look for them."""
    name = claims.get("issuing_authority")
    described: dict[str, Any] = {"issuer": {"id": issuer} | ({"name": name} if isinstance(name, str) else {})}
    made = _day_of(claims)
    return described | ({"awardedDate": made} if made else {})


def _day_of(claims: Mapping[str, Any]) -> str:
    if day(claims.get("date_of_issuance")) is not None:
        return str(claims["date_of_issuance"])
    try:
        made = _made(claims)
    except TanymError:
        return ""
    return made.date().isoformat() if made else ""
