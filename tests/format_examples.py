"""The examples on the pages of formats, made by the code that the pages describe: `.venv/bin/python -m tests.format_examples`.

Everybody in them is invented, and the keys are those of the tests. Long values are cut with `…`; what a random number
or a fresh certificate changes is cut wherever it stands.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

from lxml import etree

from tanym.adapters.pictures import badge_picture
from tanym.adapters.seals.file import read_seal
from tanym.core.credentials import cbor
from tanym.core.credentials.baked import bake_svg
from tanym.core.credentials.certificates import sealing_identity
from tanym.core.credentials.compose.clr import learner_record
from tanym.core.credentials.compose.edc import european_credential, prepared
from tanym.core.credentials.compose.elmo import transcript
from tanym.core.credentials.compose.learning_claims import learning_claims
from tanym.core.credentials.keys import KeyKind, base64url
from tanym.core.credentials.proofs import cose, jades, sd_jwt
from tanym.core.credentials.proofs import token as tokens
from tanym.rulepacks.words import core_words
from tests.authority import PASSPHRASE, kokzhar_seal
from tests.core.credentials.cast import AIGUL, ISSUER, KOKZHAR_BODY, NOW, Key, award, issued, signed
from tests.places import ROOT

FOLDER = ROOT / "docs" / "formats"
BLOCK = re.compile(r"(<!-- example (?P<name>[a-z-]+) -->\n)(.*?)(<!-- end -->)", re.S)
LONG, WIDTH = 76, 110


def open_badge() -> str:
    """The signed badge; of lists the first entry."""
    return _json(issued(), 5)


def baked() -> str:
    """How the badge stands in a drawing."""
    text = bake_svg(badge_picture(award(), "kk", "svg"), json.dumps(issued()).encode()).decode()
    begin, end = text.index("xmlns:openbadges"), text.index("</openbadges:credential>")
    return _block("xml", f"<svg … {text[begin : begin + 130]} … ]]>{text[end : end + 24]} …</svg>")


def sd_jwt_vc() -> str:
    """Header and payload of the credential for a European wallet, and one disclosure."""
    claims = learning_claims(award(), issuer=ISSUER)
    salts = (f"{number:022d}" for number in range(100))
    key = Key(5, KeyKind.P256)
    made = sd_jwt.issue(
        claims.all,
        disclosable=[(name,) for name in sorted(claims.disclosable)],
        signer=key,
        salts=salts,
        kid=f"{ISSUER}#{key.multibase}",
        holder=dict(Key(6, KeyKind.P256).jwk),
    )
    head, *disclosures = made.split("~")
    header, payload = (json.loads(base64url(part)) for part in head.split(".")[:2])
    shown = {"header": header, "payload": payload, "disclosure": json.loads(base64url(disclosures[0]))}
    return _json(shown)


def vc_jwt() -> str:
    """Header and payload of the token."""
    key = Key(5, KeyKind.P256)
    made = tokens.sign(issued(), signer=key, kid=f"{ISSUER}#{key.multibase}")
    header, payload = (json.loads(base64url(part)) for part in made.split(".")[:2])
    return _json({"header": header, "payload": payload}, 3)


def vc_cose() -> str:
    """Protected header, payload and signature of the message, and how its bytes begin."""
    key = Key(5, KeyKind.P256)
    made = cose.sign(issued(), signer=key, kid=f"{ISSUER}#{key.multibase}")
    protected, loose, payload, signature = cbor.read(made).value
    header = {str(label): _plain(value) for label, value in cbor.read(protected).items()}
    shown = {"tag": 18, "protected": header, "unprotected": loose, "payload": json.loads(payload)}
    return _json({"begins": made[:2].hex(), **shown, "signature": f"{len(signature)} bytes"}, 3)


def _plain(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value


def european() -> str:
    """What is sealed, and the protected header of the seal."""
    sealer = read_seal(kokzhar_seal(), PASSPHRASE)
    holder = sealing_identity(sealer.chain[0])
    pictures = dict.fromkeys(("kk", "ru", "en"), (b"the certificate as a picture",))
    credential = european_credential(award(), pictures=pictures, say=core_words().say, primary="kk")
    ready = prepared(credential, identifier=holder.identifier, country=holder.country, at=NOW)
    one = jades.seal(json.dumps(ready, ensure_ascii=False), sealer=sealer, at=NOW)["signatures"][0]
    header = json.loads(base64url(one["protected"]))
    header |= {"x5c": "…", "x5t#S256": "…"}
    ready["displayParameter"]["individualDisplay"] = ["…"]
    ready["credentialSubject"]["hasClaim"] = [_thinned(one) for one in ready["credentialSubject"]["hasClaim"]]
    return _json({"payload": ready, "protected": header}, 9)


def _thinned(value: Any) -> Any:
    """Without the addresses of inner nodes, and with organisations by their address alone."""
    if isinstance(value, list):
        return [_thinned(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "Organisation":
        return {"id": value["id"], "type": "Organisation"}
    return {name: _thinned(one) for name, one in value.items() if name != "id" or "#" not in one}


def learners_record() -> str:
    """The wrapper; the badges inside are those of the page on Open Badges."""
    made = signed(
        learner_record(
            [issued()], id="urn:uuid:4f0c2a51-0f3e-4b59-8f6e-2f1d6f7f9b10", holder=AIGUL, issuer=KOKZHAR_BODY,
            titles={"en": "Comprehensive learner record"}, at=NOW,
        )
    )  # fmt: skip
    made["credentialSubject"]["verifiableCredential"] = ["…"]
    return _json(made)


def elmo() -> str:
    """The document, with the attached file cut."""
    document = etree.fromstring(transcript([award()], at=NOW, attached={award().number: b"{}"}))
    etree.indent(document, " ")
    text = etree.tostring(document, encoding="unicode")
    return _block("xml", re.sub(r"(base64,)[^<]*", r"\1…", text))


EXAMPLES: dict[str, Callable[[], str]] = {
    "open-badge": open_badge,
    "baked": baked,
    "sd-jwt-vc": sd_jwt_vc,
    "vc-jwt": vc_jwt,
    "vc-cose": vc_cose,
    "european": european,
    "learner-record": learners_record,
    "elmo": elmo,
}


def filled(page: str) -> str:
    """A page with its examples made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{EXAMPLES[found['name']]()}\n{found[4]}", page)


def _json(document: Any, depth: int = 6) -> str:
    return _block("json", _laid_out(_cut(document, depth), ""))


def _laid_out(value: Any, indent: str) -> str:
    """JSON with whatever fits on one line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + len(indent) <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    inner = indent + " "
    if isinstance(value, list):
        parts = [f"{inner}{_laid_out(one, inner)}" for one in value]
        return "[\n" + ",\n".join(parts) + f"\n{indent}]"
    parts = [
        f"{inner}{json.dumps(name, ensure_ascii=False)}: {_laid_out(one, inner)}"
        for name, one in value.items()
    ]
    return "{\n" + ",\n".join(parts) + f"\n{indent}}}"


def _block(kind: str, text: str) -> str:
    return f"```{kind}\n{text.strip()}\n```"


def _cut(value: Any, depth: int) -> Any:
    """Long texts shortened, of lists of objects the first, of concepts the address, and nothing below a depth."""
    if isinstance(value, dict):
        if value.get("type") == "Concept":
            return {"id": value.get("id", "…"), "type": "Concept"}
        return {name: _cut(one, depth - 1) for name, one in value.items()} if depth else {"…": "…"}
    if isinstance(value, list):
        tagged = [one for one in value if isinstance(one, dict) and "@value" in one]
        if tagged:
            return [tagged[-1], "…"] if len(tagged) > 1 else tagged
        if value and isinstance(value[0], dict) and len(value) > 1:
            return [_cut(value[0], depth), "…"]
        return [_cut(one, depth) for one in value]
    if isinstance(value, str) and len(value) > LONG:
        return f"{value[:48]}…"
    return value


def main() -> None:
    """Write the examples into the pages."""
    for path in sorted(FOLDER.glob("*.md")):
        page = path.read_text(encoding="utf-8")
        made = filled(page)
        if made != page:
            path.write_text(made, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
