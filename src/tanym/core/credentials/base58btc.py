"""Base58 as multibase `z` writes it (W3C Controlled Identifiers 1.0, 2.4): ten digits at a time, for many signatures."""

from __future__ import annotations

import re

import base58

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)  # small enough to stay in a cache
_PAIR, _HALF, _STEP = 58**2, 58**5, 58**10
_TEXT = re.compile(f"[{_DIGITS}]*")


def decode(text: str) -> bytes:
    """The bytes behind base58 text; raises `ValueError` for any letter that is none of its digits, a space included."""
    if (
        _TEXT.fullmatch(text) is None
    ):  # the library reads past a space at the end: one signature, two spellings
        raise ValueError("not base58")
    return base58.b58decode(text)


def encode(data: bytes) -> str:
    """The bytes in base58, without the letter that names the base; a byte of zero in front is a 1."""
    number, tens = int.from_bytes(data, "big"), list[str]()
    while number:
        number, rest = divmod(
            number, _STEP
        )  # few divisions of the long number, the others are of machine words
        high, low = divmod(rest, _HALF)
        low, last = divmod(low, _PAIR)
        fifth, third = divmod(low, _PAIR)
        high, second = divmod(high, _PAIR)
        tenth, first = divmod(high, _PAIR)
        tens.append(
            _DIGITS[tenth] + _PAIRS[first] + _PAIRS[second] + _DIGITS[fifth] + _PAIRS[third] + _PAIRS[last]
        )
    tens.reverse()
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(tens).lstrip("1")
