"""The same work done by implementations of others: those that are installed; what is not there is named and left out."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

from bench.ours import CONTEXTS, OPEN, Desk, claims
from bench.timing import Work

Cases = dict[str, Work]


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def python_peers(at: Desk) -> tuple[dict[str, Cases], list[str]]:
    """Cases by kind of work, and what is not there."""
    found: dict[str, Cases] = {}
    missing = []
    for name, made in MADE.items():
        try:
            for kind, cases in made(at).items():
                found.setdefault(kind, {}).update(cases)
        except ImportError as fault:
            missing.append(f"{name}: {fault}")
    return found, missing


def _by_hand(at: Desk, canonical: Callable[[dict[str, Any]], bytes], name: str) -> dict[str, Cases]:
    """Data Integrity as a developer writes it down who has a canonicalisation."""
    import base58

    options = {
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-11-22T00:00:00Z",
        "verificationMethod": at.method, "proofPurpose": "assertionMethod",
    }  # fmt: skip

    def hashes(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
        config = proof | {"@context": document["@context"]}
        return hashlib.sha256(canonical(config)).digest() + hashlib.sha256(canonical(document)).digest()

    def issue(number: int) -> str:
        document = at.document(number)
        value = "z" + base58.b58encode(at.key.sign(hashes(document, options))).decode()
        return json.dumps(document | {"proof": options | {"proofValue": value}}, separators=(",", ":"))

    public = at.key.public_key()

    def verify(number: int) -> None:
        document = json.loads(at.text(number))
        proof = document.pop("proof")
        public.verify(base58.b58decode(proof.pop("proofValue")[1:]), hashes(document, proof))

    verify(0)
    return {"issue": {f"issue: {name}": issue}, "verify": {f"verify: {name}": verify}}


def _pyld(at: Desk) -> dict[str, Cases]:
    from pyld import jsonld

    def load(url: str, options: object = None) -> dict[str, object]:
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXTS[url]}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return _by_hand(at, lambda document: jsonld.normalize(document, options).encode(), "PyLD, by hand")


def _pyoxigraph(at: Desk) -> dict[str, Cases]:
    import pyoxigraph as ox

    inlined: dict[str, str] = {}

    def canonical(document: dict[str, Any]) -> bytes:
        key = json.dumps(document["@context"])
        if key not in inlined:
            inlined[key] = json.dumps([CONTEXTS[url]["@context"] for url in document["@context"]])
        body = json.dumps({name: value for name, value in document.items() if name != "@context"})
        text = '{"@context":' + inlined[key] + "," + body[1:]
        dataset = ox.Dataset(ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
        return b"\n".join([*sorted(line for line in lines.split(b"\n") if line), b""])

    return _by_hand(at, canonical, "pyoxigraph, by hand")


def _openvc(at: Desk) -> dict[str, Cases]:
    from openvc.keys import Ed25519SigningKey, P256SigningKey
    from openvc.proof.data_integrity import DataIntegrityProofSuite
    from openvc.proof.sd_jwt import SdJwtVcProofSuite
    from openvc.proof.vc_jwt import VcJwtProofSuite

    raw = at.key.public_key().public_bytes_raw()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": b64(raw), "kid": "k1"}
    key = Ed25519SigningKey.from_jwk(jwk | {"d": b64(at.key.private_bytes_raw())}, kid=at.method)
    curve = P256SigningKey.from_jwk(curve_jwk(at), kid=at.method)
    extra = {url: dict(CONTEXTS[url]) for url in CONTEXTS if "imsglobal" in url}
    suite, jwt, sd = DataIntegrityProofSuite(), VcJwtProofSuite(), SdJwtVcProofSuite()
    token = jwt.sign(at.documents[0], signing_key=key)
    concealed = [name for name in claims(at.documents[0]) if name not in OPEN]
    shown = sd.issue(claims(at.documents[0]), signing_key=curve, disclosable=concealed)
    public = {name: value for name, value in curve_jwk(at).items() if name != "d"}
    return {
        "issue": {
            "issue: openvc-core": lambda number: json.dumps(
                suite.add_proof(
                    at.document(number), signing_key=key, verification_method=at.method, extra_contexts=extra
                )
            )
        },
        "verify": {
            "verify: openvc-core": lambda number: suite.verify(
                json.loads(at.text(number)), public_key_jwk=jwk, extra_contexts=extra
            )
        },
        "jwt": {
            "VC-JWT issue: openvc-core (EdDSA)": lambda number: jwt.sign(
                at.document(number), signing_key=key
            ),
            "VC-JWT verify: openvc-core (EdDSA)": lambda _: jwt.verify(token, public_key_jwk=jwk),
        },
        "es256": {
            "VC-JWT issue: openvc-core (ES256)": lambda number: jwt.sign(
                at.document(number), signing_key=curve
            ),
        },
        "sd-jwt": {
            "SD-JWT issue: openvc-core": lambda number: sd.issue(
                claims(at.document(number)), signing_key=curve, disclosable=concealed
            ),
            "SD-JWT verify: openvc-core": lambda _: sd.verify(shown, public_key_jwk=public),
        },
    }


def curve_jwk(at: Desk) -> dict[str, str]:
    """The private P-256 key as JWK."""
    numbers = at.curve.private_numbers()
    parts = {
        "x": numbers.public_numbers.x,
        "y": numbers.public_numbers.y,
        "d": numbers.private_value,
    }
    return {"kty": "EC", "crv": "P-256"} | {
        name: b64(value.to_bytes(32, "big")) for name, value in parts.items()
    }


def _openbadgeslib(at: Desk) -> dict[str, Cases]:
    from cryptography.hazmat.primitives import serialization as form
    from openbadgeslib.ob3 import ldp

    private = at.key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = at.key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    whole = ldp.OB3LdpVerifier(public)
    return {
        "issue": {
            "issue: openbadgeslib, proof layer": lambda number: json.dumps(
                ldp.add_data_integrity_proof(at.document(number), private, at.method)
            )
        },
        "verify": {
            "verify: openbadgeslib, proof layer": lambda number: ldp.verify_data_integrity_proof(
                json.loads(at.text(number)), public
            ),
            "verify: openbadgeslib, all its checks": lambda number: whole.verify(at.text(number)),
        },
    }


def _payload(at: Desk, number: int) -> dict[str, Any]:
    document = at.document(number)
    subject = document["credentialSubject"]["id"]
    return {"iss": at.did, "nbf": 1_700_000_000, "jti": document["id"], "sub": subject} | document


def _pyjwt(at: Desk) -> dict[str, Cases]:
    import jwt

    token, public = jwt.encode(_payload(at, 0), at.key, algorithm="EdDSA"), at.key.public_key()
    return {
        "jwt": {
            "VC-JWT issue: PyJWT (EdDSA)": lambda number: jwt.encode(
                _payload(at, number), at.key, algorithm="EdDSA"
            ),
            "VC-JWT verify: PyJWT (EdDSA)": lambda _: jwt.decode(token, public, algorithms=["EdDSA"]),
        },
        "es256": {
            "VC-JWT issue: PyJWT (ES256)": lambda number: jwt.encode(
                _payload(at, number), at.curve, algorithm="ES256"
            ),
        },
    }


def _joserfc(at: Desk) -> dict[str, Cases]:
    from joserfc import jwt
    from joserfc.jwk import ECKey, OKPKey

    jwk = {"kty": "OKP", "crv": "Ed25519", "x": b64(at.key.public_key().public_bytes_raw())}
    key = OKPKey.import_key(jwk | {"d": b64(at.key.private_bytes_raw())})
    curve = ECKey.import_key(curve_jwk(at))
    token = jwt.encode({"alg": "EdDSA"}, _payload(at, 0), key, algorithms=["EdDSA"])
    return {
        "jwt": {
            "VC-JWT issue: joserfc (EdDSA)": lambda number: jwt.encode(
                {"alg": "EdDSA"}, _payload(at, number), key, algorithms=["EdDSA"]
            ),
            "VC-JWT verify: joserfc (EdDSA)": lambda _: jwt.decode(token, key, algorithms=["EdDSA"]),
        },
        "es256": {
            "VC-JWT issue: joserfc (ES256)": lambda number: jwt.encode(
                {"alg": "ES256"}, _payload(at, number), curve
            ),
        },
    }


def _sd_jwt(at: Desk) -> dict[str, Cases]:
    from jwcrypto.jwk import JWK
    from sd_jwt.common import SDObj
    from sd_jwt.issuer import SDJWTIssuer
    from sd_jwt.verifier import SDJWTVerifier

    private = JWK(**curve_jwk(at))
    public = JWK(**{name: value for name, value in curve_jwk(at).items() if name != "d"})

    def issue(number: int) -> str:
        hidden = {
            (name if name in OPEN else SDObj(name)): value
            for name, value in claims(at.document(number)).items()
        }
        return str(SDJWTIssuer(hidden, private, sign_alg="ES256").sd_jwt_issuance)

    token = issue(0)
    return {
        "sd-jwt": {
            "SD-JWT issue: sd-jwt (reference)": issue,
            "SD-JWT verify: sd-jwt (reference)": lambda _: SDJWTVerifier(
                token, lambda *_: public
            ).get_verified_payload(),
        }
    }


MADE: dict[str, Callable[[Desk], dict[str, Cases]]] = {
    "PyLD": _pyld,
    "pyoxigraph": _pyoxigraph,
    "openvc-core": _openvc,
    "openbadgeslib": _openbadgeslib,
    "PyJWT": _pyjwt,
    "joserfc": _joserfc,
    "sd-jwt": _sd_jwt,
}
