"""Status lists and certificates, as cases to be measured."""

from __future__ import annotations

import random
from importlib.util import find_spec

from bench.ours import CONTEXTS, NOW, Desk
from bench.timing import Work
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.status import bitstring, token_list
from tanym.core.credentials.status.bitstring import MIN_ENTRIES, StatusEntry

SHARE = 50
"""One place in fifty is marked."""

ADDRESS = "https://status.example.org/7/3"


def list_cases(at: Desk, entries: int = MIN_ENTRIES) -> dict[str, Work]:
    """A list built, signed and asked about one place; where openvc is installed, its way beside ours."""
    drawn = random.Random(1)  # noqa: S311  # no secret depends on it
    marked = set(drawn.sample(range(entries), entries // SHARE))
    packed = bitstring.pack(marked, entries)
    document = bitstring.status_list_credential(
        address=ADDRESS, issuer=at.did, purpose="revocation", marked=marked, valid_from=NOW, entries=entries
    )
    entry = StatusEntry(ADDRESS, 94_566)
    values = dict.fromkeys(marked, 1)
    cases: dict[str, Work] = {
        "list: build": lambda _: bitstring.pack(marked, entries),
        "list: build and sign": lambda _: data_integrity.sign(
            bitstring.status_list_credential(
                address=ADDRESS,
                issuer=at.did,
                purpose="revocation",
                marked=marked,
                valid_from=NOW,
                entries=entries,
            ),
            signer=at.signer,
            method=at.method,
            created=NOW,
            contexts=CONTEXTS,
        ),
        "list: unpack": lambda _: bitstring.unpack(packed),
        "list: check one place": lambda _: bitstring.is_marked(document, entry),
        "list: build as token list": lambda _: token_list.pack(values, entries),
    }
    if find_spec("openvc"):
        from openvc.status import bitstring as other

        if hasattr(other, "decode_bitstring"):
            cases["list: unpack, openvc-core"] = lambda _: other.decode_bitstring(packed)
    return cases


def paper_cases() -> tuple[dict[str, Work], list[str]]:
    """A certificate as PDF; WeasyPrint with a page of the same text where it is installed, and what is not there."""
    from tanym.adapters.pdf import certificate_pdf
    from tests.core.credentials.cast import award

    record = award()
    cases: dict[str, Work] = {
        "PDF: Tanym (typst), PDF/A-3 and PDF/UA, with QR": lambda _: certificate_pdf(
            record, "https://example.org/v/7Q4K-M2XD-9F", record.number, "kk", b"{}"
        )
    }
    if not find_spec("weasyprint"):
        return cases, ["WeasyPrint is not installed"]
    import segno
    from weasyprint import HTML

    rows = "".join(f"<li>{text}</li>" for one in record.outcomes for text in one.text.values())

    def page(_: int) -> object:
        code = segno.make("https://example.org/v/7Q4K-M2XD-9F").svg_data_uri()
        text = (
            f"<html lang=kk><title>{record.number}</title><h1>{record.titles['kk']}</h1><p>{record.holder.name.kk}</p>"
            f"<ul>{rows}</ul><img alt=QR src='{code}'>"
        )
        return HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")

    cases["PDF: WeasyPrint, PDF/UA, with QR (segno)"] = page
    return cases, []
