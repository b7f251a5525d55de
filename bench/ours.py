"""What Tanym does with a badge, as cases to be measured."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from bench.badges import badge
from bench.timing import Work
from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.signing.software import SoftwareSigner
from tanym.core.credentials.compiled.shape import flatten
from tanym.core.credentials.dataset import canonical_in_full
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import data_integrity, sd_jwt, token
from tanym.core.credentials.proofs.disclosures import SALT_BYTES, salts_of
from tanym.core.credentials.proofs.series import Series
from tanym.core.credentials.proofs.token_template import TokenTemplate
from tanym.core.credentials.verify import verify_document

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DOCUMENTS = 1_024
"""So many badges in turn: what is kept of one must serve the next, not the same again."""

CONTEXTS = bundled_contexts()


@dataclass(frozen=True, slots=True)
class Desk:
    """Keys, addresses and documents that every contender gets."""

    key: Any
    signer: SoftwareSigner
    curve: Any
    curve_signer: SoftwareSigner
    did: str
    method: str
    documents: tuple[dict[str, Any], ...]
    signed: tuple[str, ...]

    def document(self, number: int) -> dict[str, Any]:
        return self.documents[number % DOCUMENTS]

    def text(self, number: int) -> str:
        return self.signed[number % DOCUMENTS]


def desk() -> Desk:
    """New keys, and badges signed with one of them."""
    key, curve = ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1())
    signer = SoftwareSigner(key)
    did = f"did:key:{signer.multibase}"
    method = f"{did}#{signer.multibase}"
    documents = tuple(badge(number, did) for number in range(DOCUMENTS))
    signed = tuple(
        json.dumps(
            data_integrity.sign(one, signer=signer, method=method, created=NOW, contexts=CONTEXTS),
            separators=(",", ":"),
        )
        for one in documents
    )
    return Desk(key, signer, curve, SoftwareSigner(curve), did, method, documents, signed)


def limits(at: Desk) -> dict[str, Work]:
    """What nobody can do without: the hash of the canonical form, and one signature."""
    quads = canonical_in_full(at.documents[0], CONTEXTS)
    signature, message = at.key.sign(b"x" * 64), b"x" * 64
    public = at.key.public_key()
    return {
        "limit: SHA-256 + Ed25519 sign": lambda _: at.key.sign(hashlib.sha256(quads).digest() * 2),
        "limit: SHA-256 + Ed25519 verify": lambda _: (
            hashlib.sha256(quads).digest(),
            public.verify(signature, message),
        ),
    }


def data_integrity_cases(at: Desk) -> dict[str, Work]:
    """Issue and verify with eddsa-rdfc-2022, in each of our ways."""

    def sign(number: int) -> str:
        made = data_integrity.sign(
            at.document(number), signer=at.signer, method=at.method, created=NOW, contexts=CONTEXTS
        )
        return json.dumps(made, separators=(",", ":"))

    def verify(number: int) -> object:
        return data_integrity.verify(
            json.loads(at.text(number)), controller=at.did, now=NOW, fetcher=Offline(), contexts=CONTEXTS
        )

    series = Series(method=at.method, contexts=CONTEXTS, indent=None)
    for document in at.documents * 2:
        series.sign(document, NOW, at.signer)
    known = [found for found in map(series.known, at.documents) if found is not None]
    if len(known) != DOCUMENTS:
        raise AssertionError("the badges were not compiled")
    return {
        "issue: Tanym, from its texts (template)": lambda number: series.fill(
            *known[number % DOCUMENTS], NOW, at.signer
        ),
        "issue: Tanym, template per achievement": lambda number: series.sign(
            at.document(number), NOW, at.signer
        ),
        "issue: Tanym, any document (known shapes)": sign,
        "issue: Tanym, in full": in_full(sign),
        "verify: Tanym, proof layer (known shapes)": verify,
        "verify: Tanym, proof layer, in full": in_full(verify),
        "verify: Tanym, all checks": lambda number: verify_document(
            at.text(number).encode(), now=NOW, fetcher=Offline(), contexts=CONTEXTS
        ),
    }


def in_full(work: Work) -> Work:
    """The same without anything taken over from documents of the same shape."""

    def slowly(number: int) -> object:
        usual: Callable[..., bytes] = data_integrity.canonical_quads  # type: ignore[attr-defined]
        data_integrity.canonical_quads = canonical_in_full  # type: ignore[attr-defined]
        try:
            return work(number)
        finally:
            data_integrity.canonical_quads = usual  # type: ignore[attr-defined]

    return slowly


def jwt_cases(at: Desk) -> dict[str, Work]:
    """Issue and verify as signed tokens (VC-JWT of Open Badges 3.0 and VC-JOSE-COSE)."""
    tokens = [token.sign(one, signer=at.signer, kid=at.method, typ=token.OB_JWT) for one in at.documents]
    message = tokens[0].rpartition(".")[0].encode()
    return {
        "VC-JWT issue: limit (Ed25519 sign alone, of the 12 kB)": lambda _: at.key.sign(message),
        **_token_cases(at, at.signer, "VC-JWT issue", "EdDSA"),
        "VC-JWT verify: Tanym (EdDSA)": lambda number: token.verify(
            token.read(tokens[number % DOCUMENTS]), issuer=at.did, now=NOW, fetcher=Offline()
        ),
    }


def es256_cases(at: Desk) -> dict[str, Work]:
    """Issue as tokens signed with ES256, which European wallets ask for."""
    message = token.sign(at.documents[0], signer=at.curve_signer, kid=at.method).rpartition(".")[0].encode()
    algorithm = ec.ECDSA(hashes.SHA256())
    return {
        "VC-JWT issue: limit (ES256 sign alone, of the 12 kB)": lambda _: at.curve.sign(message, algorithm),
        **_token_cases(at, at.curve_signer, "VC-JWT issue", "ES256"),
    }


def _token_cases(at: Desk, signer: SoftwareSigner, title: str, algorithm: str) -> dict[str, Work]:
    template, texts = _token_template(at, signer)
    return {
        f"{title}: Tanym, from its texts ({algorithm})": lambda number: template.sign(
            texts[number % DOCUMENTS], signer
        ),
        f"{title}: Tanym, from a document ({algorithm})": lambda number: token.sign(
            at.document(number), signer=signer, kid=at.method, typ=token.OB_JWT
        ),
    }


def _token_template(at: Desk, signer: SoftwareSigner) -> tuple[TokenTemplate, list[list[str]]]:
    """A template of the badge, and the texts of each."""
    texts = [found[1] for found in (flatten(one, CONTEXTS) for one in at.documents) if found is not None]
    gaps = {number for one in texts for number, text in enumerate(one) if text != texts[0][number]}
    first, kid, typ = at.documents[0], at.method, token.OB_JWT
    template = TokenTemplate(first, gaps=gaps, contexts=CONTEXTS, kind=signer.kind, kid=kid, typ=typ)
    for document, one in zip(at.documents, texts, strict=True):
        if template.sign(one, signer) != token.sign(document, signer=signer, kid=kid, typ=typ):
            raise AssertionError("the template makes another token")
    return template, texts


def claims(document: dict[str, Any]) -> dict[str, Any]:
    """A badge as flat claims of an SD-JWT: twenty-two of them can be held back."""
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    return {
        "iss": document["issuer"]["id"],
        "vct": "https://credentials.example.org/micro-qualification",
        "jti": document["id"],
        "sub": subject["id"],
        "achievement_name": achievement["name"],
        "credits": 6,
        "eqf": "5",
        "awarded": document["validFrom"],
        "identifier": subject["identifier"],
        "result": subject["result"],
        "evidence": document["evidence"],
        "criteria": achievement["criteria"],
        "creator": achievement["creator"],
        "description": achievement["description"],
        **{f"outcome_{place:02}": one for place, one in enumerate(achievement["alignment"])},
    }


OPEN = ("iss", "vct", "jti", "sub")


def sd_jwt_cases(at: Desk) -> dict[str, Work]:
    """Issue SD-JWT VC with ES256, without key binding."""
    concealed = [(name,) for name in claims(at.documents[0]) if name not in OPEN]

    return {
        "SD-JWT issue: Tanym": lambda number: sd_jwt.issue(
            claims(at.document(number)),
            disclosable=concealed,
            signer=at.curve_signer,
            kid=at.method,
            salts=salts_of(secrets.token_bytes(SALT_BYTES * len(concealed))),
        )
    }
