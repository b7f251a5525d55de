"""Puts an organisation's seal on a PDF (PAdES, ETSI EN 319 142-1, level B-B), through the same port as any other seal."""

from __future__ import annotations

import asyncio
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric import utils
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

from tanym.core.credentials.certificates import Sealer, holder_of
from tanym.core.kernel.errors import InvalidValue

FIELD = "Seal"
ROOM_FOR_SIGNATURE = 16_384
"""Bytes kept free for signature and certificates."""
# A field without a face outside the page: PDF/UA-1 (7.18.4) asks nothing of it, PDF/A-3 (6.3.2) forbids to hide it.
OUTSIDE = (-20, -20, -20, -20)


class _Signer(signers.Signer):
    """Lets pyHanko sign with our port."""

    def __init__(self, sealer: Sealer) -> None:
        chain = [_certificate(one) for one in sealer.chain]
        store: CertificateStore = SimpleCertificateStore.from_certs(chain)  # type: ignore[no-untyped-call]
        self._sealer = sealer
        super().__init__(signing_cert=chain[0], cert_registry=store)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature as CMS writes it: ECDSA as DER."""
        if dry_run:
            return bytes(512)
        signature = self._sealer.sign(data)
        if self._sealer.algorithm.startswith("RS"):
            return signature
        r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        return utils.encode_dss_signature(r, s)


def _certificate(der: bytes) -> Any:
    (found,) = load_certs_from_pemder_data(der)
    return found


class _PdfSigner(signers.PdfSigner):
    """Writes the moment that it is told, not that of its own clock."""

    def __init__(self, details: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime) -> None:
        super().__init__(details, signer=signer)
        self._at = at

    def init_signing_session(self, *given: Any, **options: Any) -> Any:
        """The session of pyHanko, at our moment."""
        session = super().init_signing_session(*given, **options)
        session.system_time = self._at
        return session


class _Addition(IncrementalPdfFileWriter):
    """Adds to a PDF and leaves its metadata alone: what says PDF/A and PDF/UA stays byte for byte."""

    def _update_meta(self) -> None:
        pass


def seal_pdf(pdf: bytes, *, sealer: Sealer, at: datetime) -> bytes:
    """The PDF with an invisible seal, as an addition behind its unchanged bytes.

    `at` is the moment that the seal claims. What was attached stays where it was. Raises `InvalidValue("credential.paper-malformed")` where it is no PDF that
    can be added to.
    """
    try:
        writer = _Addition(BytesIO(pdf))
        fields.append_signature_field(
            writer, fields.SigFieldSpec(FIELD, on_page=0, box=OUTSIDE, readable_field_name="Seal")
        )
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page["/Tabs"] = generic.NameObject("/S")  # PDF/UA-1, 7.18.3: a page with fields
        writer.update_container(page)
        organisation = holder_of(sealer.chain[0]).organisation
        details = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            name=organisation,
        )
        signer = _PdfSigner(details, _Signer(sealer), at)
        made = asyncio.run(signer.async_sign_pdf(writer, bytes_reserved=ROOM_FOR_SIGNATURE))
    except (PdfError, SigningError, KeyError, IndexError) as wrong:
        raise InvalidValue("credential.paper-malformed") from wrong
    return bytes(made.getbuffer())
