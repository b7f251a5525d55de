"""A small wallet of the tests: it takes offers and answers questions over HTTP, strictly or as badly as a test wants."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client
from joserfc import jwe
from joserfc.jwk import ECKey

from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid.holder_proof import TYPE
from tanym.core.credentials.openid.offers import PRE_AUTHORISED
from tanym.core.credentials.proofs.token import compact
from tests.core.credentials.cast import Key


def sent_to(link: str, name: str) -> str:
    """The path of the address that a link for wallets holds."""
    return urlsplit(parse_qs(urlsplit(link).query)[name][0]).path


@dataclass
class Wallet:
    """A wallet with one key, at the tests' own server."""

    at: datetime
    key: Key = field(default_factory=lambda: Key(71, KeyKind.P256))
    browser: Client = field(default_factory=Client)

    def offer(self, link: str) -> dict[str, Any]:
        """The offer behind a link."""
        return dict(self.browser.get(sent_to(link, "credential_offer_uri")).json())

    def token(self, offer: Mapping[str, Any], digits: str, **change: str) -> Any:
        """The answer of the token endpoint."""
        form = {
            "grant_type": PRE_AUTHORISED,
            "pre-authorized_code": offer["grants"][PRE_AUTHORISED]["pre-authorized_code"],
            "tx_code": digits,
            **change,
        }
        return self.browser.post("/oauth/token", {name: value for name, value in form.items() if value})

    def nonce(self) -> str:
        """A fresh nonce."""
        return str(self.browser.post("/wallets/nonce").json()["c_nonce"])

    def proof(self, nonce: str, key: Key | None = None, **claims: Any) -> str:
        """A proof that this wallet holds its key."""
        key = key or self.key
        said = {"aud": settings.TANYM.address, "iat": int(self.at.timestamp()), "nonce": nonce, **claims}
        return compact({"typ": TYPE, "jwk": dict(key.jwk)}, said, key)

    def credential(self, token: str, *proofs: str, configuration: str = "learning-credential") -> Any:
        """The answer of the credential endpoint."""
        body: dict[str, Any] = {"credential_configuration_id": configuration}
        if proofs:
            body["proofs"] = {"jwt": list(proofs)}
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return self.browser.post(
            "/wallets/credential", json.dumps(body), content_type="application/json", headers=headers
        )

    def take(self, link: str, digits: str) -> str:
        """The whole way: the learning credential behind an offer."""
        token = self.token(self.offer(link), digits).json()["access_token"]
        got = self.credential(token, self.proof(self.nonce()))
        assert got.status_code == 200, got.content
        return str(got.json()["credentials"][0]["credential"])

    def request(self, link: str) -> dict[str, Any]:
        """What is asked behind a link: by reference or by value."""
        asked = parse_qs(urlsplit(link).query)
        if "request_uri" not in asked:
            whole = {name: values[0] for name, values in asked.items()}
            return whole | {name: json.loads(whole[name]) for name in ("dcql_query", "client_metadata")}
        got = self.browser.get(sent_to(link, "request_uri"))
        assert got.status_code == 200, got.content
        payload = got.content.decode().split(".")[1]
        return dict(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))

    def presented(self, credential: str, asked: Mapping[str, Any], *names: str, **claims: Any) -> str:
        """The credential with these hidden claims shown, bound to the question."""
        jwt, *disclosures = credential.rstrip("~").split("~")
        shown = [one for one in disclosures if _name(one) in names]
        text = "~".join([jwt, *shown, ""])
        said = {
            "aud": asked["client_id"],
            "nonce": asked["nonce"],
            "iat": int(self.at.timestamp()),
            "sd_hash": _hash(text),
            **claims,
        }
        return text + compact({"typ": "kb+jwt"}, said, self.key)

    def answer(self, asked: Mapping[str, Any], token: Any, **change: str) -> Any:
        """The answer of the verifier to an answer, encrypted where that was asked for."""
        said = {"vp_token": token, "state": asked["state"], **change}
        if asked["response_mode"] == "direct_post.jwt":
            (jwk,) = asked["client_metadata"]["jwks"]["keys"]
            header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": jwk["kid"]}
            key = ECKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "y")})
            form = {"response": jwe.encrypt_compact(header, json.dumps(said).encode(), key)}
        else:
            form = {**said, "vp_token": json.dumps(token)}
        return self.browser.post(urlsplit(asked["response_uri"]).path, form)


def _name(disclosure: str) -> str:
    return str(json.loads(base64.urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)))[1])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
