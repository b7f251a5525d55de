"""Encrypts an answer to a wallet's key (OpenID4VCI 1.0, 10): the key for one message is drawn here, so it is no part of the core."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from joserfc import jwe
from joserfc.jwk import ECKey

from tanym.core.credentials.openid.encryption import AGREEMENT, Recipient

MEDIA_TYPE = "application/jwt"


def encrypted(document: Mapping[str, Any], to: Recipient) -> str:
    """The document as a compact JWE (ECDH-ES with a key made for it alone)."""
    header = {"alg": AGREEMENT, "enc": to.enc, **({"kid": to.jwk["kid"]} if "kid" in to.jwk else {})}
    key = ECKey.import_key({name: to.jwk[name] for name in ("kty", "crv", "x", "y")})
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return jwe.encrypt_compact(header, text.encode("utf-8"), key, algorithms=[AGREEMENT, to.enc])
