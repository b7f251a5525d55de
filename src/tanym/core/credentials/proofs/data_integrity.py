"""Embedded proofs (W3C Data Integrity 1.0), made and read: EdDSA and ECDSA, over linked data (RDFC) or plain JSON (JCS)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tanym.core.credentials import base58btc, did
from tanym.core.credentials.canonicalise import canonical_quads
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.credentials.moments import moment, stamp
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs import chains
from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue, NotFound

CRYPTOSUITE = "eddsa-rdfc-2022"
LEEWAY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Suite:
    """A cryptosuite: how the document becomes bytes, and with which keys."""

    name: str
    linked_data: bool
    kinds: tuple[KeyKind, ...]


SUITES: Mapping[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite(CRYPTOSUITE, True, (KeyKind.ED25519,)),
        Suite("eddsa-jcs-2022", False, (KeyKind.ED25519,)),
        Suite("ecdsa-rdfc-2019", True, (KeyKind.P256, KeyKind.P384)),
        Suite("ecdsa-jcs-2019", False, (KeyKind.P256, KeyKind.P384)),
    )
}


@dataclass(frozen=True, slots=True)
class Verified:
    """A proof that holds: made with this key, by this suite, said to be made at this moment, for this request."""

    method: str
    cryptosuite: str
    created: datetime | None
    challenge: str | None = None
    domain: tuple[str, ...] = ()


def sign(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    method: str,
    created: datetime,
    contexts: Contexts,
    cryptosuite: str = CRYPTOSUITE,
    purpose: str = did.ASSERTION,
    request: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The document with one proof (W3C vc-di-eddsa 1.0, 3.2.1 and 3.3.1; vc-di-ecdsa 1.0, 3.2.1 and 3.3.1).

    `method` is the address of the signer's key in the issuer's document; `request` are the `challenge` and `domain`
    that a verifier asked a presentation to carry. Raises `NotFound("credential.cryptosuite-unsupported")`,
    `InvalidValue("credential.key-type-mismatch")` for a key that the suite does not sign with, and, for the suites
    over linked data, what `canonical_quads` raises: a word that no context defines is never signed over.
    """
    if cryptosuite not in SUITES:
        raise NotFound("credential.cryptosuite-unsupported", suite=cryptosuite[:60])
    suite = SUITES[cryptosuite]
    if signer.kind not in suite.kinds:
        raise InvalidValue("credential.key-type-mismatch", kind=signer.kind)
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options: dict[str, Any] = {
        "type": "DataIntegrityProof",
        "cryptosuite": cryptosuite,
        "created": stamp(created),
        "verificationMethod": method,
        "proofPurpose": purpose,
        **(request or {}),
    }
    if not suite.linked_data and "@context" in unsecured:
        options["@context"] = unsecured["@context"]  # vc-di-eddsa 3.3.1: kept, for the hash is over the text
    message = hashes(unsecured, options, suite, signer.kind, contexts)
    value = "z" + base58btc.encode(signer.sign(message))
    return {**unsecured, "proof": {**options, "proofValue": value}}


def verify(
    document: Mapping[str, Any],
    *,
    controller: str,
    now: datetime,
    fetcher: Fetcher,
    contexts: Contexts,
    purpose: str = did.ASSERTION,
) -> tuple[Verified, ...]:
    """Every proof of the document, if each one holds and one at least was made by a key of `controller`; his come first.

    The controller's own document decides which key may sign; the key's address proves nothing by itself. Proofs of
    others beside his must hold by their own documents. Proofs of a suite that is not read are passed over when another
    proof holds and does not build on them. Raises `InvalidValue` or `NotFound` with the code of the first fault.
    """
    proofs = chains.entries(document)
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    held: list[tuple[bool, Verified]] = []
    strange: dict[int, NotFound] = {}
    alone = all(chains.signer_of(proof, controller) != controller for proof in proofs)
    for proof in proofs:
        by = controller if alone else chains.signer_of(proof, controller)
        before = chains.previous(proof, proofs)
        covered = {**unsecured, "proof": before} if before else unsecured
        try:
            held.append((by != controller, _verify_one(covered, proof, by, now, fetcher, contexts, purpose)))
        except NotFound as error:
            if error.code != "credential.cryptosuite-unsupported":
                raise
            strange[id(proof)] = error
    built_on = (
        id(one) for proof in proofs if id(proof) not in strange for one in chains.previous(proof, proofs)
    )
    missing = next((strange[one] for one in built_on if one in strange), None)
    if missing is not None or not any(not other for other, _ in held):
        raise missing or next(iter(strange.values()))
    return tuple(proof for _, proof in sorted(held, key=lambda one: one[0]))


def _verify_one(
    unsecured: Mapping[str, Any],
    proof: Mapping[str, Any],
    controller: str,
    now: datetime,
    fetcher: Fetcher,
    contexts: Contexts,
    purpose: str,
) -> Verified:
    if not isinstance(proof.get("type"), str) or not isinstance(proof.get("cryptosuite", ""), str):
        raise InvalidValue("credential.proof-malformed")
    if proof["type"] != "DataIntegrityProof" or proof.get("cryptosuite") not in SUITES:
        raise NotFound(
            "credential.cryptosuite-unsupported", suite=str(proof.get("cryptosuite", proof.get("type")))[:60]
        )
    suite = SUITES[proof["cryptosuite"]]
    signature = _signature(proof.get("proofValue"))
    if proof.get("proofPurpose") != purpose:
        raise InvalidValue("credential.proof-purpose-mismatch", purpose=str(proof.get("proofPurpose"))[:60])
    request = _request(proof)
    created = _when(proof, "created")
    expires = _when(proof, "expires")
    if created is not None and created > now + LEEWAY:
        raise InvalidValue("credential.proof-not-yet-valid", created=stamp(created))
    if expires is not None and expires <= now:
        raise InvalidValue("credential.proof-expired", expires=stamp(expires))
    address = proof.get("verificationMethod")
    if address == controller and controller.startswith("did:key:"):
        address = (
            f"{controller}#{controller.removeprefix('did:key:')}"  # its one key, named without the fragment
        )
    if not isinstance(address, str) or "#" not in address:
        raise InvalidValue("credential.verification-method-invalid", method=str(address)[:200])
    if address.split("#", 1)[0] != controller:
        raise InvalidValue("credential.issuer-key-mismatch", method=address[:200])
    method = did.resolve(controller, fetcher).method(address, purpose)
    if method.key.kind not in suite.kinds:
        raise InvalidValue("credential.key-type-mismatch", kind=method.key.kind)
    check_key_age(method, created, now)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    message = hashes(unsecured, options, suite, method.key.kind, contexts)
    if not method.key.verifies(signature, message):
        raise InvalidValue("credential.signature-invalid")
    return Verified(address, suite.name, created, *request)


def check_key_age(method: did.Method, created: datetime | None, now: datetime) -> None:
    """A key that ended proves nothing for later signatures, and leaves earlier ones open: their date is the signer's
    own word (credentials.md 7). Raises `InvalidValue("credential.key-ended")` or `NotFound("credential.key-withdrawn")`.
    """
    ends = [end for end in (method.revoked, method.expires) if end is not None and end <= now]
    if not ends:
        return
    if created is None or created >= min(ends):
        raise InvalidValue("credential.key-ended", on=min(ends).date().isoformat())
    raise NotFound("credential.key-withdrawn", on=min(ends).date().isoformat())


def hashes(
    unsecured: Mapping[str, Any], options: Mapping[str, Any], suite: Suite, kind: KeyKind, contexts: Contexts
) -> bytes:
    """What is signed: the hash of the proof's options, then that of the document (vc-di-eddsa 3.2.4, vc-di-ecdsa 3.2.4).

    Raises `InvalidValue("credential.proof-malformed")` for a proof with contexts that the document does not begin
    with, and what `canonical_quads` raises.
    """
    # The options are read with the words of the document itself, whatever the proof says of its own.
    config = {**options}
    if "@context" in unsecured:
        if "@context" in config and not _starts_with(unsecured["@context"], config["@context"]):
            raise InvalidValue("credential.proof-malformed")
        config["@context"] = unsecured["@context"]
    hashed: Callable[..., Any] = hashlib.sha384 if kind is KeyKind.P384 else hashlib.sha256
    if suite.linked_data:
        first, second = canonical_quads(config, contexts), canonical_quads(unsecured, contexts)
    else:
        first, second = canonical(config), canonical(dict(unsecured))
    digest: bytes = hashed(first).digest() + hashed(second).digest()
    return digest


def _request(proof: Mapping[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    """The challenge and the domains of a proof (Data Integrity 1.0, 2.1), each text."""
    challenge, domain = proof.get("challenge"), proof.get("domain", [])
    domains = domain if isinstance(domain, list) else [domain]
    if not isinstance(challenge, str | None) or not all(isinstance(one, str) for one in domains):
        raise InvalidValue("credential.proof-malformed")
    return challenge, tuple(domains)


def _starts_with(context: Any, start: Any) -> bool:
    whole, first = (value if isinstance(value, list) else [value] for value in (context, start))
    return whole[: len(first)] == first


def _signature(value: object) -> bytes:
    if not isinstance(value, str) or not value.startswith("z") or len(value) > 300:
        raise InvalidValue("credential.proof-malformed")
    try:
        return base58btc.decode(value[1:])
    except ValueError:
        raise InvalidValue("credential.proof-malformed") from None


def _when(proof: Mapping[str, Any], name: str) -> datetime | None:
    return moment(proof[name], "credential.proof-malformed") if name in proof else None
