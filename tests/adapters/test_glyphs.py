"""Whatever people write, their papers can be made."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.adapters.papers.glyphs import BOX, USUAL, printable
from tanym.adapters.pdf import Letter, Paragraph, certificate_pdf, letter_pdf, supplement_pdf
from tanym.core.credentials.record import Holder, HolderName
from tests.core.credentials.cast import NOW, award

STRANGE = [
    "👩‍👩‍👧‍👦 🏳️‍🌈", "中文字 한국 日本語", "שלום العربية", "\u202eevil\u202c \ufeff \u2066x", "\x01\x02\x1b[31m\x7f",
    "W" * 3000, "a" + "\u0300" * 500, "\ue000 \U0010ffff \ufffe", '#read("/etc/passwd") $x$ \\ *a* @c <d> `e` //',
]  # fmt: skip


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_a_certificate_is_made_whatever_stands_in_its_titles(text: str) -> None:
    titles = dict.fromkeys(("kk", "ru", "en"), text)
    record = award()
    record = replace(record, titles=titles, holder=Holder(HolderName(text, text, text)))
    assert certificate_pdf(record, "https://x.example/v/1", "7Q4K-M2XD-9F", "kk").startswith(b"%PDF-1.7")
    assert supplement_pdf(record, "https://x.example/v/1", "7Q4K-M2XD-9F", "ru").startswith(b"%PDF-1.7")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_a_letter_is_made_of_any_text(text: str) -> None:
    letter = Letter(
        "kk", (text,), f"A letter {text}", (Paragraph(text),), NOW, reference=(text,), addressee=(text,)
    )
    assert letter_pdf(letter).startswith(b"%PDF-1.7")


def test_every_letter_of_our_languages_is_printed_as_it_is() -> None:
    ours = "ӘәҒғҚқҢңӨөҰұҮүҺһІі Ёё «№» — … ≥ × ₸"
    assert printable(ours) == ours
    assert printable({"a": ["ә", ("ю", 1, None)]}) == {"a": ["ә", ["ю", 1, None]]}


def test_what_turns_the_order_around_is_left_out_and_what_has_no_letter_is_a_box() -> None:
    assert printable("a\u202eb\u2066c\ufeffd") == "abcd"
    assert printable("a👧中b") == f"a{BOX}{BOX}b"
    assert json.dumps(printable("\ud800"), ensure_ascii=False).encode()


def test_up_to_the_end_of_cyrillic_every_letter_can_be_printed() -> None:
    usual = "".join(c for c in map(chr, range(0x20, USUAL)) if printable(c) == c)
    letter = Letter("en", ("Kokzhar",), "All", (Paragraph(usual),), NOW)
    assert letter_pdf(letter).startswith(b"%PDF-1.7")
