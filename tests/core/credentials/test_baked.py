"""Credentials inside pictures: found once or refused, never rendered."""

from __future__ import annotations

import json
import struct
import zlib

import pytest

from tanym.adapters.pictures import badge_picture
from tanym.core.credentials.baked import PNG_MARK, Form, bake_png, bake_svg, from_png, from_svg, unwrap
from tanym.core.credentials.checks import judge
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import answers, award, issued, verified


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PICTURE = PNG_MARK + HEADER + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{}</svg>'
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


def test_a_badge_baked_into_a_picture_verifies() -> None:
    baked = bake_png(PICTURE, json.dumps(issued(), ensure_ascii=False).encode())
    verification = verified(baked)
    assert verification.form == "png"
    assert judge(verification.checks).accepted


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (PICTURE, "badge-missing"),
        (bake_png(bake_png(PICTURE, b"{}"), b"{}"), "badge-ambiguous"),
        (bake_png(PICTURE, b"{}")[:-20], "badge-malformed"),
        (
            bake_png(PICTURE, b"{}").replace(b"openbadgecredential\0\0", b"openbadgecredential\0\1"),
            "badge-malformed",
        ),
        (
            PNG_MARK + HEADER + chunk(b"tEXt", b"openbadgecredential\0{}") + chunk(b"IEND", b""),
            "badge-malformed",
        ),
        (PNG_MARK + struct.pack(">I", 2**31) + b"iTXt", "badge-malformed"),
    ],
)
def test_a_picture_with_no_clear_badge_is_refused(picture: bytes, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        from_png(picture)
    assert refused.value.code == f"credential.{code}"


def test_a_badge_in_a_drawing_is_found_also_beside_a_harmless_doctype() -> None:
    drawing = SVG.format('<openbadges:credential><![CDATA[{"a": "<b>"}]]></openbadges:credential>')
    assert from_svg(drawing.encode()) == b'{"a": "<b>"}'
    assert from_svg((DOCTYPE + drawing).encode()) == b'{"a": "<b>"}'
    token = SVG.format('<openbadges:credential verify="a.b.c"/>')
    assert from_svg(token.encode()) == b"a.b.c"


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        (SVG.format(""), "badge-missing"),
        (SVG.format("<openbadges:credential>{}</openbadges:credential>" * 2), "badge-ambiguous"),
        (SVG.format('<openbadges:credential verify="a.b.c">{}</openbadges:credential>'), "badge-malformed"),
        (
            '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SVG.format("&e;"),
            "xml-doctype-not-allowed",
        ),
        ('<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd">' + SVG.format(""), "xml-doctype-not-allowed"),
        (DOCTYPE + DOCTYPE + SVG.format(""), "xml-doctype-not-allowed"),
        ("<svg", "badge-malformed"),
    ],
)
def test_a_drawing_with_no_clear_badge_is_refused(drawing: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        from_svg(drawing.encode())
    assert refused.value.code == f"credential.{code}"


def test_other_encodings_are_not_guessed() -> None:
    with pytest.raises(InvalidValue):
        from_svg(SVG.format("").encode("utf-16"))


@pytest.mark.parametrize(
    ("data", "form"),
    [(b"{}", Form.JSON), (b" e30.e30.AA \n", Form.TOKEN), (b"e30.e30.AA~WyJ4Il0~", Form.SD_JWT)],
)
def test_the_outer_form_is_told_by_content(data: bytes, form: Form) -> None:
    assert unwrap(data).form is form


DRAWN = b'<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.mark.parametrize("inside", [b'{"a": "]]> & <b> \xd2\xaf"}', b"eyJh.eyJi.c2ln"], ids=["JSON", "token"])
def test_what_is_baked_into_a_drawing_is_found_again_letter_by_letter(inside: bytes) -> None:
    baked = bake_svg(DRAWN, inside)
    assert unwrap(baked).inside == inside
    assert baked.endswith(b'<path d="M0 0"/></svg>')


@pytest.mark.parametrize("picture", [b"<p/>", b'<?xml version="1.0"?><svg/>', bake_svg(DRAWN, b"{}")])
def test_only_a_picture_without_a_badge_takes_one(picture: bytes) -> None:
    with pytest.raises(InvalidValue, match="badge-malformed"):
        bake_svg(picture, b"{}")


@pytest.mark.parametrize("form", ["png", "svg"])
def test_our_own_picture_of_a_badge_carries_a_badge_that_verifies(form: str) -> None:
    picture = badge_picture(award(), "kk", "png" if form == "png" else "svg")
    badge = json.dumps(issued()).encode()
    verification = verified(bake_png(picture, badge) if form == "png" else bake_svg(picture, badge))
    assert answers(verification)["signature"] == "confirmed"
    assert verification.form == form
    assert b"SEIITOVA" not in picture
