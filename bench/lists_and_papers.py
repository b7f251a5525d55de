"""Status lists and certificates, as cases to be measured."""

from __future__ import annotations

import random
from dataclasses import replace
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


LINK = "https://example.org/v/7Q4K-M2XD-9F"
STYLE = """@page { size: A4; margin: 2cm } body { font: 10pt serif } h1 { font-size: 20pt } h2 { font-size: 11pt }
table { width: 100% } td { padding: 2pt 6pt } .top { text-align: center } .small { font-size: 8pt } img { width: 3cm }"""
FACTS = {
    "Нәтижесі": "82 % · B · 3,0 (Letter scale of 2026)",
    "Немен көрсеткен": "практикалық тапсырма",
    "Көлемі": "3 кредит = 3 ECTS; 90 академиялық сағат (50 мин) = 75 астрономиялық сағат",
    "Деңгейі": "ҰБШ 6; EQF 6 (болжамды, сәйкестігі бекітілмеген)",
    "Берілген күні": "2026 жылғы 16 маусым",
    "Берілген жері": "Көкжар",
}
"""What our page says of the award of the cast, for the other page to say too."""


def paper_cases() -> tuple[dict[str, Work], list[str]]:
    """A certificate with twelve outcomes as PDF; WeasyPrint with a page of the same words where it is installed, and
    what is not there."""
    from tanym.adapters.pdf import certificate_pdf
    from tests.core.credentials.cast import award

    record = replace(award(), outcomes=award().outcomes * 6)
    cases: dict[str, Work] = {
        "PDF: Tanym (typst), PDF/A-3 and PDF/UA, with QR and the credential": lambda _: certificate_pdf(
            record, LINK, record.number, "kk", b"{}"
        )
    }
    if not find_spec("weasyprint"):
        return cases, ["WeasyPrint is not installed"]
    import segno
    from weasyprint import HTML

    name, issuer = record.holder.name, record.awarding.names

    def page(_: int) -> object:
        code = segno.make(LINK).svg_data_uri()
        rows = "".join(f"<tr><td>{one.text['kk']}<td>84 %" for one in record.outcomes)
        facts = "".join(f"<tr><td>{what}<td>{said}" for what, said in FACTS.items())
        text = (
            f"<html lang=kk><title>{record.number}</title><style>{STYLE}</style>"
            f"<div class=top>{''.join(f'<p>{one}</p>' for one in issuer.values())}</div>"
            f"<h1>Сертификат</h1><p>Осы сертификат мына адамға берілді</p><h1>{name.kk}</h1><p>{name.ru} · {name.passport}"
            f"{''.join(f'<p>{one}</p>' for one in record.titles.values())}<h2>Мыналарды істей алады</h2>"
            f"<table>{rows}</table><table>{facts}</table><p class=small>диплом емес; кәсіптік біліктілікті растамайды; "
            f"реттелетін жұмысқа рұқсат бермейді<p><img alt=QR src='{code}'><p class=small>{LINK}<p class=small>Тексеру. Кодты "
            "сканерлеңіз немесе мекенжайды ашыңыз. Онда қолтаңбасы, мерзімі, күйі және кім бергені тексеріледі."
        )
        return HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")

    cases["PDF: WeasyPrint, PDF/UA, with QR (segno)"] = page
    return cases, []
