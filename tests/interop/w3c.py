"""Runs the test suites of W3C against the room `conformance`: `python -m tests.interop.w3c FOLDER`, by hand.

FOLDER holds the suites as W3C publishes them, each with its packages installed; nothing of theirs is in this repository.
The room is served over TLS on this machine alone; each suite gets a configuration that names nobody else.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socketserver import ThreadingMixIn
from tempfile import TemporaryDirectory
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.places import SHARED

PORT = 8443
ADDRESS = f"https://localhost:{PORT}"
SUITES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vc-data-model-2.0-test-suite": {"eddsa-rdfc-2022": ("vc2.0",), "vc-jwt": ("EnvelopingProof",)},
    "vc-di-eddsa-test-suite": {
        "eddsa-rdfc-2022": ("eddsa-rdfc-2022",),
        "eddsa-jcs-2022": ("eddsa-jcs-2022",),
    },
    "vc-di-ecdsa-test-suite": {
        "ecdsa-rdfc-2019-p256": ("ecdsa-rdfc-2019",),
        "ecdsa-rdfc-2019-p384": ("ecdsa-rdfc-2019",),
        "ecdsa-jcs-2019-p256": ("ecdsa-jcs-2019",),
        "ecdsa-jcs-2019-p384": ("ecdsa-jcs-2019",),
    },
    "vc-bitstring-status-list-test-suite": {"status": ("BitstringStatusList",)},
}
"""Suite → issuer of the profile → the tags by which the suite finds it."""


def contexts_folder(folder: Path, older: Path | None) -> Path:
    """The shared contexts; `older` is the state of credentials/v2 that a fixture of the data model suite has a digest of."""
    shutil.copytree(SHARED / "vectors" / "contexts", folder)
    index = json.loads((folder / "index.json").read_text())
    index = {url: row for url, row in index.items() if (folder / row["file"]).exists()}
    if older is not None:
        shutil.copy(older, folder / "older.jsonld")
        index["https://www.w3.org/ns/credentials/v2"]["resource"] = "older.jsonld"
    (folder / "index.json").write_text(json.dumps(index))
    return folder


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for this machine, made now and good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "localhost.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


class Server(ThreadingMixIn, WSGIServer):
    """Each connection in a thread of its own, so that a slow handshake holds nobody up."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request; tells the application that it came over TLS."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written."""

    def get_environ(self) -> dict[str, Any]:
        """As usual, over https."""
        return {**super().get_environ(), "HTTPS": "on"}


@contextmanager
def served(folder: Path, older: Path | None) -> Iterator[dict[str, Any]]:
    """The room over TLS on this machine; gives its issuers."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
        "TANYM_ADDRESS": ADDRESS,
        "TANYM_CONFORMANCE": "true",
        "TANYM_CONFORMANCE_CONTEXTS": str(contexts_folder(folder / "contexts", older)),
        "TANYM_SAMPLE": "true",
        "TANYM_SECRET_KEY": "the-secret-of-a-test-profile-that-lives-a-few-minutes",
        "TANYM_VAR": str(folder),
    }
    import django
    from django.conf import settings
    from django.test import Client

    settings.ROOT_URLCONF = "tests.apps.conformance.mounted"
    django.setup()
    from django.core.wsgi import get_wsgi_application

    settings.MIDDLEWARE = []  # the room alone: no sessions, no database
    application = get_wsgi_application()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    server = make_server("127.0.0.1", PORT, application, server_class=Server, handler_class=Quiet)
    server.socket = certificate(folder).wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Client(headers={"host": "localhost"}).get("/conformance/issuers", secure=True).json()
    finally:
        server.shutdown()


def configuration(of: str, issuers: Mapping[str, Any]) -> str:
    """What the suite reads: our addresses, and nobody else's."""
    entries: dict[str, list[dict[str, Any]]] = {"issuers": [], "verifiers": [], "vpVerifiers": []}
    for name, tags in SUITES[of].items():
        more: dict[str, Any] = {"tags": [*tags], "supports": {"vc": ["2.0"]}}
        if name.startswith("ecdsa"):
            more["supportedEcdsaKeyTypes"] = [issuers[name]["kind"]]
        issue = f"{ADDRESS}/conformance/{name}/credentials/issue"
        entries["issuers"].append({"id": issuers[name]["id"], "endpoint": issue, **more})
        # The vectors of ECDSA name an issuer that has no document anywhere: their proofs are judged by the key.
        credentials = "proofs" if "ecdsa" in of else "credentials"
        for member, address in (("verifiers", credentials), ("vpVerifiers", "presentations")):
            endpoint = f"{ADDRESS}/conformance/{address}/verify"
            entries[member].append({"id": issuers[name]["id"], "endpoint": endpoint, **more})
    settings = {"enableInteropTests": True, "testAllImplementations": False}
    implementations = [{"name": "Tanym", "implementation": "Tanym", **entries}]
    return f"module.exports = {json.dumps({'settings': settings, 'implementations': implementations})};"


def run(suite: Path, issuers: Mapping[str, Any]) -> dict[str, Any]:
    """What mocha reports of one suite."""
    for name in ("localConfig.cjs", ".localConfig.cjs"):
        (suite / name).write_text(configuration(suite.name, issuers))
    environment = {
        **os.environ,
        "APP_ROOT_PATH": str(suite),
        "NODE_TLS_REJECT_UNAUTHORIZED": "0",
        "ISSUER_NAME_JCS": "Tanym",
    }
    report = suite / "tanym-report.json"
    report.unlink(missing_ok=True)
    command = ["node_modules/.bin/mocha", "tests/", "--preserve-symlinks", "--timeout", "60000"]
    command += ["--reporter", "json", "--reporter-option", f"output={report}"]
    with (suite / "tanym-run.log").open("w") as log:
        subprocess.run(command, cwd=suite, env=environment, stdout=log, stderr=log, check=False)
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def lines(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    """The numbers of one suite, and each test that did not pass."""
    counts = found["stats"]
    yield f"{name}: {counts['passes']} passed, {counts['failures']} failed, {counts['pending']} skipped"
    for test in found["failures"]:
        yield f"  failed: {test['fullTitle'][:230]}"
        yield f"          {test['err'].get('message', '')[:300]}"
    for test in found["pending"]:
        yield f"  skipped: {test['fullTitle'][:160]}"


def main() -> None:
    """Runs the suites that are in the folder and prints what passed, with every test that did not."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--only", default="")
    reader.add_argument(
        "--older", type=Path, help="credentials/v2 as the fixture of relatedResource knows it"
    )
    asked = reader.parse_args()
    with TemporaryDirectory() as folder, served(Path(folder), asked.older) as issuers:
        for name in SUITES:
            suite = asked.folder / name
            if not (suite / "node_modules").is_dir() or asked.only not in name:
                continue
            found = run(suite, issuers)
            sys.stdout.write("\n".join(lines(name, found)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
