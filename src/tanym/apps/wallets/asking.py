"""Builds the request of a question: who asks, signed with what, and what is asked for."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from tanym.apps.audit.secrets_kept import seal, unseal
from tanym.apps.credentials.seals import authorities
from tanym.apps.credentials.signing import key_of, kid_of
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.apps.wallets.configurations import address, own_certificate, profile
from tanym.apps.wallets.models import Question
from tanym.core.credentials.compose.learning_claims import VCT
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.credentials.openid.dcql import SD_JWT, ClaimQuery, CredentialQuery, Query, read_query
from tanym.core.credentials.openid.encryption import encryption_key, public_half
from tanym.core.credentials.openid.presentation_request import (
    Mode,
    Prefix,
    PresentationRequest,
    certificate_client_id,
    client_id,
    link_by_reference,
    link_by_value,
    signed_request,
)
from tanym.core.credentials.proofs.certificates import own_key_identifier
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.localized import choose

LEARNED = "learned"
"""The name of the one credential that a question asks for."""
CLAIMS: Mapping[str, Sequence[str]] = {
    "name": ("family_name", "given_name"),
    "grade": ("assessment_grade",),
    "hours": ("expected_study_time",),
    "level": ("level_of_learning_experience",),
    "number": ("learner_identification",),
}
"""What may be asked for besides what the document always says, and the claims that say it."""
OFTEN_ABSENT = frozenset({"given_name"})
"""A person whose name has one part has no such claim: it is asked for, but its absence is no refusal."""
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as wallets learn it: the client identifier, and what signs."""

    client_id: str
    signer: Signer | None = None
    kid: str = ""
    chain: tuple[bytes, ...] = ()


def query_for(claims: Sequence[str], titles: Sequence[str], reason: str) -> Query:
    """The query for a learning credential with these claims (names of `CLAIMS`), of one of these titles if any.

    Where the profile asks for certificates, it names the authorities that this installation trusts.
    """
    asked = [ClaimQuery(("achievement_title",), tuple(titles), "c0")] if titles else []
    names = [name for one in claims for name in CLAIMS[one]]
    asked += [ClaimQuery((name,), id=f"c{number}") for number, name in enumerate(names, 1)]
    every = tuple(one.id for one in asked)
    fewer = tuple(one.id for one in asked if str(one.path[0]) not in OFTEN_ABSENT)
    sets = (every, fewer) if fewer and fewer != every else ()
    trusted = tuple(filter(None, map(own_key_identifier, authorities()))) if profile().certified else ()
    one = CredentialQuery(LEARNED, SD_JWT, (VCT,), tuple(asked), sets, authorities=trusted)
    return Query((one,), ((LEARNED,),), reason)


def ways() -> tuple[list[str], list[str]]:
    """The prefixes and the modes that may be chosen; the first is the usual one. A profile leaves no choice."""
    fixed = profile()
    prefixes = [
        Prefix.DID,
        Prefix.REDIRECT_URI,
        *([Prefix.X509_HASH] if settings.TANYM.wallet_certificate else []),
    ]
    modes = [Mode.DIRECT_POST_JWT, Mode.DIRECT_POST]
    return (
        [one.value for one in ([fixed.prefix] if fixed.prefix else prefixes)],
        [one.value for one in ([fixed.mode] if fixed.mode else modes)],
    )


def new_key(question: Question) -> str:
    """A key for the answer to one question, sealed as it is kept (`Question.private`)."""
    made = encryption_key(secrets.token_urlsafe(9), secrets.token_bytes(KEY_BYTES))
    return seal(json.dumps(made), question.subject)


def key_for_answer(question: Question) -> dict[str, str] | None:
    """The key for the answer to a question, where it has one. Raises as `unseal`."""
    if question.private is None:
        return None
    read: dict[str, str] = json.loads(unseal(question.private, question.subject))
    return read


def asker(organisation: Organisation, prefix: str, response_uri: str, at: datetime) -> Asker:
    """How an organisation is named to a wallet, and with what its request is signed.

    Raises `Refused`: `openid.certificate-missing`, `openid.certificate-self-signed`.
    """
    if prefix == Prefix.REDIRECT_URI:
        return Asker(client_id(Prefix.REDIRECT_URI, response_uri))
    if prefix == Prefix.X509_HASH:
        chain, signer = own_certificate()
        return Asker(certificate_client_id(chain), signer, chain=chain)
    own = key_of(organisation, at, kind=KeyKind.P256)
    return Asker(client_id(Prefix.DID, did(organisation)), own, kid_of(organisation, own))


def request_of(question: Question) -> PresentationRequest:
    """The request of a question."""
    private = key_for_answer(question)
    return PresentationRequest(
        client_id=question.client_id,
        response_uri=response_uri(question.reference),
        nonce=question.nonce,
        state=question.state,
        query=query_of(question),
        mode=Mode(question.mode),
        name=choose(question.organisation.names, "en")[0],
        encryption=public_half(private) if private else {},
    )


def signed(question: Question, at: datetime, wallet_nonce: str = "") -> str:
    """The request of a question, signed by who asks."""
    who = asker(question.organisation, question.prefix, response_uri(question.reference), at)
    if who.signer is None:
        raise Refused("openid.signer-unfit")
    return signed_request(
        request_of(question),
        signer=who.signer,
        now=at,
        until=question.until,
        kid=who.kid,
        chain=who.chain,
        wallet_nonce=wallet_nonce,
    )


def link_of(question: Question) -> str:
    """The link that opens a wallet with this question, also inside a QR code."""
    scheme = profile().request_scheme
    if question.prefix == Prefix.REDIRECT_URI:
        return link_by_value(request_of(question), scheme)
    return link_by_reference(question.client_id, address("wallets-request", question.reference), scheme)


def query_of(question: Question) -> Query:
    """What a question asks for."""
    return read_query(question.query)


def response_uri(reference: str) -> str:
    """Where the answer goes."""
    return address("wallets-response", reference)
