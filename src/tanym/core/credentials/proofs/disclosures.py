"""Selective disclosure (RFC 9901): claims hidden behind digests, and put back from what the holder shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from json.encoder import encode_basestring
from typing import Any

from tanym.core.credentials.keys import base64url, base64url_bytes, base64url_text
from tanym.core.credentials.parse import MAX_DEPTH, parse
from tanym.core.kernel.errors import InvalidValue, TanymError

Path = str | Sequence[str | int]
"""Where a claim stands: a name of the top level, or the names and places that lead to it."""

HASHES: Mapping[str, Callable[..., Any]] = {
    "sha-256": hashlib.sha256,
    "sha-384": hashlib.sha384,
    "sha-512": hashlib.sha512,
}
HASH = "sha-256"
DIGESTS, ALGORITHM, ELEMENT = "_sd", "_sd_alg", "..."
RESERVED = frozenset({DIGESTS, ALGORITHM, ELEMENT})
ALWAYS_OPEN = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"})
"""Claims of a credential that its holder may never hold back (SD-JWT VC, 2.2.2.3)."""

CLOSED_MEMBERS = frozenset(
    {"@context", "iss", "exp", "nbf", "cnf", "issuer", "validFrom", "validUntil", "credentialStatus"}
)
"""Members of a credential of linked data that a reader relies on being shown (VC-JOSE-COSE 1.0, 3.2)."""

MIN_SALT = 22  # letters of base64url: 128 bits (RFC 9901, 9.3)
SALT_BYTES = 18
"""So many random bytes make a salt of 24 letters, none of which stands for a part of a byte."""

MAX_DISCLOSURES = 1_000


def digest_of(text: str, algorithm: str = HASH) -> str:
    """The digest of the very letters of a disclosure, or of a whole presentation (RFC 9901, 4.2.3 and 4.3.1)."""
    return base64url_text(HASHES[algorithm](text.encode("ascii")).digest())


_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _disclosure(salt: str, *rest: str) -> str:
    """A disclosure of parts that are JSON already (RFC 9901, 4.2.1)."""
    return base64url_text(f"[{', '.join((encode_basestring(salt), *rest))}]".encode())


class _Concealing:
    """One making of disclosures: the salts that are left, and what was hidden so far."""

    def __init__(self, paths: Collection[tuple[str | int, ...]], salts: Iterable[str]) -> None:
        self.paths, self.salts, self.used = paths, iter(salts), set[str]()
        self.found, self.disclosures = set[tuple[str | int, ...]](), list[str]()

    def salt(self) -> str:
        salt = next(self.salts, "")
        if len(salt) < MIN_SALT or salt in self.used:
            raise InvalidValue("credential.salt-invalid")
        self.used.add(salt)
        return salt

    def hidden(self, *rest: Any) -> str:
        self.disclosures.append(_disclosure(self.salt(), *map(_encoded, rest)))
        return digest_of(self.disclosures[-1])

    def walk(self, value: Any, here: tuple[str | int, ...]) -> Any:
        if isinstance(value, Mapping):
            if RESERVED & value.keys():
                raise InvalidValue("credential.disclosure-name-reserved")
            return self._members(value, here)
        if isinstance(value, (list, tuple)):
            return [self._element(one, (*here, place)) for place, one in enumerate(value)]
        return value

    def _members(self, value: Mapping[str, Any], here: tuple[str | int, ...]) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        digests = []
        for name, inner in value.items():
            path, inner = (*here, name), self.walk(inner, (*here, name))
            if path in self.paths:
                self.found.add(path)
                digests.append(self.hidden(name, inner))
            else:
                shown[name] = inner
        # Sorted, so that their order tells nothing of the claims behind them (RFC 9901, 4.2.4.1).
        return shown | ({DIGESTS: sorted(digests)} if digests else {})

    def _element(self, value: Any, path: tuple[str | int, ...]) -> Any:
        inner = self.walk(value, path)
        if path not in self.paths:
            return inner
        self.found.add(path)
        return {ELEMENT: self.hidden(inner)}


def salts_of(drawn: bytes) -> list[str]:
    """The salts that random bytes make, drawn at once: one for every `SALT_BYTES` of them."""
    letters = base64url_text(drawn)
    each = SALT_BYTES * 4 // 3
    return [letters[start : start + each] for start in range(0, len(letters) - each + 1, each)]


def conceal(
    claims: Mapping[str, Any], paths: Iterable[Path], salts: Iterable[str], decoys: int = 0
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The payload with the claims at `paths` hidden behind digests, and their disclosures (RFC 9901, 4.2).

    A path inside another hidden one is hidden inside it. Every hidden claim and every decoy takes one salt, at least
    128 bits of randomness as base64url, never used twice. Raises `InvalidValue`: `credential.salt-invalid`,
    `credential.claim-not-disclosable` for a claim that must stay open or is not there, or
    `credential.disclosure-name-reserved`.
    """
    wanted = {(path,) if isinstance(path, str) else tuple(path) for path in paths}
    top = {path[0] for path in wanted if len(path) == 1}
    refused = top & ALWAYS_OPEN
    if refused or () in wanted:
        raise InvalidValue("credential.claim-not-disclosable", claim=str(min(refused, default="")))
    if len(top) < len(wanted) or decoys:
        return _conceal_inside(claims, wanted, salts, decoys)
    names = [name for name in claims if name in top]
    if len(names) < len(top):
        raise InvalidValue("credential.claim-not-disclosable", claim=str(next(iter(top - claims.keys()))))
    drawn = list(islice(salts, len(names)))
    found = _conceal_members(claims, names, drawn)
    return found if found is not None else _conceal_inside(claims, wanted, drawn, 0)


def _conceal_members(
    claims: Mapping[str, Any], names: Sequence[str], salts: Sequence[str]
) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """Whole members hidden, each written down in one piece; None where somebody has to look into them."""
    if len(set(salts)) < len(names) or min(map(len, salts), default=MIN_SALT) < MIN_SALT:
        raise InvalidValue("credential.salt-invalid")
    hidden = set(names)
    shown: dict[str, Any] = _Concealing((), ()).walk(
        {name: value for name, value in claims.items() if name not in hidden}, ()
    )
    if not names:
        return shown, ()
    try:
        texts = [_encoded(claims[name]) for name in names]
    except TypeError:  # a mapping of another kind than `dict`
        return None
    whole = "".join(texts)
    if ("_" in whole and f'"{DIGESTS}' in whole) or f'"{ELEMENT}"' in whole:  # perhaps a reserved name
        return None
    made = [
        base64url_bytes(f"[{encode_basestring(salt)}, {encode_basestring(name)}, {text}]".encode())
        for salt, name, text in zip(salts, names, texts, strict=True)
    ]
    shown[DIGESTS] = sorted(_all_in_base64([hashlib.sha256(one).digest() for one in made]))
    shown[ALGORITHM] = HASH
    return shown, tuple([one.decode("ascii") for one in made])


def _all_in_base64(digests: Iterable[bytes]) -> list[str]:
    """Digests of 32 bytes as base64url at once: with a byte of zero behind it, each is 44 letters, the last not its own."""
    letters = base64url_text(b"".join([digest + b"\0" for digest in digests]))
    return [letters[start : start + 43] for start in range(0, len(letters), 44)]


def _conceal_inside(
    claims: Mapping[str, Any], wanted: set[tuple[str | int, ...]], salts: Iterable[str], decoys: int
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The same for claims at any depth, each part of them looked at."""
    making = _Concealing(wanted, salts)
    payload: dict[str, Any] = making.walk(claims, ())
    for path in wanted - making.found:
        raise InvalidValue("credential.claim-not-disclosable", claim=".".join(map(str, path)))
    if decoys:
        payload[DIGESTS] = sorted(
            [
                *payload.get(DIGESTS, ()),
                *(digest_of(base64url_text(making.salt().encode())) for _ in range(decoys)),
            ]
        )
    if making.disclosures or decoys:
        payload[ALGORITHM] = HASH
    return payload, tuple(making.disclosures)


class _Revealing:
    """One reading of disclosures: each is used once, each digest stands once."""

    def __init__(self, disclosures: Sequence[str], algorithm: str, closed: Collection[str]) -> None:
        self.closed, self.seen, self.used = closed, set[str](), set[str]()
        self.known = dict[str, list[Any]]()
        for text in disclosures:
            digest = digest_of(text, algorithm) if text.isascii() else ""
            if digest in self.known:
                raise InvalidValue("credential.disclosure-duplicate")
            self.known[digest] = parts_of(text)

    def walk(self, value: Any, depth: int, top: bool = False) -> Any:
        if depth > MAX_DEPTH:
            raise InvalidValue("credential.input-too-deep", limit=MAX_DEPTH)
        if isinstance(value, Mapping):
            return self._members(value, depth, top)
        if isinstance(value, list):
            return list(self._elements(value, depth))
        return value

    def _members(self, value: Mapping[str, Any], depth: int, top: bool) -> dict[str, Any]:
        if ELEMENT in value or (ALGORITHM in value and not top):
            raise InvalidValue("credential.digest-malformed")
        shown = {
            name: self.walk(inner, depth + 1)
            for name, inner in value.items()
            if name not in (DIGESTS, ALGORITHM)
        }
        digests = value.get(DIGESTS, [])
        if not isinstance(digests, list):
            raise InvalidValue("credential.digest-malformed")
        for digest in digests:
            found = self._behind(digest)
            if found is None:
                continue
            if len(found) != 3:
                raise InvalidValue("credential.disclosure-malformed")
            name = found[1]
            if name in RESERVED:
                raise InvalidValue("credential.disclosure-name-reserved", claim=name)
            if name in shown:
                raise InvalidValue("credential.disclosure-claim-conflict", claim=name[:60])
            if top and name in self.closed:
                raise InvalidValue("credential.claim-not-disclosable", claim=name)
            shown[name] = self.walk(found[2], depth + 1)
        return shown

    def _elements(self, value: Sequence[Any], depth: int) -> Iterator[Any]:
        for one in value:
            if not isinstance(one, Mapping) or ELEMENT not in one:
                yield self.walk(one, depth + 1)
                continue
            if len(one) != 1:
                raise InvalidValue("credential.digest-malformed")
            found = self._behind(one[ELEMENT])
            if found is None:
                continue
            if len(found) != 2:
                raise InvalidValue("credential.disclosure-malformed")
            yield self.walk(found[1], depth + 1)

    def _behind(self, digest: object) -> list[Any] | None:
        if not isinstance(digest, str) or not digest:
            raise InvalidValue("credential.digest-malformed")
        if digest in self.seen:
            raise InvalidValue("credential.digest-duplicate")
        self.seen.add(digest)
        if digest in self.known:
            self.used.add(digest)
        return self.known.get(digest)


def reveal(
    payload: Mapping[str, Any], disclosures: Sequence[str], closed: Collection[str] = ALWAYS_OPEN
) -> dict[str, Any]:
    """The claims that a presentation shows, without digests (RFC 9901, 7.1, step 3).

    `closed` are the names that no disclosure may carry. Raises `InvalidValue` with the code of the first fault:
    `credential.hash-not-allowed`, `credential.disclosure-malformed`, `-duplicate`, `-unreferenced`, `-name-reserved`,
    `-claim-conflict`, `credential.claim-not-disclosable`, `credential.digest-malformed`, `-duplicate` or
    `credential.input-too-deep`.
    """
    algorithm = payload.get(ALGORITHM, HASH)
    if not isinstance(algorithm, str) or algorithm not in HASHES:
        raise InvalidValue("credential.hash-not-allowed", algorithm=str(algorithm)[:40])
    if len(disclosures) > MAX_DISCLOSURES:
        raise InvalidValue("credential.input-array-too-long", limit=MAX_DISCLOSURES)
    reading = _Revealing(disclosures, algorithm, closed)
    claims: dict[str, Any] = reading.walk(payload, 1, top=True)
    strange = [parts for digest, parts in reading.known.items() if digest not in reading.used]
    if any(len(parts) != 3 for parts in strange):  # it names no claim, and no list has a place for it
        raise InvalidValue("credential.disclosure-malformed")
    if strange:
        raise InvalidValue("credential.disclosure-unreferenced")
    return claims


def parts_of(text: str) -> list[Any]:
    """The two or three parts of a disclosure: a salt, perhaps a name, and the value (RFC 9901, 4.2.1 and 4.2.2)."""
    malformed = InvalidValue("credential.disclosure-malformed")
    try:
        parts = parse(base64url(text))
    except (TanymError, ValueError):
        raise malformed from None
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise malformed
    if len(parts) == 3 and not isinstance(parts[1], str):
        raise malformed
    return parts
