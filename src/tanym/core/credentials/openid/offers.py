"""Credential offers: what an issuer offers to a wallet, by which way, and what a transaction code looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

PRE_AUTHORISED = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
AUTHORISATION_CODE = "authorization_code"
LASTS = timedelta(minutes=10)
DIGITS = 6
"""Digits of a transaction code: with five tries one in two hundred thousand is guessed."""
MOST_TRIES = 5
SCHEME, HAIP_SCHEME = "openid-credential-offer://", "haip-vci://"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer before it is written down: of which issuer, of what, and the one way in which it can be taken.

    `code` opens the pre-authorised way and then asks for a transaction code; without it the person signs in and
    allows it (authorisation code), and `state` says there which offer it was.
    """

    issuer: str
    configurations: Sequence[str]
    code: str = ""
    state: str = ""
    description: str = ""  # where the person finds the transaction code, at most 300 characters

    def document(self) -> dict[str, Any]:
        """The Credential Offer object (OpenID4VCI 1.0, 4.1.1)."""
        if self.code:
            told = {"input_mode": "numeric", "length": DIGITS}
            if self.description:
                told["description"] = self.description[:300]
            grants: dict[str, Any] = {PRE_AUTHORISED: {"pre-authorized_code": self.code, "tx_code": told}}
        else:
            grants = {AUTHORISATION_CODE: {"issuer_state": self.state}}
        return {
            "credential_issuer": self.issuer,
            "credential_configuration_ids": list(self.configurations),
            "grants": grants,
        }


def offer_link(address: str, scheme: str = SCHEME) -> str:
    """The link that opens a wallet, also inside a QR code: the offer by reference (OpenID4VCI 1.0, 4.1.3)."""
    return f"{scheme}?{urlencode({'credential_offer_uri': address})}"
