"""Pictures and papers made to deceive: what is baked into them is read once, whole, and nothing else is."""

from __future__ import annotations

import json
import struct
import zlib

import pytest

from tanym.core.credentials.baked import KEYWORD, PNG_MARK, SVG_SPACE
from tests.core.credentials.siblings.forging import GOOD, reason

TEXT = json.dumps(GOOD, ensure_ascii=False).encode()
CHANGED = TEXT.replace(b"Clean and join", b"Burn and join")


def chunk(kind: bytes, body: bytes, crc: int | None = None) -> bytes:
    found = zlib.crc32(kind + body) if crc is None else crc
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", found)


HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
DATA, END = chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b"")


def baked(text: bytes = TEXT, key: bytes = KEYWORD, flags: bytes = b"\0\0") -> bytes:
    return chunk(b"iTXt", key + b"\0" + flags + b"\0\0" + text)


def png(*chunks: bytes) -> bytes:
    return PNG_MARK + HEAD + b"".join(chunks) + DATA + END


PNGS = {
    "as it should be": (png(baked()), "ok"),
    "with something behind it": (png(baked()) + b"PK\3\4", "ok"),
    "changed": (png(baked(CHANGED)), "signature-invalid"),
    "two chunks": (png(baked(), baked()), "badge-ambiguous"),
    "the second behind the picture": (
        PNG_MARK + HEAD + baked() + DATA + baked(CHANGED) + END,
        "badge-ambiguous",
    ),
    "behind the end": (PNG_MARK + HEAD + DATA + END + baked(), "badge-missing"),
    "before the header": (PNG_MARK + baked() + HEAD + DATA + END, "badge-malformed"),
    "wrong sum": (png(chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + TEXT, crc=1)), "badge-malformed"),
    "plain text chunk": (png(chunk(b"tEXt", KEYWORD + b"\0" + TEXT)), "badge-malformed"),
    "packed text chunk": (png(chunk(b"zTXt", KEYWORD + b"\0\0" + zlib.compress(TEXT))), "badge-malformed"),
    "compressed": (png(baked(zlib.compress(TEXT), flags=b"\1\0")), "badge-malformed"),
    "unknown compression": (png(baked(flags=b"\0\1")), "badge-malformed"),
    "another spelling": (png(baked(key=b"OpenBadgeCredential")), "badge-missing"),
    "the former keyword": (png(baked(key=b"openbadges")), "badge-missing"),
    "a longer keyword": (png(baked(key=b"openbadgecredential2")), "badge-missing"),
    "no text": (png(chunk(b"iTXt", KEYWORD)), "badge-malformed"),
    "flags only": (png(chunk(b"iTXt", KEYWORD + b"\0\0")), "badge-malformed"),
    "empty text": (png(baked(b"")), "badge-malformed"),
    "cut": (png(baked())[:-30], "badge-malformed"),
    "cut in the chunk": (png(baked())[:200], "badge-malformed"),
    "no end": (PNG_MARK + HEAD + baked() + DATA, "badge-malformed"),
    "too many chunks": (png(chunk(b"tEXt", b"") * 100_001, baked()), "badge-malformed"),
    "the mark alone": (PNG_MARK, "badge-malformed"),
    "a length beyond the file": (PNG_MARK + struct.pack(">I", 0x7FFFFFFF) + b"IHDRx", "badge-malformed"),
    "a length beyond any file": (
        PNG_MARK + struct.pack(">I", 0xFFFFFFFF) + b"IHDR" + b"x" * 20,
        "badge-malformed",
    ),
}


@pytest.mark.parametrize(("picture", "wanted"), PNGS.values(), ids=PNGS.keys())
def test_a_png_is_read_whole_and_once(picture: bytes, wanted: str) -> None:
    assert reason(picture) == wanted


ROOT = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{SVG_SPACE}">'
PLAIN = TEXT.decode()
INSIDE = f"<openbadges:credential><![CDATA[{PLAIN}]]></openbadges:credential>"


def held(text: str) -> str:
    return f"<openbadges:credential>{text}</openbadges:credential>"


def svg(inside: str, root: str = ROOT, head: str = "") -> bytes:
    return f"{head}{root}{inside}</svg>".encode()


INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
SVGS = {
    "as it should be": (svg(INSIDE), "ok"),
    "escaped": (svg(held(PLAIN.replace("&", "&amp;").replace("<", "&lt;"))), "ok"),
    "in two sections": (svg(held(f"<![CDATA[{PLAIN[:50]}]]><![CDATA[{PLAIN[50:]}]]>")), "ok"),
    "another prefix": (svg(INSIDE.replace("openbadges:", "ob:"), ROOT.replace("openbadges=", "ob=")), "ok"),
    "the plain name of the format": (svg(INSIDE, head='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">'), "ok"),
    "an include beside it": (svg(INCLUDE + INSIDE), "ok"),
    "two": (svg(INSIDE * 2), "badge-ambiguous"),
    "two prefixes": (svg(INSIDE + INSIDE.replace("openbadges:", "ob:").replace("<ob:credential", f'<ob:credential xmlns:ob="{SVG_SPACE}"')), "badge-ambiguous"),
    "one in the other": (svg(held(INSIDE)), "badge-malformed"),
    "another space": (svg(INSIDE, ROOT.replace(SVG_SPACE, "https://evil.example")), "badge-missing"),
    "the former space": (svg(INSIDE, ROOT.replace(SVG_SPACE, "http://openbadges.org")), "badge-missing"),
    "a space declared anew": (svg(f'<g xmlns:openbadges="https://evil.example">{INSIDE}</g>'), "badge-missing"),
    "in a comment": (svg(f"<!--{INSIDE}-->"), "badge-missing"),
    "a comment in it": (svg(held(f"<![CDATA[{PLAIN[:50]}]]><!-- --><![CDATA[{PLAIN[50:]}]]>")), "badge-malformed"),
    "an instruction in it": (svg(held(f"<?x y?><![CDATA[{PLAIN}]]>")), "badge-malformed"),
    "an include in it": (svg(held(INCLUDE)), "badge-malformed"),
    "text behind it": (svg(held(f"<![CDATA[{PLAIN}]]> more")), "json-invalid"),
    "a token and a text": (svg(INSIDE.replace("credential>", 'credential verify="a.b.c">', 1)), "badge-malformed"),
    "nothing": (svg(held("")), "badge-malformed"),
    "none": (svg(""), "badge-missing"),
    "another root": (svg(INSIDE).replace(b"svg", b"html"), "format-unsupported"),
    "doctype": (svg(INSIDE, head="<!DOCTYPE svg>"), "xml-doctype-not-allowed"),
    "outer doctype": (svg(INSIDE, head='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'), "xml-doctype-not-allowed"),
    "a second doctype": (svg(INSIDE, head='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><!DOCTYPE svg [<!ENTITY a "b">]>'), "xml-doctype-not-allowed"),
    "small letters": (svg(INSIDE, head="<!doctype svg>"), "badge-malformed"),
    "other letters": (svg(INSIDE, head='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"), "badge-malformed"),
    "other letters told": (svg(INSIDE, head='<?xml version="1.0" encoding="UTF-7"?>'), "badge-malformed"),
    "broken letters": (svg(INSIDE).replace(b"CDATA[", b"CDATA[\xff"), "badge-malformed"),
    "too deep": (svg("<g>" * 5000 + INSIDE + "</g>" * 5000), "badge-malformed"),
    "cut": (svg(INSIDE)[:-20], "badge-malformed"),
    "too many parts": (svg("<g/>" * 200_001 + INSIDE), "input-array-too-long"),
    "too many attributes": (svg("<g " + "".join(f"a{n}='' " for n in range(200_001)) + "/>" + INSIDE), "input-array-too-long"),
    "many parts": (svg("<g/>" * 50_000 + INSIDE), "ok"),
}  # fmt: skip


@pytest.mark.parametrize(("picture", "wanted"), SVGS.values(), ids=SVGS.keys())
def test_an_svg_is_read_and_never_drawn(picture: bytes, wanted: str) -> None:
    assert reason(picture) == wanted


def pdf(*files: bytes, packed: bool = False) -> bytes:
    parts = [zlib.compress(one) if packed else one for one in files]
    way = b" /Filter /FlateDecode" if packed else b""
    streams = [
        b"1 0 obj\n<< /Type /EmbeddedFile" + way + b" >>\nstream\n" + one + b"\nendstream\nendobj\n"
        for one in parts
    ]
    return b"%PDF-1.7\n" + b"".join(streams) + b"%%EOF"


PDFS = {
    "as it should be": (pdf(TEXT), "ok"),
    "packed": (pdf(TEXT, packed=True), "ok"),
    "beside another file": (pdf(TEXT, b"a picture"), "ok"),
    "changed": (pdf(CHANGED), "signature-invalid"),
    "two": (pdf(TEXT, TEXT), "badge-ambiguous"),
    "two that differ": (pdf(TEXT, b"{}"), "badge-ambiguous"),
    "none": (pdf(), "badge-missing"),
    "cut": (pdf(TEXT)[:-40], "badge-missing"),
    "many, of which sixteen are looked at": (pdf(TEXT, *[b"a picture"] * 15), "ok"),
    "too many": (pdf(TEXT, *[b"a picture"] * 16, CHANGED), "badge-ambiguous"),
    "a bomb": (pdf(b"{" * 20_000_000, packed=True), "input-too-large"),
    "not packed as it says": (
        pdf(TEXT).replace(b"/EmbeddedFile", b"/EmbeddedFile /Filter /FlateDecode"),
        "badge-malformed",
    ),
}


@pytest.mark.parametrize(("paper", "wanted"), PDFS.values(), ids=PDFS.keys())
def test_a_pdf_carries_one_file(paper: bytes, wanted: str) -> None:
    assert reason(paper) == wanted


RAW = {
    TEXT.decode().encode("utf-16"): "json-invalid",
    TEXT.decode().encode("utf-16-be"): "json-invalid",
    TEXT.decode().encode("utf-32"): "json-invalid",
    b"a.b.c" + b"~" * 2_000_000: "input-too-large",
    b" " * 2_000_000 + TEXT: "input-too-large",
    b"": "json-invalid",
    b"null": "json-invalid",
    b"7": "json-invalid",
    b"[" + TEXT + b"]": "json-invalid",
    b"\xef\xbb\xbf" + TEXT: "json-invalid",
    TEXT + b"\n" + TEXT: "json-invalid",
    TEXT + b"\0": "json-invalid",
    b"/**/" + TEXT: "json-invalid",
    TEXT[:-1] + b",}": "json-invalid",
    b'{"a":Infinity}': "json-invalid",
    b'{"a":1e400}': "json-invalid",
    b'{"a":9007199254740993}': "json-invalid",
    b'{"a":01}': "json-invalid",
    b'{"\\udc00":1}': "json-invalid",
    b'{"a":"\x01"}': "json-invalid",
    b'{"a":1,"\\u0061":2}': "json-duplicate-member",
    TEXT[:-1] + b',"id":"urn:x:1"}': "json-duplicate-member",
    b'{"a":' * 100 + b"1" + b"}" * 100: "input-too-deep",
    b'{"a":[' + b"1," * 20_000 + b"1]}": "input-array-too-long",
    b"PK\3\4": "json-invalid",
    b"GIF89a": "json-invalid",
    b"<html></html>": "format-unsupported",
}


@pytest.mark.parametrize(("data", "wanted"), RAW.items(), ids=range(len(RAW)))
def test_a_file_is_one_strict_json_text(data: bytes, wanted: str) -> None:
    assert reason(data) == wanted
