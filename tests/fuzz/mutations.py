"""Changes to real documents: in their structure, so that what is broken lies deep, and in their bytes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

MOST_CHANGES = 4
WORDS = (
    "@context", "@id", "@type", "@value", "@language", "@graph", "@list", "@set", "@reverse", "@nest", "@included",
    "id", "type", "proof", "issuer", "credentialSubject", "credentialStatus", "statusListIndex", "verificationMethod",
    "proofValue", "cryptosuite", "previousProof", "challenge", "domain", "vct", "cnf", "_sd", "_sd_alg", "...", "status",
    "iss", "sub", "exp", "nbf", "iat", "aud", "alg", "kid", "jwk", "crit", "x5c", "typ", "b64", "vp", "vc", "holder",
    "verifiableCredential", "achievement", "criteria", "result", "evidence", "validFrom", "validUntil", "assertionMethod",
    "publicKeyMultibase", "publicKeyJwk", "keys", "encodedList", "status_list", "lst", "bits", "",
)  # fmt: skip
TEXTS = (
    "", " ", "a", "A" * 3_000, "\u0000", "\u202e", "\ud7ff\ue000", "Ә", "https://", "https://[", "https://a:b@c:99999/",
    "did:", "did:web:", "did:web:localhost%3A0", "did:key:z", "did:jwk:e30", "urn:uuid:", "data:,", "file:///etc/passwd",
    "z", "u", "m", "z" + "1" * 120, "u" + "A" * 90, "2026-11-21T10:42:00Z", "2026-02-30T00:00:00Z", "0000-00-00T00:00:00Z",
    "9999-12-31T23:59:59.999999999+14:00", "P1D", "-1", "1e999", "00", "99999999999999999999", "true", "null", "{}", "[]",
    "eyJhbGciOiJub25lIn0.e30.", "..", "a.b.c~", "../../..", "%00", "<x/>", "en", "x" * 300,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 0.5, -0.0, 2**31, 2**53 - 1, 1e308, [], {}, [None], [[]], [{}], {"": ""}, {"@id": None},
    {"@value": 1}, [1, "a", {}], {"id": {"id": {"id": 1}}}, ["a"] * 300, {"@context": []}, {"type": []},
)  # fmt: skip


def mutated(document: Any, random: Random) -> Any:
    """A copy of a JSON document with some nodes taken away, put elsewhere, doubled, wrapped or given another value."""
    changed = copy.deepcopy(document)
    for _ in range(random.randint(1, MOST_CHANGES)):
        places = list(_places(changed))
        if not places:
            break
        holder, name = random.choice(places)
        change = random.choice(_CHANGES)
        change(holder, name, random, places)
    return changed


def mutated_bytes(data: bytes, random: Random) -> bytes:
    """The bytes with some of them flipped, cut out, doubled, put in or moved."""
    changed = bytearray(data)
    for _ in range(random.randint(1, MOST_CHANGES)):
        at = random.randint(0, len(changed))
        length = random.choice((1, 1, 2, 4, 16, 200))
        piece = bytes(changed[at : at + length])
        match random.randint(0, 5):
            case 0 if at < len(changed):
                changed[at] ^= 1 << random.randint(0, 7)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = piece * random.choice((1, 2, 50))
            case 3:
                changed[at:at] = random.choice(
                    (b"\0", b"\xff\xff\xff\xff", b'"', b"{", b"<!", b"&a;", b".", b"~", b"%")
                )
            case 4:
                del changed[at:]
            case _:
                other = random.randint(0, len(changed))
                changed[other:other] = piece
    return bytes(changed)


def _places(node: Any) -> Any:
    if isinstance(node, dict):
        for name, value in list(node.items()):
            yield node, name
            yield from _places(value)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield node, number
            yield from _places(value)


def _value(random: Random) -> Any:
    kind = random.randint(0, 2)
    return copy.deepcopy(random.choice(VALUES)) if kind else random.choice(TEXTS)


def _take(holder: Any, name: Any, random: Random, places: Any) -> None:
    if name in holder if isinstance(holder, dict) else name < len(holder):
        del holder[name]


def _set(holder: Any, name: Any, random: Random, places: Any) -> None:
    _put(holder, name, _value(random))


def _add(holder: Any, name: Any, random: Random, places: Any) -> None:
    if isinstance(holder, dict):
        holder[random.choice(WORDS)] = _value(random)
    else:
        holder.insert(name, _value(random))


def _rename(holder: Any, name: Any, random: Random, places: Any) -> None:
    if isinstance(holder, dict) and name in holder:
        holder[random.choice(WORDS)] = holder.pop(name)


def _swap(holder: Any, name: Any, random: Random, places: Any) -> None:
    other, at = random.choice(places)
    _put(holder, name, copy.deepcopy(_get(other, at)))


def _wrap(holder: Any, name: Any, random: Random, places: Any) -> None:
    value = _get(holder, name)
    _put(holder, name, random.choice(([value], [value, value], {"@value": value}, {"id": value}, [[value]])))


def _spell(holder: Any, name: Any, random: Random, places: Any) -> None:
    value = _get(holder, name)
    if isinstance(value, str):
        at = random.randint(0, len(value))
        _put(holder, name, value[:at] + random.choice((*TEXTS, value)) + value[at + random.randint(0, 3) :])


def _get(holder: Any, name: Any) -> Any:
    try:
        return copy.deepcopy(holder[name])
    except (KeyError, IndexError):
        return None


def _put(holder: Any, name: Any, value: Any) -> None:
    if isinstance(holder, dict) or name < len(holder):
        holder[name] = value


_CHANGES: tuple[Callable[[Any, Any, Random, Any], None], ...] = (
    _take, _take, _set, _set, _set, _add, _rename, _swap, _wrap, _spell, _spell,
)  # fmt: skip
