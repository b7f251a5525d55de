"""Aigul's learning credential as an SD-JWT, Kokzhar's published P-256 key, and its token status list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from tanym.core.credentials.compose.learning_claims import VCT, learning_claims
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.keys import KeyKind, base64url_text
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.disclosures import digest_of
from tanym.core.credentials.proofs.token import compact
from tanym.core.credentials.status.token_list import TokenStatus, token_list
from tests.core.credentials.cast import NOW, Key, World, award
from tests.core.credentials.presenting import AIGULS_KEY, AUDIENCE, NONCE, salts

SITE = "https://kokzhar.example"
KEY, STRANGER = Key(3, KeyKind.P256), Key(4, KeyKind.P256)
KID = "key-1"
LIST, PLACE = f"{SITE}/token-status/1", 1234
ASKED = Expected(audience=AUDIENCE, nonce=NONCE, vct=VCT, binding=True)
METADATA = f"{SITE}/.well-known/jwt-vc-issuer"


def credential(**changes: Any) -> str:
    """The SD-JWT with all its disclosures; changes to the claims (None: left out)."""
    found = learning_claims(award(), issuer=SITE, status=TokenStatus(LIST, PLACE), at=NOW)
    said = {name: value for name, value in (found.all | changes).items() if value is not None}
    return sd_jwt.issue(
        said,
        disclosable=[name for name in found.disclosable if name in said],
        signer=KEY,
        kid=KID,
        salts=salts(),
        holder=AIGULS_KEY.jwk,
    )


def forged(claims: Mapping[str, Any], disclosures: Iterable[str] = (), **header: Any) -> str:
    """Any payload, signed by Kokzhar with any header, with these disclosures."""
    head = {
        name: value
        for name, value in ({"typ": "dc+sd-jwt", "kid": KID} | header).items()
        if value is not None
    }
    return "~".join([compact(head, {"iss": SITE, "vct": VCT} | dict(claims), KEY), *disclosures, ""])


def disclosure(*parts: Any) -> str:
    """A disclosure of these parts."""
    return base64url_text(json.dumps(parts).encode())


def digests(*disclosures: str) -> list[str]:
    """The digests of disclosures."""
    return [digest_of(one) for one in disclosures]


def listed(values: Mapping[int, int] | None = None, key: Key = KEY, **changes: Any) -> str:
    """Kokzhar's token status list."""
    how: dict[str, Any] = {
        "address": LIST,
        "issuer": SITE,
        "entries": 131_072,
        "bits": 2,
        "at": NOW - timedelta(minutes=2),
    }
    return token_list(values=values or {}, signer=key, kid=KID, **(how | changes))


def network(status: str | None = None, **more: Any) -> World:
    """Kokzhar's keys and its list."""
    document = {"issuer": SITE, "jwks": {"keys": [{**KEY.jwk, "kid": KID, "alg": "ES256", "use": "sig"}]}}
    return World({METADATA: document | more, LIST: (status or listed()).encode()})
