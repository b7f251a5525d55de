"""The command that W3C's suite for VC-JOSE-COSE calls once for each of its tests, and the run of all of them.

`python -m tests.interop.w3c_jose_cose FOLDER` runs the suite in FOLDER (as W3C publishes it, its packages installed).
The suite calls `docker compose run … issue|verify …`: a `docker` of ours in the path calls this file in its place.
The clock stands where the presentations of the suite were signed.
"""

from __future__ import annotations

import base64
import json
import os
import re
import stat
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tanym.adapters.signing.software import SoftwareSigner
from tanym.core.credentials import did, enveloped, keys
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.issuable import check_issuable
from tanym.core.credentials.keys import base64url, base64url_text
from tanym.core.credentials.proofs import cose, sd_jwt, token
from tanym.core.credentials.verify import verify_document
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError
from tests.interop.w3c import lines
from tests.places import ROOT, SHARED

SIGNED = datetime(2024, 12, 16, 2, 0, tzinfo=UTC)
NAME = "Tanym"
FEATURES = {
    f"{what}_{how}": True for what in ("credential", "presentation") for how in ("jose", "sdjwt", "cose")
}
# The suite maps an iterator, which Node learned with version 22.
ITERATORS = """
const iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
iterators.map ??= function*(made) { for(const one of this) { yield made(one); } };
"""
CURVES = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
NOBODY = "did:example:"
NOT_ASKED = (Name.ISSUER, Name.ENTITLEMENT)
STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class Controllers:
    """The documents of the controllers of every key in the folder of the suite; there is no other network."""

    def __init__(self, folder: Path) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        for file in sorted(folder.glob("vm-*.json")):
            method = json.loads(file.read_text())
            method.pop("secretKeyJwk")
            found = self.documents.setdefault(
                method["controller"], {"id": method["controller"], "verificationMethod": []}
            )
            if method["id"] in [one["id"] for one in found["verificationMethod"]]:
                method["id"] += f"-{file.stem}"  # two keys of the suite have one address
            found["verificationMethod"].append(method)
            for purpose in ("assertionMethod", "authentication"):
                found.setdefault(purpose, []).append(method["id"])

    def fetch(self, url: str) -> bytes:
        """The document of a controller; raises `NotFound("credential.unavailable")`."""
        if url not in self.documents:
            raise NotFound("credential.unavailable", url=url[:200])
        return json.dumps(self.documents[url]).encode()


def published() -> Contexts:
    folder = SHARED / "vectors" / "contexts"
    index = json.loads((folder / "index.json").read_text())
    found = {url: folder / row["file"] for url, row in index.items() if (folder / row["file"]).exists()}
    return Contexts({url: json.loads(path.read_text()) for url, path in found.items()})


def signer_of(jwk: Mapping[str, str]) -> SoftwareSigner:
    secret = base64url(jwk["d"])
    if jwk["kty"] == "OKP":
        return SoftwareSigner(Ed25519PrivateKey.from_private_bytes(secret))
    return SoftwareSigner(ec.derive_private_key(int.from_bytes(secret, "big"), CURVES[jwk["crv"]]))


def salts() -> Iterator[str]:
    while True:
        yield base64url_text(os.urandom(16))


def steps(path: str) -> tuple[str | int, ...]:
    """`a.b[0]` as the steps that lead there."""
    return tuple(name or int(number) for name, number in STEP.findall(path))


def issue(asked: Namespace) -> str:
    """The document of the suite as a token; raises for what an issuer refuses."""
    document = json.loads(asked.input.read_text())
    method = json.loads(asked.key.read_text())
    signer, kid = signer_of(method["secretKeyJwk"]), method["publicKeyJwk"]["kid"]
    what, how = asked.feature.split("_")
    if what == "credential":
        contexts = published()
        check_issuable(document, contexts)
        check_members(document, contexts)
    kind = "vc" if what == "credential" else "vp"
    if how == "jose":
        return token.compact({"typ": f"{kind}+jwt", "cty": kind, "kid": kid}, document, signer)
    if how == "cose":
        message = cose.sign(document, signer=signer, kid=kid, presentation=kind == "vp")
        return base64.b64encode(message).decode("ascii")
    paths = [steps(path) for path in json.loads(asked.sd or "[]")]
    return sd_jwt.issue(
        document, disclosable=paths, signer=signer, kid=kid, typ=f"{kind}+sd-jwt", salts=salts()
    )


def check_members(document: Mapping[str, Any], contexts: Contexts) -> None:
    """Refuses a member of the credential that no context names: the suite asks so, though its context has a catch-all."""
    named = contexts.names
    for member in document:
        if member not in named and not member.startswith("@") and member not in token.CLAIMS:
            raise InvalidValue("credential.undefined-term", term=member[:80])


def verify(asked: Namespace) -> str:
    """The document of the suite, if every check of it is confirmed; raises where one is not."""
    text = asked.input.read_text().strip()
    contexts = published()
    if not text.startswith("{"):  # the suite hands over the key that must have signed
        of_cose = asked.feature.endswith("_cose")
        read = cose.read(cose.unpacked(text.encode())) if of_cose else token.read(text.split("~")[0])
        jwk = json.loads(asked.key.read_text())["publicKeyJwk"]
        if read.header.get("kid") != jwk["kid"]:
            raise InvalidValue("credential.issuer-key-mismatch", method=str(read.header.get("kid")))
        if str(read.claims.get("holder")).startswith(NOBODY):
            check_alone(read, jwk)
            return text
    found = verify_document(
        text.encode(), now=SIGNED, fetcher=Controllers(asked.key.parent), contexts=contexts
    )
    for check in found.checks:
        if check.name not in NOT_ASKED and check.outcome is not Outcome.CONFIRMED:
            raise InvalidValue(check.code, **check.details)
    check_members(found.credential or {}, contexts)
    return text


def check_alone(read: token.Token, jwk: Mapping[str, str]) -> None:
    """Whether the key handed over signed it, and what it holds are envelopes: all that can be said of a presentation
    whose holder has no document anywhere and whose credential is a placeholder. The platform says that it could not check.
    """
    token.check_header(read.header, ("vp+cose",), token.HEADER)
    token.check_signed(read, did.Method(jwk["kid"], keys.from_jwk(jwk)), SIGNED)
    for one in read.claims["verifiableCredential"]:
        enveloped.token_of(one)


def answer(asked: Namespace) -> None:
    """Writes what the suite reads: the result and the document, or why there is none."""
    try:
        made = {"result": "success", "data": {"issue": issue, "verify": verify}[asked.function](asked)}
    except TanymError as error:
        made = {"result": "failure", "data": f"{error.code} {dict(error.details)}"}
    asked.output.write_text(json.dumps(made))


def run(suite: Path) -> str:
    """Runs the suite and tells its numbers."""
    implementation = {"name": NAME, "implementation": NAME, "jose-cose": {"features": FEATURES}}
    configuration = f"module.exports = {json.dumps({'settings': {}, 'implementations': [implementation]})};"
    (suite / "localConfig.cjs").write_text(configuration)
    (suite / "tanym-iterators.cjs").write_text(ITERATORS)
    report = suite / "tanym-report.json"
    with TemporaryDirectory() as folder:
        stand_in = Path(folder) / "docker"
        stand_in.write_text(
            "#!/bin/sh\n"
            f'shift 6; cd {ROOT}\nexec {sys.executable} -m tests.interop.w3c_jose_cose --at {suite} "$@"\n'
        )
        stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
        environment = {
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "APP_ROOT_PATH": str(suite),
        }
        command = ["node_modules/.bin/mocha", "tests/", "--require", "./tanym-iterators.cjs"]
        command += ["--preserve-symlinks", "--timeout", "150000"]
        command += ["--reporter", "json", "--reporter-option", f"output={report}"]
        with (suite / "tanym-run.log").open("w") as log:
            subprocess.run(command, cwd=suite, env=environment, stdout=log, stderr=log, check=False)
    return "\n".join(lines(suite.name, json.loads(report.read_text())))


def main() -> None:
    """One test as the suite asks for it, or the whole suite."""
    if "--at" not in sys.argv:
        sys.stdout.write(run(Path(sys.argv[1]).resolve()) + "\n")
        return
    reader = ArgumentParser()
    reader.add_argument("--at", type=Path)
    reader.add_argument("function", choices=("issue", "verify"))
    for name in ("input", "key", "output"):
        reader.add_argument(f"--{name}")
    reader.add_argument("--feature")
    reader.add_argument("--sd")
    asked = reader.parse_args()
    for name in ("input", "key", "output"):  # the suite names places inside a container
        setattr(asked, name, asked.at / getattr(asked, name).lstrip("/"))
    answer(asked)


if __name__ == "__main__":
    main()
