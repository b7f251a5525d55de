"""The High Assurance Interoperability Profile (HAIP 1.0) as a switch: what it demands of both sides, and what of it is here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanym.core.credentials.openid import offers, presentation_request
from tanym.core.credentials.openid.presentation_request import Mode, Prefix


class Profile(StrEnum):
    """By which rules wallets are spoken with."""

    PLAIN = "plain"  # OpenID4VCI and OpenID4VP as they are
    HAIP = "haip"

    @property
    def offer_scheme(self) -> str:
        """The scheme of links to an offer (HAIP 1.0, 4.2)."""
        return offers.HAIP_SCHEME if self is Profile.HAIP else offers.SCHEME

    @property
    def request_scheme(self) -> str:
        """The scheme of links to a request (HAIP 1.0, 5.1)."""
        return presentation_request.HAIP_SCHEME if self is Profile.HAIP else presentation_request.SCHEME

    @property
    def mode(self) -> Mode | None:
        """The way of an answer that the profile demands; None leaves the choice."""
        return Mode.DIRECT_POST_JWT if self is Profile.HAIP else None

    @property
    def prefix(self) -> Prefix | None:
        """The way to say who asks that the profile demands; None leaves the choice."""
        return Prefix.X509_HASH if self is Profile.HAIP else None

    @property
    def pre_authorised(self) -> bool:
        """Whether an offer may be taken without signing in: the profile knows the authorisation code only."""
        return self is Profile.PLAIN

    @property
    def attested(self) -> bool:
        """Whether a wallet takes a document only with its maker's attestation and for a key that it shows (DPoP)."""
        return self is Profile.HAIP

    @property
    def certified(self) -> bool:
        """Whether who signs a document or a list of statuses shows the certificates of its key."""
        return self is Profile.HAIP


class Side(StrEnum):
    """Of whom something is demanded."""

    ISSUER = "issuer"
    VERIFIER = "verifier"


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand of the profile: its section, and whether this library and its rooms meet it."""

    name: str
    side: Side
    place: str
    met: bool


DEMANDS = (
    Demand("authorisation-code", Side.ISSUER, "4", True),
    Demand("pkce-s256", Side.ISSUER, "4", True),
    Demand("scope-for-each-configuration", Side.ISSUER, "4.1", True),
    Demand("nonce-endpoint", Side.ISSUER, "4.1", True),
    Demand("pushed-authorisation-request", Side.ISSUER, "4", True),
    Demand("dpop", Side.ISSUER, "4", True),
    Demand("wallet-attestation", Side.ISSUER, "4.4.1", True),
    Demand("key-attestation", Side.ISSUER, "4.5.1", True),
    Demand("signed-metadata", Side.ISSUER, "4.1", True),
    Demand("certificate-in-sd-jwt-vc", Side.ISSUER, "6.1.1", True),
    Demand("certificate-in-status-list", Side.ISSUER, "6.1", True),
    Demand("status-index-of-each-copy", Side.ISSUER, "6.1", True),
    Demand("es256-sha-256", Side.ISSUER, "7, 8", True),
    Demand("signed-request-by-reference", Side.VERIFIER, "5.1", True),
    Demand("x509-hash", Side.VERIFIER, "5", True),
    Demand("dcql", Side.VERIFIER, "5", True),
    Demand("encrypted-answer", Side.VERIFIER, "5", True),
    Demand("key-of-each-request", Side.VERIFIER, "5", True),
    Demand("same-device-session", Side.VERIFIER, "5.1", True),
    Demand("authority-key-identifier", Side.VERIFIER, "5", True),
    Demand("issuer-certificate-of-sd-jwt-vc", Side.VERIFIER, "6.1.1", True),
    Demand("digital-credentials-api", Side.VERIFIER, "5.2", False),
)
"""What HAIP 1.0 demands, with its sections. Not met: said openly in docs/formats and by whoever offers the switch."""
