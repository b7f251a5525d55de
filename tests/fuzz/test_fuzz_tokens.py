"""Tokens from strangers: JWT and SD-JWT, changed in their text, their header and their claims, signed and not."""

from __future__ import annotations

from random import Random
from typing import Any

from tanym.core.credentials import cbor
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid import dcql, dpop, holder_proof, wallet_attestation
from tanym.core.credentials.proofs import cose, sd_jwt, token
from tests.core.credentials.cast import KOKZHAR, METHOD, NOW, Key, issued
from tests.core.credentials.presenting import bind, salts
from tests.fuzz.mutations import mutated, mutated_bytes
from tests.fuzz.test_fuzz_documents import asked
from tests.fuzz.trying import try_out

BADGE = {name: value for name, value in issued().items() if name != "proof"}
CLAIMS = {
    "iss": "did:web:kokzhar.example",
    "vct": "urn:eu.europa.ec.eudi:learning:credential:1",
    "iat": int(NOW.timestamp()) - 60,
    "exp": int(NOW.timestamp()) + 3600,
    "given_name": "Aigul",
    "achievement_title": "Furniture",
    "learning_outcomes": ["makes a chair", {"level": "4"}],
    "status": {"status_list": {"idx": 7, "uri": "https://kokzhar.example/token-status/1"}},
}


def test_a_token_changed_in_its_text() -> None:
    texts = [token.sign(BADGE, signer=KOKZHAR, kid=METHOD, typ=typ).encode() for typ in ("JWT", "vc+jwt")]
    try_out("token, text", lambda random: asked(mutated_bytes(random.choice(texts), random)))


def test_a_token_changed_in_its_header_and_claims_and_signed_all_the_same() -> None:
    head, claims = token.read(token.sign(BADGE, signer=KOKZHAR, kid=METHOD, typ="JWT")).header, BADGE

    def attempt(random: Random) -> None:
        parts = mutated({"header": dict(head), "claims": {**claims, "iss": BADGE["issuer"]["id"]}}, random)
        if isinstance(parts.get("header"), dict) and isinstance(parts.get("claims"), dict):
            asked(token.compact(parts["header"], parts["claims"], KOKZHAR).encode())

    try_out("token, changed and signed", attempt)


def test_a_message_of_cose_changed_in_its_bytes() -> None:
    message = cose.sign(BADGE, signer=KOKZHAR, kid=METHOD)
    try_out("COSE, bytes", lambda random: asked(mutated_bytes(message, random)))


def test_a_message_of_cose_changed_in_its_parts_and_signed_all_the_same() -> None:
    protected, _, payload, _ = cbor.read(cose.sign(BADGE, signer=KOKZHAR, kid=METHOD)).value

    def attempt(random: Random) -> None:
        header = mutated_bytes(protected, random)
        signed = KOKZHAR.sign(cbor.write(["Signature1", header, b"", payload]))
        asked(cbor.write(cbor.Tagged(cose.SIGN1, [header, {}, payload, signed])))

    try_out("COSE, changed and signed", attempt)


def made(random: Random, claims: dict[str, Any] | None = None) -> str:
    """An SD-JWT whose claims may be changed before they are hidden and signed."""
    said = claims or CLAIMS
    paths = [name for name in said if name not in ("iss", "vct", "iat", "exp", "cnf", "status")][:4]
    text = sd_jwt.issue(
        said, disclosable=paths, signer=KOKZHAR, kid=METHOD, salts=salts(), holder=Key(7, KeyKind.P256).jwk
    )
    return bind(text) if random.randint(0, 1) else text


def test_an_sd_jwt_changed_in_its_text() -> None:
    def attempt(random: Random) -> None:
        asked(mutated_bytes(made(random).encode(), random))

    try_out("SD-JWT, text", attempt)


def test_an_sd_jwt_changed_in_its_claims_and_signed_all_the_same() -> None:
    def attempt(random: Random) -> None:
        changed = mutated(CLAIMS, random)
        text = made(random)
        payload = mutated(dict(sd_jwt.read(text).token.claims), random)
        if random.randint(0, 1):
            asked(made(random, changed).encode())
        elif isinstance(payload, dict):
            rest = text.split("~")[1:]
            random.shuffle(rest)
            header = mutated({"h": {"typ": "dc+sd-jwt", "kid": METHOD}}, random).get("h")
            first = token.compact(header if isinstance(header, dict) else {}, payload, KOKZHAR)
            asked("~".join([first, *rest]).encode())

    try_out("SD-JWT, changed and signed", attempt)


def test_proofs_of_keys_and_queries_of_wallets() -> None:
    holder = Key(7, KeyKind.P256)
    header = {"typ": "openid4vci-proof+jwt", "jwk": dict(holder.jwk)}
    claims = {"aud": "https://tanym.example", "iat": int(NOW.timestamp()), "nonce": "n"}
    query = {
        "credentials": [
            {
                "id": "a",
                "format": "dc+sd-jwt",
                "meta": {"vct_values": [CLAIMS["vct"]]},
                "claims": [{"path": ["given_name"]}, {"path": ["learning_outcomes", 0]}],
            }
        ]
    }

    def proof(random: Random) -> None:
        parts = mutated({"h": header, "c": claims}, random)
        text = token.compact(
            parts["h"] if isinstance(parts.get("h"), dict) else {},
            parts["c"] if isinstance(parts.get("c"), dict) else {},
            holder,
        )
        proofs = (
            mutated({"proofs": {"jwt": [text]}}, random).get("proofs")
            if random.randint(0, 1)
            else {"jwt": [text]}
        )
        holder_proof.check_proofs(proofs, audience="https://tanym.example", now=NOW, spend=lambda nonce: None)

    try_out("proof of a key (OpenID4VCI)", proof)
    try_out("query (DCQL)", lambda random: dcql.read_query(mutated({"q": query}, random).get("q")))


def test_proofs_of_senders_and_what_makers_say_of_wallets() -> None:
    sender = Key(7, KeyKind.P256)
    jwk, at = dict(sender.jwk), int(NOW.timestamp())
    proof = {
        "h": {"typ": "dpop+jwt", "jwk": jwk},
        "c": {
            "htm": "POST",
            "htu": "https://tanym.example/t",
            "jti": "j",
            "iat": at,
            "nonce": "n",
            "ath": "x",
        },
    }
    said = {
        "h": {"typ": "oauth-client-attestation+jwt", "x5c": ["AAAA"]},
        "c": {"sub": "w", "exp": at + 60, "cnf": {"jwk": jwk}, "iat": at},
    }

    def signed(parts: Any) -> str:
        header, claims = (parts.get(name) if isinstance(parts.get(name), dict) else {} for name in ("h", "c"))
        return token.compact(header, claims, sender)

    def attempt(random: Random) -> None:
        dpop.check_dpop(
            signed(mutated(proof, random)), method="POST", address="https://tanym.example/t", now=NOW,
            check_nonce=lambda _: None, spend=lambda _, __: True, access_token=random.choice(("", "t")),
        )  # fmt: skip

    def attested(random: Random) -> None:
        wallet_attestation.check_attestation(
            signed(mutated(said, random)), signed(mutated(proof, random)), audience="https://tanym.example",
            providers=(), now=NOW, spend=lambda _, __: True,
        )  # fmt: skip

    try_out("proof of a sender", attempt)
    try_out("attestation of a wallet", attested)
