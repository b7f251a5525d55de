"""A certificate with a seal on it: valid for an independent validator, still archivable, still readable by us."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tanym.adapters.pdf import certificate_pdf
from tanym.adapters.seals.file import read_seal
from tanym.adapters.seals.pdf import seal_pdf
from tanym.core.kernel.errors import InvalidValue
from tests.authority import PASSPHRASE, authority, kokzhar_seal
from tests.core.credentials.cast import NOW, answers, award, issued, verified


@cache
def certificate() -> bytes:
    inside = json.dumps(issued(), ensure_ascii=False).encode()
    return certificate_pdf(award(), "https://tanym.example/v/7Q4K-M2XD-9F", "7Q4K-M2XD-9F", "kk", inside)


@cache
def sealed(rsa_key: bool = True) -> bytes:
    return seal_pdf(certificate(), sealer=read_seal(kokzhar_seal(rsa_key), PASSPHRASE), at=NOW)


@pytest.mark.parametrize("rsa_key", [True, False], ids=["RSA", "P-256"])
def test_an_independent_validator_finds_the_seal_whole_and_trusted(rsa_key: bool) -> None:
    roots = [x509.Certificate.load(one) for one in authority().roots]
    reader = PdfFileReader(BytesIO(sealed(rsa_key)))
    (found,) = reader.embedded_signatures
    status = validate_pdf_signature(found, ValidationContext(trust_roots=roots, moment=NOW))
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found.self_reported_timestamp == NOW


def test_a_letter_changed_after_sealing_breaks_it() -> None:
    broken = sealed().replace(b"/Lang(kk)", b"/Lang(ru)", 1)
    assert broken != sealed()
    (found,) = PdfFileReader(BytesIO(broken)).embedded_signatures
    roots = [x509.Certificate.load(one) for one in authority().roots]
    assert not validate_pdf_signature(found, ValidationContext(trust_roots=roots, moment=NOW)).intact


def test_the_signed_file_inside_is_still_found_and_verifies() -> None:
    verification = verified(sealed())
    assert verification.form == "pdf"
    assert answers(verification)["signature"] == "confirmed"


def test_what_makes_it_archivable_and_readable_aloud_stays() -> None:
    """What ISO 19005-3 and ISO 14289-1 ask of an added seal, as far as it can be told without a validator of PDF/A."""
    assert sealed().startswith(certificate())  # an addition: nothing of the paper is rewritten
    before, after = (PdfFileReader(BytesIO(data)).root for data in (certificate(), sealed()))
    assert after["/Metadata"].data == before["/Metadata"].data
    assert b"pdfaid:part>3<" in after["/Metadata"].data
    assert b"pdfuaid:part>1<" in after["/Metadata"].data
    for name in ("/OutputIntents", "/StructTreeRoot", "/MarkInfo", "/Lang", "/AF", "/Names"):
        assert after.raw_get(name) == before.raw_get(name), name
    page = after["/Pages"]["/Kids"][0]
    (widget,) = (one.get_object() for one in page["/Annots"])
    assert int(widget["/F"]) & 4  # printed (19005-3, 6.3.2) …
    assert not int(widget["/F"]) & (1 | 2 | 32)  # … and neither hidden nor invisible nor without a view
    assert (
        len({float(one) for one in widget["/Rect"]}) == 1
    )  # no extent, so no appearance is asked for (6.3.3)
    assert float(widget["/Rect"][0]) < 0  # outside the page: no tag is asked for (14289-1, 7.18.4)
    assert page["/Tabs"] == "/S"  # 14289-1, 7.18.3
    assert widget["/TU"]
    assert "/NeedAppearances" not in after["/AcroForm"]  # 19005-3, 6.4.1
    assert not any(name in after for name in ("/AA", "/OpenAction", "/Perms"))


def test_what_is_no_pdf_is_not_sealed() -> None:
    with pytest.raises(InvalidValue, match="paper-malformed"):
        seal_pdf(b"%PDF-1.7 nothing", sealer=read_seal(kokzhar_seal(), PASSPHRASE), at=NOW)
