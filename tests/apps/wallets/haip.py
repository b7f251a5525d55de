"""A wallet of the tests that keeps to HAIP 1.0: attested by its maker, with a key for its tokens; or cheating on purpose."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.test import Client
from joserfc import jwe
from joserfc.jwk import ECKey

from tanym.adapters.signing.certified import SampleAuthority
from tanym.core.credentials.keys import KeyKind, PublicKey, base64url, thumbprint
from tanym.core.credentials.proofs.token import compact
from tests.apps.wallets.wallet import Wallet
from tests.core.credentials.cast import Key

CLIENT = "https://wallet.example/maker"
BACK = "org.example.wallet:/back"
VERIFIER = "w" * 50
MAKER, INSTANCE, SENDER = (Key(seed, KeyKind.P256) for seed in (81, 82, 83))


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Maker:
    """Who makes wallets: a key, and a certificate for it from an authority."""

    authority: SampleAuthority
    key: Key = MAKER

    @property
    def x5c(self) -> list[str]:
        pem = self.authority.certify(self.key.jwk, name="Wallet maker", address="maker.example")
        der = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
        return [base64.b64encode(der).decode()]

    def says(self, typ: str, **claims: Any) -> str:
        return compact({"typ": typ, "x5c": self.x5c}, claims, self.key)


@dataclass
class HaipWallet(Wallet):
    """One telephone with the maker's wallet; `signed_in` is its person's browser."""

    maker: Maker = field(kw_only=True)
    signed_in: Client = field(kw_only=True)
    instance: Key = INSTANCE
    sender: Key = SENDER
    dpop_nonce: str = ""

    def seconds(self, shift: int = 0) -> int:
        return int(self.at.timestamp()) + shift

    def attestation(self, **claims: Any) -> str:
        jwk = {**self.instance.jwk, "use": "sig"}
        said = {
            "sub": CLIENT,
            "exp": self.seconds(3600),
            "iat": self.seconds(),
            "cnf": {"jwk": jwk},
            **claims,
        }
        return self.maker.says("oauth-client-attestation+jwt", **said)

    def possession(self, key: Key | None = None, **claims: Any) -> str:
        said = {
            "iss": CLIENT,
            "aud": settings.TANYM.address,
            "jti": secrets.token_urlsafe(8),
            "iat": self.seconds(),
            **claims,
        }
        return compact({"typ": "oauth-client-attestation-pop+jwt"}, said, key or self.instance)

    def dpop(self, path: str, token: str = "", key: Key | None = None, **claims: Any) -> str:
        key = key or self.sender
        said: dict[str, Any] = {
            "htm": "POST",
            "htu": f"{settings.TANYM.address}{path}",
            "jti": secrets.token_urlsafe(8),
            "iat": self.seconds(),
            "nonce": self.dpop_nonce,
        }
        if token:
            said["ath"] = b64(hashlib.sha256(token.encode()).digest())
        header = {"typ": "dpop+jwt", "jwk": dict(key.jwk)}
        return compact(
            header, {name: one for name, one in {**said, **claims}.items() if one is not None}, key
        )

    def send(self, path: str, data: Any, *, token: str = "", **headers: str | None) -> Any:
        """Posts a form with everything that the profile asks for, or what a test puts in its place (None: nothing)."""
        given: dict[str, str | None] = {
            "OAuth-Client-Attestation": self.attestation(),
            "OAuth-Client-Attestation-PoP": self.possession(),
            "DPoP": self.dpop(path, token),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if token:
            given.setdefault("Authorization", f"DPoP {token}")
        sent = {name: value for name, value in given.items() if value is not None}
        how = {"content_type": "application/json"} if isinstance(data, str) else {}
        answer = self.browser.post(path, data, headers=sent, **how)  # type: ignore[arg-type]
        self.dpop_nonce = answer.headers.get("DPoP-Nonce", self.dpop_nonce)
        return answer

    def pushes(self, offer: Mapping[str, Any], **headers: str | None) -> Any:
        """The answer to the pushed request; the nonce for the proof comes with the first of any answers."""
        self.dpop_nonce = self.dpop_nonce or self.browser.post("/wallets/nonce").headers["DPoP-Nonce"]
        form = {
            "response_type": "code",
            "client_id": CLIENT,
            "redirect_uri": BACK,
            "scope": "learning_credential",
            "code_challenge": b64(hashlib.sha256(VERIFIER.encode()).digest()),
            "code_challenge_method": "S256",
            "issuer_state": offer["grants"]["authorization_code"]["issuer_state"],
        }
        return self.send("/oauth/push", form, **headers)

    def code(self, offer: Mapping[str, Any]) -> str:
        """Pushed, allowed by the person in their browser, and back in the wallet with the code."""
        pushed = self.pushes(offer)
        assert pushed.status_code == 201, pushed.content
        asked = {"client_id": CLIENT, "request_uri": pushed.json()["request_uri"]}
        page = self.signed_in.get("/oauth/authorize", asked)["Location"]
        assert self.signed_in.get(page).status_code == 200
        back = self.signed_in.post(page, {"do": "allow"})["Location"]
        assert back.startswith(BACK)
        said = parse_qs(urlsplit(back).query)
        assert said["iss"] == [settings.TANYM.address]
        return said["code"][0]

    def exchanged(self, code: str, **headers: str | None) -> Any:
        """The answer of the token endpoint to a code."""
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER,
            "client_id": CLIENT,
        }  # fmt: skip
        return self.send("/oauth/token", form, **headers)

    def access(self, link: str) -> str:
        """The access token for the document behind an offer."""
        got = self.exchanged(self.code(self.offer(link)))
        assert got.status_code == 200, got.content
        assert got.json()["token_type"] == "DPoP"
        return str(got.json()["access_token"])

    def key_attestation(self, nonce: str, *attested: Key, **claims: Any) -> str:
        said = {
            "iat": self.seconds(),
            "exp": self.seconds(600),
            "attested_keys": [dict(one.jwk) for one in attested or (self.key,)],
            "key_storage": ["iso_18045_high"],
            "nonce": nonce,
            **claims,
        }
        return self.maker.says("key-attestation+jwt", **said)

    def attested_proof(self, nonce: str, attestation: str) -> str:
        """A proof that this wallet holds its key, with what its maker says of the key."""
        said = {"aud": settings.TANYM.address, "iat": self.seconds(), "nonce": nonce}
        header = {"typ": "openid4vci-proof+jwt", "jwk": dict(self.key.jwk), "key_attestation": attestation}
        return compact(header, said, self.key)

    def fetched(self, token: str, proofs: Mapping[str, Any], **headers: str | None) -> Any:
        """The answer of the credential endpoint."""
        body = {"credential_configuration_id": "learning-credential", "proofs": proofs}
        nothing = {"OAuth_Client_Attestation": None, "OAuth_Client_Attestation_PoP": None}
        return self.send("/wallets/credential", json.dumps(body), token=token, **{**nothing, **headers})

    def take_haip(self, link: str) -> str:
        """The whole way: the learning credential behind an offer."""
        token, nonce = self.access(link), self.nonce()
        got = self.fetched(token, {"jwt": [self.attested_proof(nonce, self.key_attestation(nonce))]})
        assert got.status_code == 200, got.content
        return str(got.json()["credentials"][0]["credential"])

    @property
    def thumbprint(self) -> str:
        return thumbprint(self.sender.jwk)


def encrypted_request(body: Mapping[str, Any], jwk: Mapping[str, str]) -> str:
    """A request to the credential endpoint, encrypted to the key in its metadata."""
    header = {"alg": "ECDH-ES", "enc": "A128GCM", "kid": jwk["kid"]}
    key = ECKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "y")})
    return jwe.encrypt_compact(header, json.dumps(body).encode(), key)


def signed_by(text: str, key: PublicKey) -> Any:
    """The claims of a token, if this key signed it (joserfc reads no header as long as one with a certificate)."""
    message, _, signature = text.rpartition(".")
    assert key.verifies(base64url(signature), message.encode())
    return json.loads(base64url(message.partition(".")[2]))


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def why(answer: Any) -> str:
    return str(answer.json()["error_description"])
