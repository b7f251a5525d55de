"""Base58 as multibase `z` writes it (W3C Controlled Identifiers 1.0, 2.4): three digits at a time, for many signatures."""

from __future__ import annotations

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_TRIPLES = tuple(first + second + third for first in _DIGITS for second in _DIGITS for third in _DIGITS)
_TRIPLE, _STEP = 58**3, 58**9


def encode(data: bytes) -> str:
    """The bytes in base58, without the letter that names the base; a byte of zero in front is a 1."""
    number, triples = int.from_bytes(data, "big"), list[str]()
    while number:
        number, rest = divmod(
            number, _STEP
        )  # few divisions of the long number, the others are of machine words
        rest, last = divmod(rest, _TRIPLE)
        first, middle = divmod(rest, _TRIPLE)
        triples += (_TRIPLES[last], _TRIPLES[middle], _TRIPLES[first])
    triples.reverse()
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(triples).lstrip("1")
