"""Base58 as multibase `z` writes it (W3C Controlled Identifiers 1.0, 2.4): ten digits at a time, for many signatures."""

from __future__ import annotations

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)  # small enough to stay in a cache
_PAIR, _HALF, _STEP = 58**2, 58**5, 58**10


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
