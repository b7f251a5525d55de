"""Takes the credential out of what it travels in: a PNG or SVG picture (Open Badges 3.0, 5.3), a PDF with the signed file attached."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from lxml import etree

from tanym.core.credentials.strangers_xml import parse_xml
from tanym.core.kernel.errors import InvalidValue, NotFound

MAX_PICTURE = 8 * 1024 * 1024
MAX_INSIDE = 1024 * 1024
MAX_CHUNKS = 100_000
"""Chunks of a PNG: encoders write some hundreds, each of 8 kB and more."""

PNG_MARK = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
SVG_SPACE = "https://purl.imsglobal.org/ob/v3p0"
MAX_ATTACHED = 16
# What drawing programs write: a name for the format, no definitions of its own. It is taken out unread.
_PLAIN_DOCTYPE = re.compile(
    r"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1\.[01]//EN\"\s+\"[^\"<>\[\]]{0,200}\"\s*>"
)
_STREAMS_OF_FILES = re.compile(
    rb"/EmbeddedFile(?![A-Za-z])"
)  # and not the /EmbeddedFiles of the table of contents
_STREAM = re.compile(rb"stream\r?\n")


class Form(StrEnum):
    """What a file is on the outside."""

    JSON = "json"
    TOKEN = "jwt"  # noqa: S105
    SD_JWT = "sd-jwt"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    XML = "xml"


_MARKED_XML = (b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")
# No group is repeated in them: each repetition would be kept in memory, and a stranger may send a million.
_TOKENS = {
    Form.TOKEN: re.compile(
        rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*|eyJ[A-Za-z0-9_-]+"
    ),  # or its header alone
    Form.SD_JWT: re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~[A-Za-z0-9_.~-]*"),
}


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The outer form of a file and the text of the credential inside it."""

    form: Form
    inside: bytes


def unwrap(data: bytes) -> Unwrapped:
    """The credential text inside a file, whatever its form.

    Raises `InvalidValue` with `credential.input-too-large`, `credential.badge-missing`, `credential.badge-malformed`,
    `credential.badge-ambiguous`, `credential.xml-doctype-not-allowed`, or `NotFound("credential.format-unsupported")`.
    """
    if len(data) > MAX_PICTURE:
        raise InvalidValue("credential.input-too-large", bytes=len(data), limit=MAX_PICTURE)
    if data.startswith(PNG_MARK):
        return Unwrapped(Form.PNG, from_png(data))
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return Unwrapped(Form.PDF, from_pdf(data))
    start = data.lstrip()[:1]
    if start == b"<" or data.startswith(_MARKED_XML):
        return Unwrapped(Form.SVG, from_svg(data))
    if len(data) > MAX_INSIDE:
        raise InvalidValue("credential.input-too-large", bytes=len(data), limit=MAX_INSIDE)
    text = data.strip()
    for form, letters in _TOKENS.items():
        if start != b"{" and letters.fullmatch(text):
            return Unwrapped(form, text)
    return Unwrapped(Form.JSON, data)


def from_png(data: bytes) -> bytes:
    """The text of the one uncompressed `iTXt` chunk with the keyword of Open Badges 3.0."""
    found: list[bytes] = []
    position, kind, chunks = len(PNG_MARK), b"", 0
    while kind != b"IEND":
        chunks += 1
        if (
            chunks > MAX_CHUNKS
            or position + 12 > len(data)
            or (not kind and data[position + 4 : position + 8] != b"IHDR")
        ):
            raise InvalidValue("credential.badge-malformed")
        (size,) = struct.unpack(">I", data[position : position + 4])
        kind, body = data[position + 4 : position + 8], data[position + 8 : position + 8 + size]
        end = position + 12 + size
        if len(body) != size or end > len(data):
            raise InvalidValue("credential.badge-malformed")
        if struct.unpack(">I", data[end - 4 : end])[0] != zlib.crc32(kind + body):
            raise InvalidValue("credential.badge-malformed")
        if kind in (b"iTXt", b"tEXt", b"zTXt") and body.split(b"\0", 1)[0] == KEYWORD:
            found.append(_text_of_chunk(kind, body))
        position = end
    return _only(found)


def _text_of_chunk(kind: bytes, body: bytes) -> bytes:
    parts = body.partition(b"\0")[2]
    # compression flag, compression method, language tag, translated keyword, text (PNG 11.3.4.5)
    if kind != b"iTXt" or parts[:2] != b"\0\0" or parts[2:].count(b"\0") < 2:
        raise InvalidValue("credential.badge-malformed")
    return parts[2:].split(b"\0", 2)[2]


def from_svg(data: bytes) -> bytes:
    """The text of the one `openbadges:credential` element, or the token in its `verify` attribute.

    The picture is never rendered, and nothing that it points to is fetched.
    """
    root = parse_xml(data, "credential.badge-malformed", _PLAIN_DOCTYPE)
    if etree.QName(root).localname != "svg":
        raise NotFound("credential.format-unsupported", form=Form.XML)
    found = []
    for element in root.iter(f"{{{SVG_SPACE}}}credential"):
        token, inside = (element.get("verify") or "").strip(), (element.text or "").strip()
        if len(element) or (token and inside):
            raise InvalidValue("credential.badge-malformed")
        found.append((token or inside).encode("utf-8"))
    return _only(found)


def from_pdf(data: bytes) -> bytes:
    """The one JSON file attached to a PDF, as our certificates carry it (`/EmbeddedFile`, plain or Flate).

    Files in an encrypted or otherwise packed PDF are not found: `credential.badge-missing`; the printed address of
    the award then leads to the same answer.
    """
    found = []
    places = list(islice(_STREAMS_OF_FILES.finditer(data), MAX_ATTACHED + 1))
    if len(places) > MAX_ATTACHED:  # the one that says something else may be the next
        raise InvalidValue("credential.badge-ambiguous")
    for place in places:
        body = _attached(data, place.start())
        if body.lstrip()[:1] == b"{":
            found.append(body.strip())
    return _only(found)


def _attached(data: bytes, position: int) -> bytes:
    """The content of the stream whose dictionary holds `position`; nothing where there is no stream."""
    begin = data.rfind(b"obj", 0, position)
    start = _STREAM.search(data, position, position + 2000)
    if begin < 0 or start is None or b"endobj" in data[position : start.start()]:
        return b""
    end = data.find(b"endstream", start.end())
    body = data[start.end() : end] if end > 0 else b""
    if b"/FlateDecode" in data[begin : start.start()]:
        try:
            body = zlib.decompressobj().decompress(body, MAX_INSIDE + 1)
        except zlib.error:
            raise InvalidValue("credential.badge-malformed") from None
    if len(body) > MAX_INSIDE:
        raise InvalidValue("credential.input-too-large", limit=MAX_INSIDE)
    return body


def _only(found: list[bytes]) -> bytes:
    if not found:
        raise InvalidValue("credential.badge-missing")
    if len(found) > 1:
        raise InvalidValue("credential.badge-ambiguous")
    if not found[0].strip():
        raise InvalidValue("credential.badge-malformed")
    return found[0]


def bake_png(picture: bytes, credential: bytes) -> bytes:
    """A PNG with the credential in one uncompressed `iTXt` chunk after its header (Open Badges 3.0, 5.3.1)."""
    if not picture.startswith(PNG_MARK):
        raise InvalidValue("credential.badge-malformed")
    body = KEYWORD + b"\0\0\0\0\0" + credential
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    header_end = len(PNG_MARK) + 12 + struct.unpack(">I", picture[8:12])[0]
    return picture[:header_end] + chunk + picture[header_end:]


def bake_svg(picture: bytes, credential: bytes) -> bytes:
    """An SVG with the credential in one `openbadges:credential` element right after its start tag (Open Badges 3.0, 5.3.2).

    A JSON credential stands in CDATA, a token in the `verify` attribute. The picture is one of ours: it starts with
    its `svg` tag and holds no badge yet.
    """
    text = picture.decode("utf-8")
    tag = re.match(r"\s*(<svg\b[^>]*)>", text)
    if tag is None or tag[1].endswith("/") or SVG_SPACE in text:
        raise InvalidValue("credential.badge-malformed")
    inside = credential.decode("utf-8").strip()
    if inside.startswith("{"):
        split = inside.replace("]]>", "]]]]><![CDATA[>")  # the only letters that CDATA cannot hold
        element = f"<openbadges:credential><![CDATA[{split}]]></openbadges:credential>"
    else:
        element = f'<openbadges:credential verify="{inside}"/>'
    return f'{tag[1]} xmlns:openbadges="{SVG_SPACE}">{element}{text[tag.end() :]}'.encode()
