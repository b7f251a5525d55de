"""Credentials whose holder chooses what to show: SD-JWT (RFC 9901) and SD-JWT VC, issued and taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tanym.core.credentials import keys
from tanym.core.credentials.keys import Signer
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.certificates import written
from tanym.core.credentials.proofs.disclosures import Path, conceal
from tanym.core.credentials.proofs.token import Token
from tanym.core.kernel.errors import InvalidValue

TYPE = "dc+sd-jwt"


@dataclass(frozen=True, slots=True)
class SdJwt:
    """A presentation taken apart but not yet believed: what the issuer signed, what is shown, the holder's signature.

    `presented` is the text that the holder's signature covers: everything up to the last tilde.
    """

    token: Token
    disclosures: tuple[str, ...]
    presented: str
    binding: Token | None = None


def issue(
    claims: Mapping[str, Any],
    *,
    disclosable: Iterable[Path],
    signer: Signer,
    salts: Iterable[str],
    kid: str = "",
    x5c: Sequence[bytes] = (),
    typ: str = TYPE,
    holder: Mapping[str, Any] | None = None,
    decoys: int = 0,
) -> str:
    """An SD-JWT with all its disclosures, `jwt~disclosure~…~` (RFC 9901, 4; SD-JWT VC, 2).

    `disclosable` are the paths of the claims that the holder may hold back; `holder` is the public JWK of the key that
    the credential is bound to (`cnf`); `x5c` the issuer's certificates as DER, its own first; `salts` as many random
    texts as there are hidden claims and `decoys`, each of 128 bits and more as base64url.
    Raises what `conceal` raises, `InvalidValue("credential.key-malformed")` for no public key of the holder and
    `InvalidValue("credential.vct-missing")` for a credential of no type.
    """
    if typ == TYPE and not (isinstance(claims.get("vct"), str) and claims["vct"]):
        raise InvalidValue("credential.vct-missing")
    open_claims = dict(claims)
    if holder is not None:
        keys.from_jwk(dict(holder))
        open_claims["cnf"] = {"jwk": dict(holder)}
    payload, disclosures = conceal(open_claims, disclosable, salts, decoys)
    header: dict[str, Any] = {"typ": typ}
    if kid:
        header["kid"] = kid
    if x5c:
        header["x5c"] = written(x5c)
    return "~".join([tokens.compact(header, payload, signer), *disclosures, ""])


def read(text: str) -> SdJwt:
    """The parts of a presentation, compact (RFC 9901, 4).

    Raises `InvalidValue("credential.token-malformed")` and what strict JSON raises.
    """
    text = text.strip()
    first, *rest = text.split("~")
    if not rest or not text.isascii() or (rest[-1] and rest[-1].count(".") != 2):
        raise InvalidValue("credential.token-malformed")
    binding = tokens.read(rest[-1]) if rest[-1] else None
    presented = text[: len(text) - len(rest[-1])]
    return SdJwt(tokens.read(first), tuple(rest[:-1]), presented, binding)


def is_serialised(document: Mapping[str, Any]) -> bool:
    """Whether a JSON document is an SD-JWT in JSON serialisation: its header holds disclosures (RFC 9901, 8)."""
    parts = document.get("signatures")
    part = parts[0] if isinstance(parts, list) and parts else document
    header = part.get("header") if isinstance(part, Mapping) else None
    return "payload" in document and isinstance(header, Mapping) and "disclosures" in header


def compact(document: Mapping[str, Any]) -> str:
    """The compact form of an SD-JWT in JSON serialisation, with one signature (RFC 9901, 8).

    Raises `InvalidValue("credential.token-malformed")`.
    """
    malformed = InvalidValue("credential.token-malformed")
    part: Mapping[str, Any] = document
    if isinstance(document.get("signatures"), list):
        if len(document["signatures"]) != 1 or not isinstance(document["signatures"][0], Mapping):
            raise malformed
        part = document["signatures"][0]
    header = part.get("header")
    disclosures = header.get("disclosures", []) if isinstance(header, Mapping) else None
    binding = header.get("kb_jwt", "") if isinstance(header, Mapping) else ""
    words = [part.get("protected"), document.get("payload"), part.get("signature")]
    given = [*words, *(disclosures if isinstance(disclosures, list) else [None]), binding]
    texts = [one for one in given if isinstance(one, str) and "~" not in one]
    if len(texts) != len(given):
        raise malformed
    return "~".join([".".join(texts[:3]), *texts[3:]])
