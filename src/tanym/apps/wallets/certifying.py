"""Certificates for the profile HAIP: asked of an authority, or in the sample country given out by one of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tanym.adapters.signing.certified import SampleAuthority, keep_secret, signing_request
from tanym.adapters.signing.software import SoftwareSigner, generate, written
from tanym.apps.credentials.certified import chains
from tanym.apps.credentials.signing import key_of
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.core.credentials.keys import KeyKind
from tanym.core.kernel.errors import Refused

OWN = "installation"
"""The name of the files of the installation's own certificate and key."""


def request_for(body: Organisation, at: datetime) -> str:
    """What an authority is asked to certify for an organisation (PEM); its answer is kept as `certificates/CODE.pem`."""
    signer = key_of(body, at, kind=KeyKind.P256)
    return signing_request(signer, name=_name(body), address=did(body)).decode("ascii")


def sample_certificates(at: datetime) -> dict[str, Path]:
    """Certificates for everybody in the sample country, by one authority that this installation then trusts.

    The organisations that award get theirs for the keys with which they sign; the installation gets one with a new key.
    Gives the settings that use them. Raises `Refused("wallet.sample-only")` anywhere else.
    """
    if not settings.TANYM.sample:
        raise Refused("wallet.sample-only")
    var = settings.TANYM.var
    authority = SampleAuthority(var / "sample-authority", at)
    for body in Organisation.objects.filter(confirmed=True).order_by("code"):
        signer = key_of(body, at, kind=KeyKind.P256)
        chains().keep(body.code, authority.certify(signer.jwk, name=_name(body), address=did(body)))
    roots = var / "seals" / "roots"
    roots.mkdir(parents=True, exist_ok=True)
    (roots / "sample-authority.pem").write_bytes(authority.root)
    key = generate(KeyKind.P256)
    host = urlsplit(settings.TANYM.address).hostname or ""
    certificate = chains().keep(
        OWN, authority.certify(SoftwareSigner(key).jwk, name="Tanym, the sample country", address=host)
    )
    secret = certificate.with_suffix(".key")
    keep_secret(secret, written(key))
    return {"TANYM_WALLET_CERTIFICATE": certificate, "TANYM_WALLET_CERTIFICATE_KEY": secret}


def _name(body: Organisation) -> str:
    return str(body.names.get("en") or next(iter(body.names.values())))
