"""What a request proves besides its form: the key of its sender (DPoP), and the wallet that its maker attests."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from tanym.adapters.seals.file import read_certificates
from tanym.apps.oauth.models import SpentProof
from tanym.apps.oauth.refusal import Refusal
from tanym.core.credentials.openid import nonces
from tanym.core.credentials.openid.dpop import check_dpop
from tanym.core.credentials.openid.statements import Spend
from tanym.core.credentials.openid.wallet_attestation import check_attestation
from tanym.core.kernel.errors import InvalidValue

PROOF, NONCE = "DPoP", "DPoP-Nonce"
ATTESTATION, POSSESSION = "OAuth-Client-Attestation", "OAuth-Client-Attestation-PoP"
NONCE_BYTES = 16
ERRORS = {
    "openid.invalid-dpop-proof": ("invalid_dpop_proof", 400),
    "openid.use-dpop-nonce": ("use_dpop_nonce", 400),
    "openid.invalid-client-attestation": ("invalid_client", 401),
    "openid.use-fresh-attestation": ("use_fresh_attestation", 401),
}
"""The errors of the standards for what is wrong with a proof, and their statuses at the token endpoint."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The thumbprint of the key that sends the request (`jkt`); the program that an attestation names, and the thumbprint
    of the key of this one wallet (`instance`). Empty: nothing of the kind came."""

    jkt: str = ""
    client_id: str = ""
    instance: str = ""


def proven(request: HttpRequest, at: datetime) -> Proven:
    """What a request to the authorisation server proves. Raises `Refusal`."""
    try:
        jkt = sender(request, at) if PROOF in request.headers else ""
        if ATTESTATION not in request.headers:
            return Proven(jkt)
        wallet = check_attestation(
            request.headers[ATTESTATION],
            request.headers.get(POSSESSION, ""),
            audience=settings.TANYM.address,
            providers=wallet_providers(),
            now=at,
            spend=_spender(at),
        )
    except InvalidValue as error:
        name, status = ERRORS[error.code]
        raise Refusal(name, str(error.details.get("why", "")), status) from None
    return Proven(jkt, wallet.client_id, wallet.instance)


def sender(request: HttpRequest, at: datetime, access_token: str = "") -> str:
    """The thumbprint of the key whose proof a request carries.

    Raises `InvalidValue`: `openid.invalid-dpop-proof`, `openid.use-dpop-nonce`.
    """

    def check_nonce(given: object) -> None:
        try:
            nonces.check(given, at, _nonce_secret())
        except InvalidValue:
            raise InvalidValue("openid.use-dpop-nonce", why="take the nonce of this answer") from None

    return check_dpop(
        request.headers.get(PROOF, ""),
        method=request.method or "",
        address=f"{settings.TANYM.address}{request.path}",
        now=at,
        check_nonce=check_nonce,
        spend=_spender(at),
        access_token=access_token,
    )


def nonce_header(at: datetime) -> dict[str, str]:
    """A fresh nonce for the next proof of whoever reads the answer (RFC 9449, 8.2)."""
    made = nonces.mint(secrets.token_urlsafe(NONCE_BYTES), at, _nonce_secret())
    return {NONCE: made}


def wallet_providers() -> tuple[bytes, ...]:
    """The certificates (DER) of those who vouch for makers of wallets, as this installation is set up."""
    path: Path | None = settings.TANYM.wallet_providers
    return read_certificates(path) if path else ()


def _nonce_secret() -> bytes:
    return hashlib.sha256(b"oauth.dpop" + settings.SECRET_KEY.encode()).digest()


def _spender(at: datetime) -> Spend:
    """Remembers the name of a proof until it would be too old anyway, and forgets those that are."""

    def spend(name: str, until: datetime) -> bool:
        SpentProof.objects.filter(until__lt=at).delete()
        digest = hashlib.sha256(name.encode()).hexdigest()
        _, new = SpentProof.objects.get_or_create(digest=digest, defaults={"until": until})
        return new

    return spend
