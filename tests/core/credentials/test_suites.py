"""All suites sign: each value on the way is the published one, and what one signs the other reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.adapters.signing.software import SoftwareSigner
from tanym.core.credentials.canonicalise import canonical_quads
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.keys import KeyKind, from_multibase
from tanym.core.credentials.moments import moment
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.proofs.data_integrity import SUITES
from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import NotFound, TanymError
from tests.core.credentials.cast import CONTEXTS, NOW, Key, issued
from tests.core.credentials.published import published_contexts
from tests.places import shared

CURVES: dict[KeyKind, ec.EllipticCurve] = {KeyKind.P256: ec.SECP256R1(), KeyKind.P384: ec.SECP384R1()}


@dataclass(frozen=True)
class Published:
    """One folder of published values: the names of its files end alike."""

    folder: str
    ending: str
    pair: str
    unsigned: str

    def path(self, start: str, kind: str = "txt") -> Path:
        return shared("vectors/data-integrity") / self.folder / f"{start}{self.ending}.{kind}"

    def text(self, start: str) -> str:
        return self.path(start).read_text()

    def document(self, start: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path(start, "json").read_text())
        return found

    def beside(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((shared("vectors/data-integrity") / name).read_text())
        return found


EDDSA = ("eddsa/keyPair.json", "eddsa/unsigned.json")
P256 = ("ecdsa/p256KeyPair.json", "ecdsa/unsigned.json")
FOLDERS = (
    Published("eddsa/eddsa-rdfc-2022", "DataInt", *EDDSA),
    Published("eddsa/eddsa-jcs-2022", "JCS", *EDDSA),
    Published("ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256", *P256),
    Published("ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", "ecdsa/p384KeyPair.json", "ecdsa/unsigned.json"),
    Published("ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256", *P256),
)


def signer_of(pair: dict[str, Any]) -> SoftwareSigner:
    """The published test key: two bytes of prefix, then the secret."""
    kind = from_multibase(pair["publicKeyMultibase"]).kind
    secret = base58.b58decode(pair.get("secretKeyMultibase", pair.get("privateKeyMultibase"))[1:])[2:]
    if kind is KeyKind.ED25519:
        return SoftwareSigner(Ed25519PrivateKey.from_private_bytes(secret))
    return SoftwareSigner(ec.derive_private_key(int.from_bytes(secret, "big"), CURVES[kind]))


@pytest.mark.parametrize("one", FOLDERS, ids=lambda one: one.folder.split("/")[1])
def test_every_published_value_on_the_way_is_ours(one: Published) -> None:
    contexts = published_contexts()
    unsigned, config, signed = one.beside(one.unsigned), one.document("proofConfig"), one.document("signed")
    suite, signer = SUITES[config["cryptosuite"]], signer_of(one.beside(one.pair))
    assert signer.multibase == one.beside(one.pair)["publicKeyMultibase"]

    def form(document: dict[str, Any]) -> bytes:
        return canonical_quads(document, contexts) if suite.linked_data else canonical(document)

    assert form(unsigned) == one.text("canonDoc").encode()
    assert form(config) == one.text("proofCanon").encode()
    hashed = hashlib.sha384 if signer.kind is KeyKind.P384 else hashlib.sha256
    assert hashed(form(unsigned)).hexdigest() == one.text("docHash")
    assert hashed(form(config)).hexdigest() == one.text("proofHash")
    message = data_integrity.hashes(unsigned, config, suite, signer.kind, contexts)
    assert message.hex() == one.text("combinedHash")
    assert from_multibase(signer.multibase).verifies(bytes.fromhex(one.text("sigHex")), message)
    assert "z" + base58.b58encode(bytes.fromhex(one.text("sigHex"))).decode() == one.text("sigBTC58")

    made = data_integrity.sign(
        unsigned,
        signer=signer,
        method=config["verificationMethod"],
        created=moment(config["created"]),
        contexts=contexts,
        cryptosuite=suite.name,
    )
    assert made == signed  # the published ECDSA signatures are without chance too (RFC 6979)


def test_the_older_signature_suites_are_named_as_unsupported() -> None:
    """Ed25519Signature2020 and ecdsa-sd-2023: neither signed nor read; the answer says so and accuses nobody."""
    contexts, folder = published_contexts(), shared("vectors/data-integrity")
    old = json.loads((folder / "eddsa/Ed25519Signature2020/signedEdSig.json").read_text())
    base = json.loads((folder / "ecdsa/ecdsa-sd-2023/prc/addSignedSDBase.json").read_text())
    derived = json.loads((folder / "ecdsa/ecdsa-sd-2023/prc/derivedRevealDocument.json").read_text())
    for document in (old, base, derived):
        with pytest.raises(NotFound) as unsupported:
            data_integrity.verify(
                document, controller="did:key:z", now=NOW, fetcher=Offline(), contexts=contexts
            )
        assert unsupported.value.code == "credential.cryptosuite-unsupported"
    with pytest.raises(NotFound):
        data_integrity.sign(
            old,
            signer=Key(1),
            method="did:key:z#z",
            created=NOW,
            contexts=contexts,
            cryptosuite="ecdsa-sd-2023",
        )


PAIRS = [(suite.name, kind) for suite in SUITES.values() for kind in suite.kinds]


def made_by(kind: KeyKind, cryptosuite: str, contexts: Contexts = CONTEXTS, **more: Any) -> dict[str, Any]:
    """Aigul's badge, signed by a key that speaks for itself."""
    key = Key(9, kind)
    own = f"did:key:{key.multibase}"
    badge = {**issued(), "issuer": {**issued()["issuer"], "id": own}}
    return data_integrity.sign(
        badge,
        signer=key,
        method=f"{own}#{key.multibase}",
        created=NOW,
        contexts=contexts,
        cryptosuite=cryptosuite,
        **more,
    )


def read(document: dict[str, Any], **more: Any) -> data_integrity.Verified:
    (proof,) = data_integrity.verify(
        document,
        controller=document["issuer"]["id"],
        now=NOW + timedelta(minutes=1),
        fetcher=Offline(),
        contexts=CONTEXTS,
        **more,
    )
    return proof


@pytest.mark.parametrize(("cryptosuite", "kind"), PAIRS)
def test_what_is_signed_is_read_and_a_changed_word_is_found(cryptosuite: str, kind: KeyKind) -> None:
    document = made_by(kind, cryptosuite)
    assert read(document).cryptosuite == cryptosuite
    document["name"] = "Another name"
    with pytest.raises(TanymError) as refused:
        read(document)
    assert refused.value.code == "credential.signature-invalid"


@pytest.mark.parametrize(("cryptosuite", "kind"), PAIRS)
def test_a_key_signs_with_its_own_suites_alone(cryptosuite: str, kind: KeyKind) -> None:
    other = KeyKind.P256 if kind is KeyKind.ED25519 else KeyKind.ED25519
    with pytest.raises(TanymError) as refused:
        made_by(other, cryptosuite)
    assert refused.value.code == "credential.key-type-mismatch"


def test_the_request_of_a_verifier_is_signed_and_told() -> None:
    request = {"challenge": "c-1", "domain": "https://verifier.example"}
    document = made_by(KeyKind.P256, "ecdsa-jcs-2019", purpose="authentication", request=request)
    proof = read(document, purpose="authentication")
    assert (proof.challenge, proof.domain) == ("c-1", ("https://verifier.example",))
    document["proof"]["challenge"] = "c-2"
    with pytest.raises(TanymError):
        read(document, purpose="authentication")
    document["proof"]["domain"] = [3]
    with pytest.raises(TanymError) as refused:
        read(document, purpose="authentication")
    assert refused.value.code == "credential.proof-malformed"


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PAIRS), st.integers(0, 95), st.integers(1, 255))
def test_any_changed_byte_of_a_signature_is_found(pair: tuple[str, KeyKind], place: int, turn: int) -> None:
    document = made_by(pair[1], pair[0])
    value = bytearray(base58.b58decode(document["proof"]["proofValue"][1:]))
    value[place % len(value)] ^= turn
    document["proof"]["proofValue"] = "z" + base58.b58encode(bytes(value)).decode()
    with pytest.raises(TanymError) as refused:
        read(document)
    assert refused.value.code == "credential.signature-invalid"
