"""In which forms a document is handed over to a wallet, and what the metadata of the protocols say of us."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse

from tanym.apps.accounts.words import say
from tanym.core.credentials.compose.learning_claims import VCT
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.openid.metadata import Configuration, Endpoints, issuer_metadata
from tanym.core.credentials.openid.profile import Profile
from tanym.core.credentials.record import AwardRecord, Kind
from tanym.core.kernel.localized import LANGUAGES

LEARNING, BADGE = "learning-credential", "open-badge"
SCOPES = {LEARNING: "learning_credential", BADGE: "open_badge"}
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
    )  # fmt: skip
    return {one.id: one for one in every}


def forms_of(record: AwardRecord) -> list[str]:
    """In which forms this document can be handed over: a decision on recognition is no learning credential."""
    return [LEARNING, BADGE] if record.kind is Kind.MICRO_QUALIFICATION else [BADGE]


def issuer() -> str:
    """The identifier of the credential issuer: this installation, whichever organisation signs."""
    return str(settings.TANYM.address)


def address(name: str, *arguments: str) -> str:
    """The public address of one of the lasting addresses."""
    return f"{settings.TANYM.address}{reverse(name, args=arguments)}"


def metadata() -> dict[str, Any]:
    """The document at `/.well-known/openid-credential-issuer`."""
    endpoints = Endpoints(issuer(), address("wallets-credential"), address("wallets-nonce"))
    return issuer_metadata(endpoints, list(configurations().values()), names=_words("wallet.issuer"))


def server_members() -> dict[str, Any]:
    """What wallets look for in the metadata of the authorisation server, besides what it says of itself."""
    return {"pre-authorized_grant_anonymous_access_supported": profile().pre_authorised}


def _words(code: str) -> dict[str, str]:
    return {language: say(code, language) for language in LANGUAGES}


def _display(code: str) -> list[dict[str, str]]:
    return [{"name": text, "locale": language} for language, text in _words(code).items()]
