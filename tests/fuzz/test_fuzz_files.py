"""Files from strangers: pictures with badges, PDF with attachments, XML of learning records, seals, documents to convert."""

from __future__ import annotations

import base64
import copy
import json
import struct
import zlib
from random import Random
from typing import Any

from lxml import etree

from tanym.core.credentials.baked import bake_png, bake_svg, unwrap
from tanym.core.credentials.compose.edc import european_credential
from tanym.core.credentials.compose.elmo import transcript
from tanym.core.credentials.convert.conversion import read_source
from tanym.core.credentials.proofs.token import sign
from tanym.rulepacks.words import core_words
from tests.core.credentials.cast import KOKZHAR, METHOD, NOW, award, decision, issued
from tests.core.credentials.test_baked import DRAWN, PICTURE, chunk
from tests.fuzz.mutations import TEXTS, mutated, mutated_bytes
from tests.fuzz.test_fuzz_documents import as_bytes, asked
from tests.fuzz.trying import try_out

BADGE = issued()
TEXT = as_bytes(BADGE)
PDF = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n"
    + zlib.compress(TEXT)
    + b"\nendstream\nendobj\n%%EOF\n"
)


def chunks(picture: bytes) -> list[tuple[bytes, bytes]]:
    """The parts of a PNG: kind and body."""
    found, at = [], 8
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        found.append((picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]))
        at += 12 + size
    return found


def test_pictures_with_badges() -> None:
    png, svg = bake_png(PICTURE, TEXT), bake_svg(DRAWN, TEXT)

    def parts(random: Random) -> bytes:
        """A PNG whose parts are changed one by one, each with its right sum."""
        changed = [
            (kind, mutated_bytes(body, random) if random.randint(0, 1) else body)
            for kind, body in chunks(png)
        ]
        random.shuffle(changed)
        return png[:8] + b"".join(chunk(kind, body) for kind, body in changed)

    try_out("PNG, bytes", lambda random: asked(mutated_bytes(png, random)))
    try_out("PNG, parts", lambda random: asked(parts(random)))
    try_out("SVG, bytes", lambda random: asked(mutated_bytes(svg, random)))
    try_out("SVG, tree", lambda random: asked(tree(svg, random)))


def tree(data: bytes, random: Random) -> bytes:
    """An XML document whose elements are moved, doubled, taken away, renamed or filled with other text."""
    root = copy.deepcopy(etree.fromstring(data))
    for _ in range(random.randint(1, 4)):
        elements = list(root.iter("*"))
        one, other = random.choice(elements), random.choice(elements)
        match random.randint(0, 5):
            case 0:
                one.text = "".join(
                    letter for letter in random.choice(TEXTS) if letter.isprintable() or letter == " "
                )
            case 1 if one is not root:
                one.getparent().remove(one)
            case 2:
                one.append(copy.deepcopy(other))
            case 3:
                one.tag = random.choice(elements).tag
            case 4 if one.attrib:
                name = random.choice(list(one.attrib))
                one.set(name, random.choice(("", "-1", "x", "http://", "99999999999999999999", "true")))
            case _:
                one.set("verify", random.choice(("a.b.c", "", "..")))
    return bytes(etree.tostring(root))


def test_papers_with_attachments() -> None:
    bomb = PDF.replace(zlib.compress(TEXT), zlib.compress(b"{" + b" " * 30_000_000))
    try_out("PDF", lambda random: asked(mutated_bytes(bomb if random.randint(0, 30) == 0 else PDF, random)))
    try_out(
        "any file", lambda random: unwrap(mutated_bytes(random.choice((PDF, TEXT, PICTURE, DRAWN)), random))
    )


def test_learning_records_in_xml() -> None:
    whole = transcript([award(), decision()], at=NOW)
    try_out("ELMO, bytes", lambda random: read_source(mutated_bytes(whole, random)))
    try_out("ELMO, tree", lambda random: read_source(tree(whole, random)), 0.5)


def test_documents_to_be_converted() -> None:
    european = european_credential(award(), pictures={"en": [b"a picture"]}, say=core_words().say)
    european = json.loads(as_bytes(european))

    def attempt(random: Random) -> None:
        document: Any = mutated(random.choice((BADGE, european)), random)
        read_source(as_bytes(document), holder=random.choice(("", "Aigul Seiitova")))

    try_out("document to be converted", attempt)
    token = sign(BADGE, signer=KOKZHAR, kid=METHOD, typ="JWT").encode()
    try_out("token to be converted", lambda random: read_source(mutated_bytes(token, random)), 0.5)


def test_sealed_documents() -> None:
    european = european_credential(award(), pictures={"en": [b"a picture"]}, say=core_words().say)
    header = {"alg": "ES256", "b64": False, "crit": ["b64", "sigT"], "sigT": "2026-11-21T10:42:00Z", "x5c": ["MIIB"],
              "x5t#S256": "AAAA", "typ": "jose+json"}  # fmt: skip

    def attempt(random: Random) -> None:
        protected = json.dumps(mutated({"h": header}, random).get("h")).encode()
        sealed = {
            "payload": as_bytes(mutated(json.loads(as_bytes(european)), random)).decode("utf-8", "replace"),
            "signatures": [
                {
                    "protected": base64.urlsafe_b64encode(protected).rstrip(b"=").decode(),
                    "header": {"etsiU": []},
                    "signature": "AAAA",
                }
            ],
        }
        asked(as_bytes(mutated(sealed, random) if random.randint(0, 1) else sealed))

    try_out("seal (JAdES)", attempt)
