"""An NCANode on this machine, for tests: it answers in the shape of version 3 what it finds in a real CMS signature."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

BITS = 2048
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=3650)


class Service(ThreadingHTTPServer):
    """`breaks` is how it misbehaves or what it finds: html, error, revoked, authentication, two, unnumbered."""

    breaks = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def service() -> Iterator[Service]:
    """A running service."""
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def _key() -> RSAPrivateKey:
    return generate_private_key(65537, BITS)


def sign(content: bytes, name: str, number: str) -> str:
    """A detached CMS signature in base64, as NCALayer gives one, by a certificate for that person."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, f"IIN{number}"),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")]))
        .public_key(_key().public_key())
        .serial_number(4711)
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .sign(_key(), SHA256())
    )
    built = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, _key(), SHA256())
    options = [
        pkcs7.PKCS7Options.DetachedSignature,
        pkcs7.PKCS7Options.Binary,
        pkcs7.PKCS7Options.NoAttributes,
    ]
    return base64.b64encode(built.sign(Encoding.DER, options)).decode("ascii")


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.breaks in ("html", "error"):
            status, body = (200, b"<html>") if self.server.breaks == "html" else (500, b"{}")
        else:
            status, found = self._found(asked)
            body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _found(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        cms = base64.b64decode(asked["cms"])
        try:
            (certificate,) = pkcs7.load_der_pkcs7_certificates(cms)
        except ValueError:
            return 400, {"status": 400, "message": "cannot read"}
        try:  # without attributes the signature is over the content, and its bytes end the message
            signature = cms[-BITS // 8 :]
            _key().public_key().verify(signature, base64.b64decode(asked["data"]), PKCS1v15(), SHA256())
            valid = True
        except InvalidSignature:
            valid = False
        names = {one.oid: str(one.value) for one in certificate.subject}
        signer = {"certificates": [self._certificate(certificate, names)]}
        signers = [signer, signer] if self.server.breaks == "two" else [signer]
        return 200, {"status": 200, "message": "OK", "valid": valid, "signers": signers}

    def _certificate(self, certificate: x509.Certificate, names: dict[Any, str]) -> dict[str, Any]:
        number = names[NameOID.SERIAL_NUMBER].removeprefix("IIN")
        subject = {"commonName": names[NameOID.COMMON_NAME], "country": "KZ"}
        if self.server.breaks != "unnumbered":
            subject["iin"] = number
        return {
            "valid": True,
            "revocations": [{"revoked": self.server.breaks == "revoked", "by": "OCSP"}],
            "notBefore": SINCE.isoformat(timespec="milliseconds"),
            "notAfter": UNTIL.isoformat(timespec="milliseconds"),
            "keyUsage": "AUTH" if self.server.breaks == "authentication" else "SIGN",
            "serialNumber": str(certificate.serial_number),
            "signAlg": "SHA256WithRSAEncryption",
            "subject": subject,
            "issuer": {"commonName": "Test authority"},
        }
