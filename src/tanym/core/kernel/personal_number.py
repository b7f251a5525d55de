"""Personal numbers that a state gives to people: kinds, check digits, and a value that never shows itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tanym.core.kernel.errors import InvalidValue

HIDDEN = "•" * 8
SHOWN = 4
"""Digits at the end by which its owner knows a number again; they tell neither the day of birth nor the sex."""


@dataclass(frozen=True, slots=True, repr=False)
class PersonalNumber:
    """A number that keeps to the form of its kind. `digits` is read only where the number itself has to go out.

    Printed, logged or put into a text it shows itself by its kind alone.
    """

    kind: str
    digits: str
    born_on: date | None = None
    """The day of birth that the number holds; None where it holds none that we can read."""

    @property
    def masked(self) -> str:
        """What its owner is shown: `•••• •••• 2728`."""
        return f"{HIDDEN[:4]} {HIDDEN[4:]} {self.digits[-SHOWN:]}"

    def __repr__(self) -> str:
        return f"<{self.kind}>"


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A kind of number: its code, and what reads it as somebody types it (raises `InvalidValue`)."""

    code: str
    read: Callable[[str], PersonalNumber]


_LENGTH = 12
_FIRST = tuple(range(1, 12))
_SECOND = (*range(3, 12), 1, 2)
_NO_DIGIT = 10
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def read_iin(typed: str) -> PersonalNumber:
    """The individual identification number of Kazakhstan; spaces and hyphens are no matter.

    Raises `InvalidValue("number.form")` unless it has twelve digits, `"number.check-digit"` where the last one is not what
    the others give (order 521 of 29.06.2023 of the Minister of Internal Affairs, p. 2 [V]). Nothing more is refused: the
    layout of day of birth and century digit is known from libraries only [S], and other seventh digits occur [U].
    """
    digits = "".join(typed.replace("-", " ").split())
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdigit()) or set(digits) == {"0"}:
        raise InvalidValue("number.form")
    if int(digits[-1]) != _check_digit(digits):
        raise InvalidValue("number.check-digit")
    return PersonalNumber("iin", digits, born_on(digits))


IIN = NumberKind("iin", read_iin)


def _check_digit(digits: str) -> int:
    """Of the first eleven digits by the two rows of weights; 10 where neither gives one: such a number is not given out."""
    found = _NO_DIGIT
    for weights in (_FIRST, _SECOND):
        found = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if found != _NO_DIGIT:
            break
    return found


def born_on(digits: str) -> date | None:
    """The day of birth in an IIN; None where it holds none that we can read.

    That it carries one: law of 12.01.2007, art. 7(3) [V]; where it stands in it: libraries [S].
    """
    century = _CENTURIES.get(digits[6])
    if century is None:
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None
