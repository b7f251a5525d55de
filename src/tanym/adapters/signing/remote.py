"""Signing keys at a remote service, asked over HTTP by a small protocol of ours (docs/remote-signing.md)."""

from __future__ import annotations

import hashlib
import http.client
import json
import secrets
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from tanym.adapters.signing.public_half import PublicHalf
from tanym.core.credentials.keys import KeyKind, PublicKey, base64url, base64url_text, from_multibase
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

FORMAT = "tanym-sign/1"
ALGORITHMS = {KeyKind.ED25519: "Ed25519", KeyKind.P256: "ES256"}
SECONDS = 10
MOST = 64 * 1024
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SigningService:
    """A service that keeps keys and signs with them.

    It knows us by a secret that goes with every request, and we know it by its certificate (of `authority`, a file with
    certificates, or of the machine's own list), and in the end by what it signs: each signature is verified with the key
    that we asked for before anybody gets it. Plain http is for this machine alone.
    Every call raises `Refused("credential.signer-unavailable")` where no proper answer comes, and
    `Refused("credential.signer-refused")` where the service says no.
    """

    def __init__(self, address: str, secret: str, *, authority: str = "") -> None:
        self._parts = urlsplit(address.rstrip("/"))
        self._secret = secret
        self._authority = authority

    def signer(self, name: str) -> RemoteSigner:
        """The key with this name. Raises `NotFound("credential.key-missing")`."""
        return RemoteSigner(self, name, self._key(self._ask("GET", _path(name), name)))

    def ensure(self, name: str, kind: KeyKind) -> RemoteSigner:
        """The key with this name, made by the service if there is none."""
        found = self._key(self._ask("PUT", _path(name), name, {"kind": str(kind)}))
        if found.kind is not kind:
            raise Refused("credential.signer-mismatch")
        return RemoteSigner(self, name, found)

    def sign(self, name: str, public: PublicKey, message: bytes) -> bytes:
        """The signature of the message, verified.

        Only the digest leaves for ECDSA; Ed25519 needs the message itself. Raises `Refused("credential.signer-mismatch")`
        for an answer to another question, or by another key.
        """
        if public.kind not in ALGORITHMS:
            raise InvalidValue("credential.key-malformed", kind=public.kind)
        request = secrets.token_urlsafe(16)
        what = (
            {"message": base64url_text(message)}
            if public.kind is KeyKind.ED25519
            else {"digest": base64url_text(hashlib.sha256(message).digest())}
        )
        asked = {"request": request, "algorithm": ALGORITHMS[public.kind], **what}
        answer = self._ask("POST", f"{_path(name)}/signatures", name, asked)
        try:
            signature = base64url(str(answer.get("signature", "")))
        except ValueError:
            raise Refused("credential.signer-unavailable") from None
        if answer.get("request") != request or not public.verifies(signature, message):
            raise Refused("credential.signer-mismatch")
        return signature

    def _key(self, answer: Mapping[str, Any]) -> PublicKey:
        try:
            return from_multibase(answer.get("multibase"))
        except InvalidValue:
            raise Refused("credential.signer-unavailable") from None

    def _ask(
        self, method: str, path: str, name: str, content: Mapping[str, str] | None = None
    ) -> Mapping[str, Any]:
        connection = self._connection()
        headers = {"Authorization": f"Bearer {self._secret}", "Accept": "application/json"}
        body = None
        if content is not None:
            body = json.dumps({"format": FORMAT, **content}).encode("ascii")
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, f"{self._parts.path}{path}", body=body, headers=headers)
            response = connection.getresponse()
            data = response.read(MOST + 1)
        except (OSError, http.client.HTTPException) as error:
            raise Refused("credential.signer-unavailable") from error
        finally:
            connection.close()
        if response.status == http.HTTPStatus.NOT_FOUND:
            raise NotFound("credential.key-missing", did=name)
        if response.status in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
            raise Refused("credential.signer-refused")
        if response.status not in (http.HTTPStatus.OK, http.HTTPStatus.CREATED) or len(data) > MOST:
            raise Refused("credential.signer-unavailable")
        return _read(data)

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            context = ssl.create_default_context(cafile=self._authority or None)
            return http.client.HTTPSConnection(host, port or 443, timeout=SECONDS, context=context)
        if self._parts.scheme == "http" and host in LOOPBACK:
            return http.client.HTTPConnection(host, port or 80, timeout=SECONDS)
        raise Refused("credential.signer-unavailable")


class RemoteSigner(PublicHalf):
    """A key at a remote service (implements the port `Signer`)."""

    def __init__(self, service: SigningService, name: str, public: PublicKey) -> None:
        self._service = service
        self._name = name
        super().__init__(public)

    def sign(self, message: bytes) -> bytes:
        """The signature, made by the service and verified here."""
        return self._service.sign(self._name, self._public, message)


def _path(name: str) -> str:
    return f"/keys/{quote(name, safe='')}"


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(data)
    except ValueError:
        raise Refused("credential.signer-unavailable") from None
    if not isinstance(answer, dict) or answer.get("format") != FORMAT:
        raise Refused("credential.signer-unavailable")
    return answer
