"""In which forms a document is handed over to a wallet, and what the metadata of the protocols say of us."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from tanym.adapters.signing.software import read as read_key
from tanym.apps.accounts.words import say
from tanym.apps.oauth.proofs import wallet_providers
from tanym.apps.wallets.codes import request_key
from tanym.core.credentials.compose.learning_claims import VCT
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.keys import Signer
from tanym.core.credentials.openid.encryption import public_half
from tanym.core.credentials.openid.key_attestation import Demand
from tanym.core.credentials.openid.metadata import Configuration, Endpoints, issuer_metadata
from tanym.core.credentials.openid.metadata import signed_metadata as signed
from tanym.core.credentials.openid.presentation_request import certificate_client_id, certificates
from tanym.core.credentials.openid.profile import Profile
from tanym.core.credentials.record import AwardRecord, Kind
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.localized import LANGUAGES

LEARNING, BADGE, TOKEN = "learning-credential", "open-badge", "open-badge-token"
SCOPES = {LEARNING: "learning_credential", BADGE: "open_badge", TOKEN: "open_badge_token"}
SIGNED_LASTS = timedelta(days=1)
"""How long a wallet may believe metadata that it was given signed."""
SHOWN_CLAIMS = (
    "achievement_title",
    "learning_outcomes",
    "family_name",
    "given_name",
    "assessment_grade",
    "expected_study_time",
    "level_of_learning_experience",
    "types_of_quality_assurance",
    "issuing_authority",
    "date_of_issuance",
    "learner_identification",
)
"""The claims of the learning credential that people read about, in this order."""


def profile() -> Profile:
    """By which rules this installation speaks with wallets."""
    return Profile(settings.TANYM.wallet_profile)


@cache
def configurations() -> Mapping[str, Configuration]:
    """Every form by its identifier; the first is the one for a wallet."""
    badge = {
        "credential_definition": {
            "@context": [VC_V2, OB_V3],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
        }
    }
    claims = [{"path": [name], "display": _display(f"wallet.claim.{name}")} for name in SHOWN_CLAIMS]
    every = (
        Configuration(
            LEARNING, "dc+sd-jwt", SCOPES[LEARNING], _words("wallet.form.learning-credential"),
            {"vct": VCT}, ("ES256",), claims=claims,
        ),
        Configuration(
            BADGE, "ldp_vc", SCOPES[BADGE], _words("wallet.form.open-badge"),
            badge, ("eddsa-rdfc-2022",), bound=False,
        ),
        Configuration(
            TOKEN, "jwt_vc_json", SCOPES[TOKEN], _words("wallet.form.open-badge-token"),
            {"credential_definition": {"type": ["VerifiableCredential", "OpenBadgeCredential"]}},
            ("ES256",), bound=False,
        ),
    )  # fmt: skip
    return {one.id: one for one in every}


def forms_of(record: AwardRecord) -> list[str]:
    """In which forms this document can be handed over: a decision on recognition is no learning credential."""
    return [LEARNING, BADGE, TOKEN] if record.kind is Kind.MICRO_QUALIFICATION else [BADGE, TOKEN]


def issuer() -> str:
    """The identifier of the credential issuer: this installation, whichever organisation signs."""
    return str(settings.TANYM.address)


def address(name: str, *arguments: str) -> str:
    """The public address of one of the lasting addresses."""
    return f"{settings.TANYM.address}{reverse(name, args=arguments)}"


def metadata() -> dict[str, Any]:
    """The document at `/.well-known/openid-credential-issuer`."""
    endpoints = Endpoints(
        issuer(), address("wallets-credential"), address("wallets-nonce"), address("wallets-notification")
    )
    return issuer_metadata(
        endpoints,
        list(configurations().values()),
        names=_words("wallet.issuer"),
        demand=key_demand(),
        encryption=public_half(request_key()),
    )


def signed_metadata(at: datetime) -> str:
    """The same document, signed with the key of the installation's certificate; empty where it has none."""
    if not settings.TANYM.wallet_certificate:
        return ""
    chain, signer = own_certificate()
    return signed(metadata(), signer=signer, chain=chain, now=at, until=at + SIGNED_LASTS)


def own_certificate() -> tuple[tuple[bytes, ...], Signer]:
    """The installation's own certificates (DER) and their key.

    Raises `Refused`: `openid.certificate-missing`, `openid.certificate-self-signed`.
    """
    chain = certificates(_file(settings.TANYM.wallet_certificate))
    certificate_client_id(chain)
    return chain, read_key(_file(settings.TANYM.wallet_certificate_key))


def key_demand() -> Demand:
    """Whose attestations of keys are believed, and how well keys must be kept."""
    kept = [one.strip() for one in settings.TANYM.wallet_key_storage.split(",")]
    return Demand(wallet_providers(), [one for one in kept if one])


def server_members() -> dict[str, Any]:
    """What wallets look for in the metadata of the authorisation server, besides what it says of itself."""
    return {"pre-authorized_grant_anonymous_access_supported": profile().pre_authorised}


def _file(path: Path | None) -> bytes:
    if not path or not Path(path).is_file():
        raise Refused("openid.certificate-missing")
    return Path(path).read_bytes()


def _words(code: str) -> dict[str, str]:
    return {language: say(code, language) for language in LANGUAGES}


def _display(code: str) -> list[dict[str, str]]:
    return [{"name": text, "locale": language} for language, text in _words(code).items()]
