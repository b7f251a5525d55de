"""The checks of a presentation: who shows it, to whom, and every credential inside (VCDM 2.0, 4.13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tanym.core.credentials import did, structure
from tanym.core.credentials.checks import (
    ORDER,
    Check,
    Name,
    Outcome,
    confirmed,
    judge,
    not_checked,
    not_confirmed,
)
from tanym.core.credentials.enveloped import CREDENTIAL, is_enveloped, token_of
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.data_integrity import Verified
from tanym.core.credentials.proofs.issuer_keys import method_of
from tanym.core.credentials.proofs.key_binding import holder_key
from tanym.core.credentials.signature import answer, issuer_of
from tanym.core.credentials.structure import listed, types
from tanym.core.credentials.verification import Setting, Verification
from tanym.core.kernel.errors import InvalidValue, TanymError

TYPE = "VerifiablePresentation"
MAX_CREDENTIALS = 32
TOKEN_TYPES = ("vp+jwt", "vp+ld+jwt", "vp-ld+jwt", "JWT")
COSE_TYPES = ("vp+cose",)
SELECTIVE_TYPES = ("vp+sd-jwt", "vp+ld+sd-jwt", "vp-ld+sd-jwt")
HEADER = frozenset({"alg", "typ", "kid", "jwk", "cty", "iss"})

Inside = Callable[[Mapping[str, Any] | bytes], Verification]
"""Verifies one credential of a presentation."""


@dataclass(frozen=True, slots=True)
class Presented:
    """A presentation as it was read: the document, and the token that it came as, if it did."""

    document: Mapping[str, Any]
    token: tokens.Token | None = None

    @property
    def holder(self) -> str:
        """Who shows it: the holder named, or the one whose key the proof names; empty where there is none."""
        named = tokens.named(self.document.get("holder"))
        if self.token is not None:
            named = named or self.token.claims.get("iss")
        if named is None:
            proof = next((one for one in listed(self.document.get("proof")) if isinstance(one, Mapping)), {})
            method = proof.get("verificationMethod")
            named = method.split("#", 1)[0] if isinstance(method, str) else ""
        return named if isinstance(named, str) else ""


def check_presentation(
    shown: Presented, setting: Setting, inside: Inside
) -> tuple[tuple[Check, ...], tuple[Verification, ...], tuple[Verified, ...]]:
    """The checks of a presentation, the verification of each credential in it, and the proofs that hold."""
    schema = _check_structure(shown)
    if schema.outcome is not Outcome.CONFIRMED:
        signature, proofs = not_checked(Name.SIGNATURE, "credential.not-asked"), tuple[Verified, ...]()
    else:
        signature, proofs = _check_proof(shown, setting)
    found = _verified(shown, setting, inside, bool(proofs)) if schema.outcome is Outcome.CONFIRMED else ()
    entitled = [one for each in found if (one := each.check(Name.ENTITLEMENT)) is not None]
    worst = sorted(entitled, key=lambda one: (Outcome.CONFIRMED, Outcome.NOT_CHECKED, Outcome.NOT_CONFIRMED).index(one.outcome))  # fmt: skip
    checks = (
        schema,
        signature,
        *_check_times(shown, setting),
        _check_holder(shown, setting, found, proofs)
        if proofs
        else not_checked(Name.HOLDER, "credential.not-asked"),
        _check_credentials(found, setting.expected)
        if schema.outcome is Outcome.CONFIRMED
        else not_checked(Name.CREDENTIALS, "credential.not-asked"),
        *worst[-1:],
    )
    return tuple(sorted(checks, key=lambda check: ORDER.index(check.name))), found, proofs


def _check_structure(shown: Presented) -> Check:
    document = shown.document
    try:
        structure.check_contexts(document.get("@context"))
        if TYPE not in types(document) or "VerifiableCredential" in types(document):
            raise InvalidValue("credential.type-invalid")
        if "id" in document and not structure.is_address(document["id"]):
            raise InvalidValue("credential.id-not-url", id=str(document["id"])[:120])
        if "holder" in document and not structure.is_address(tokens.named(document["holder"])):
            raise InvalidValue("credential.holder-invalid")
        held = listed(document.get("verifiableCredential"))
        if len(held) > MAX_CREDENTIALS:
            raise InvalidValue("credential.presentation-too-large", limit=MAX_CREDENTIALS)
        for one in held:
            _check_held(one, former=shown.token is not None and "vp" in shown.token.claims)
    except TanymError as error:
        return answer(Name.SCHEMA, error)
    return confirmed(Name.SCHEMA, "credential.presentation-as-expected")


def _check_held(one: Any, former: bool) -> None:
    """An object that is a credential or the envelope of one; a bare token only in the form before VCDM 2.0."""
    if former and isinstance(one, str):
        return
    if not isinstance(one, Mapping) or not {"VerifiableCredential", CREDENTIAL} & types(one):
        raise InvalidValue("credential.structure-invalid", member="verifiableCredential")
    if is_enveloped(one):
        structure.check_contexts(one.get("@context"))


def _check_proof(shown: Presented, setting: Setting) -> tuple[Check, tuple[Verified, ...]]:
    """Whether the one who is named as the holder signed it, to show who that is (proof purpose: authentication)."""
    try:
        if shown.token is not None:
            proofs: tuple[Verified, ...] = (_token_proof(shown, shown.token, setting),)
        else:
            proofs = data_integrity.verify(
                shown.document,
                controller=shown.holder,
                now=setting.now,
                fetcher=setting.fetcher,
                contexts=setting.contexts,
                purpose=did.AUTHENTICATION,
            )
    except TanymError as error:
        if error.code == "credential.issuer-key-mismatch":
            return not_confirmed(Name.SIGNATURE, "credential.holder-key-mismatch"), ()
        return answer(Name.SIGNATURE, error), ()
    first = proofs[0]
    return confirmed(
        Name.SIGNATURE, "credential.signed", suite=first.cryptosuite, method=first.method
    ), proofs


def _token_proof(shown: Presented, token: tokens.Token, setting: Setting) -> Verified:
    if token.claims.get("iss", shown.holder) != shown.holder:
        raise InvalidValue("credential.holder-key-mismatch")
    of_jose = SELECTIVE_TYPES if token.selective else TOKEN_TYPES
    tokens.check_header(token.header, of_jose if token.signed is None else COSE_TYPES, HEADER)
    method = method_of(token.header, shown.holder, setting.fetcher, did.AUTHENTICATION)
    return tokens.check_signed(token, method, setting.now)


def _check_times(shown: Presented, setting: Setting) -> tuple[Check, ...]:
    if shown.token is None:
        return ()
    try:
        tokens.check_times(shown.token.claims, setting.now)
    except TanymError as error:
        return (not_confirmed(Name.DATES, error.code, **error.details),)
    return ()


def _check_holder(
    shown: Presented, setting: Setting, found: Iterable[Verification], proofs: Iterable[Verified]
) -> Check:
    expected = setting.expected
    if expected is None:
        return confirmed(Name.HOLDER, "credential.holder-signed")
    try:
        _compare(shown, expected, proofs)
        if expected.binding:
            for one in found:
                if one.credential is not None:  # what cannot be read is refused as a credential
                    _check_subject(one, shown.holder, setting)
    except TanymError as error:
        return not_confirmed(Name.HOLDER, error.code, **error.details)
    return confirmed(Name.HOLDER, "credential.holder-bound")


def _compare(shown: Presented, expected: Expected, proofs: Iterable[Verified]) -> None:
    challenge, domain = expected.challenge or expected.nonce, expected.domain or expected.audience
    if shown.token is not None:
        said = [(shown.token.claims.get("nonce"), shown.token.claims.get("aud"))]
        other = "credential.audience-mismatch"
    else:
        said = [(one.challenge, list(one.domain)) for one in proofs]
        other = "credential.domain-mismatch"
    for answered, addressed in said:
        if challenge and answered != challenge:
            raise InvalidValue("credential.nonce-mismatch")
        if domain and domain not in listed(addressed):
            raise InvalidValue(other)


def _check_subject(one: Verification, holder: str, setting: Setting) -> None:
    """The credential was issued to the one who shows it: its subject, or the key that it is bound to."""
    mismatch = InvalidValue("credential.holder-not-subject")
    credential = one.credential or {}
    if one.format == "sd-jwt-vc":
        allowed = did.resolve(holder, setting.fetcher)
        keys = [
            allowed.methods[name] for name in allowed.purposes[did.AUTHENTICATION] if name in allowed.methods
        ]
        if holder_key(credential).jwk not in [method.key.jwk for method in keys]:
            raise mismatch
        return
    subjects = listed(credential.get("credentialSubject"))
    if not subjects or any(tokens.named(subject) != holder for subject in subjects):
        raise mismatch


def _verified(shown: Presented, setting: Setting, inside: Inside, proven: bool) -> tuple[Verification, ...]:
    found = []
    for one in listed(shown.document.get("verifiableCredential")):
        if isinstance(one, str):
            found.append(inside(one.encode("ascii", "replace")))
        elif is_enveloped(one):
            found.append(_enveloped(one, inside))
        else:
            verified = inside(one)
            found.append(self_asserted(verified, shown.holder) if proven and "proof" not in one else verified)
    return tuple(found)


def _enveloped(one: Mapping[str, Any], inside: Inside) -> Verification:
    try:
        return inside(token_of(one))
    except TanymError as error:
        return Verification((answer(Name.SCHEMA, error),))


def self_asserted(found: Verification, holder: str) -> Verification:
    """A credential without a proof of its own, covered by that of the presentation: the holder's own word, if it says so."""
    if found.credential is None or issuer_of(found.credential) != holder:
        return found
    own = confirmed(Name.SIGNATURE, "credential.self-asserted")
    status = not_checked(Name.STATUS, "credential.status-not-asked")
    if "credentialStatus" not in found.credential:
        status = confirmed(Name.STATUS, "credential.status-not-used")
    replaced = {Name.SIGNATURE: own, Name.STATUS: status}
    return replace(found, checks=tuple(replaced.get(check.name, check) for check in found.checks))


def _check_credentials(found: tuple[Verification, ...], expected: Expected | None) -> Check:
    if not found:
        made = not_confirmed if expected is not None and expected.binding else confirmed
        return made(Name.CREDENTIALS, "credential.presentation-empty")
    outcomes = [judge(one.checks).outcome for one in found]
    if Outcome.NOT_CONFIRMED in outcomes:
        return not_confirmed(Name.CREDENTIALS, "credential.credential-invalid")
    if Outcome.NOT_CHECKED in outcomes:
        return not_checked(Name.CREDENTIALS, "credential.credential-unchecked")
    return confirmed(Name.CREDENTIALS, "credential.credentials-verified", count=len(found))
