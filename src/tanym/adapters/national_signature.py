"""Verifies national digital signatures of Kazakhstan at an NCANode, asked over HTTP (its interface of version 3)."""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.kernel.personal_number import IIN, PersonalNumber, born_on

SECONDS = 20
MOST = 256 * 1024
LARGEST_CMS = 64 * 1024
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed by the certificate: `number` (IIN) is only to be compared, kept sealed at most, never shown. `said` may be kept."""

    number: str = field(repr=False)
    name: str
    said: Mapping[str, str]

    @property
    def personal_number(self) -> PersonalNumber:
        """The number as a value that does not show itself."""
        return PersonalNumber(IIN.code, self.number, born_on(self.number))

    def is_named(self, names: Iterable[str]) -> bool:
        """Whether the name on the certificate (family name, given name) stands in one of these, in any order."""
        on_it = {*self.name.casefold().split()}
        return any(len(on_it) > 1 and on_it <= {*name.casefold().split()} for name in names)


class NationalSignatures:
    """The service. Plain http is for this machine alone."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address.rstrip("/"))

    def verify(self, cms: bytes, content: bytes, at: datetime) -> Signer:
        """Who signed just this content, by a certificate for signing that is valid and not revoked at `at`.

        Raises `Refused`: `national.unavailable` where no proper answer comes, `national.not-valid`, `national.revoked`,
        `national.wrong-purpose` (a key for signing in), `national.not-alone` (not just one signer), `national.no-number`.
        """
        answer = self._ask(
            {
                "cms": base64.b64encode(cms).decode("ascii"),
                "data": base64.b64encode(content).decode("ascii"),
                "revocationCheck": ["OCSP"],
            }
        )
        signers = answer.get("signers")
        if not answer.get("valid"):
            raise Refused("national.not-valid")
        if not isinstance(signers, list) or len(signers) != 1:
            raise Refused("national.not-alone")
        certificates = signers[0].get("certificates") if isinstance(signers[0], dict) else None
        if not isinstance(certificates, list) or not certificates or not isinstance(certificates[0], dict):
            raise Refused("national.unavailable")
        return _signer(certificates[0], at)

    def _ask(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        connection = self._connection()
        try:
            connection.request(
                "POST",
                f"{self._parts.path}/cms/verify",
                body=json.dumps(asked).encode("ascii"),
                headers={"Content-Type": "application/json", "Accept": "application/json"},
            )
            response = connection.getresponse()
            data = response.read(MOST + 1)
        except (OSError, http.client.HTTPException) as error:
            raise Refused("national.unavailable") from error
        finally:
            connection.close()
        if response.status == http.HTTPStatus.BAD_REQUEST:  # it could not read the signature
            raise Refused("national.not-valid")
        if response.status != http.HTTPStatus.OK or len(data) > MOST:
            raise Refused("national.unavailable")
        try:
            answer = json.loads(data)
        except ValueError:
            raise Refused("national.unavailable") from None
        if not isinstance(answer, dict):
            raise Refused("national.unavailable")
        return answer

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            return http.client.HTTPSConnection(
                host, port or 443, timeout=SECONDS, context=ssl.create_default_context()
            )
        if self._parts.scheme == "http" and host in LOOPBACK:
            return http.client.HTTPConnection(host, port or 80, timeout=SECONDS)
        raise Refused("national.unavailable")


def decoded(cms: str) -> bytes:
    """The signature as a page sends it, in base64 with or without the lines of PEM. Raises `InvalidValue("national.malformed")`."""
    lines = "".join(line for line in cms.splitlines() if not line.startswith("-----"))
    try:
        content = base64.b64decode("".join(lines.split()), validate=True)
    except binascii.Error:
        raise InvalidValue("national.malformed") from None
    if not content or len(content) > LARGEST_CMS:
        raise InvalidValue("national.malformed")
    return content


def _signer(certificate: Mapping[str, Any], at: datetime) -> Signer:
    subject = certificate.get("subject")
    subject = subject if isinstance(subject, dict) else {}
    if any(isinstance(one, dict) and one.get("revoked") for one in certificate.get("revocations") or ()):
        raise Refused("national.revoked")
    until, since = _moment(certificate.get("notAfter")), _moment(certificate.get("notBefore"))
    if not certificate.get("valid") or (until and at > until) or (since and at < since):
        raise Refused("national.not-valid")
    if certificate.get("keyUsage") != "SIGN":
        raise Refused("national.wrong-purpose")
    number = str(subject.get("iin") or "")
    if len(number) != 12 or not number.isdecimal():
        raise Refused("national.no-number")
    issuer = certificate.get("issuer")
    said = {
        "serial": str(certificate.get("serialNumber") or "")[:80],
        "algorithm": str(certificate.get("signAlg") or "")[:80],
        "issuer": str(issuer.get("commonName") or "")[:200] if isinstance(issuer, dict) else "",
        "until": until.isoformat() if until else "",
    }
    return Signer(number, str(subject.get("commonName") or "")[:200], said)


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
