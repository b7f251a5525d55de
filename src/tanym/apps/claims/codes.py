"""The codes by which documents are claimed: nobody guesses one, and one mistyped letter is noticed."""

from __future__ import annotations

import secrets
from datetime import timedelta

from tanym.apps.audit.secrets_kept import keyed
from tanym.core.kernel.errors import InvalidValue

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed without mistakes
CHOSEN = 15
"""Letters drawn at random: 75 bits. With the check character they make four groups of four."""
GROUP = 4
VALID_FOR = timedelta(days=60)
"""How long a code can be used; after that the registrar makes a new one."""


def new_code() -> str:
    """A code, without the hyphens with which it is printed."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(CHOSEN))
    return drawn + check_character(drawn)


def printed(code: str) -> str:
    """The code in groups, as it stands on paper: 7Q4K-M2XD-9FTR-4WZ8."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def tidy(given: str) -> str:
    """The code that somebody typed, without hyphens; O is read as 0, I and L as 1.

    Raises `InvalidValue("claim.code-length" | "claim.code-mistyped")`.
    """
    letters = "".join(one for one in given.upper() if one.isalnum()).translate(str.maketrans("OIL", "011"))
    if len(letters) != CHOSEN + 1:
        raise InvalidValue("claim.code-length", count=len(letters), of=CHOSEN + 1)
    if not set(letters) <= set(LETTERS) or check_character(letters[:-1]) != letters[-1]:
        raise InvalidValue("claim.code-mistyped")
    return letters


def check_character(letters: str) -> str:
    """The character that makes a wrong letter, or two neighbours that change places, noticed (Luhn's rule for 32 signs).

    One pair escapes: the first and the last sign, 0 and Z, changing places.
    """
    base, total = len(LETTERS), 0
    for place, letter in enumerate(reversed(letters)):
        doubled = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        total += doubled // base + doubled % base
    return LETTERS[-total % base]


def digest(code: str) -> str:
    """What is kept of a code: nobody who has read the table can use it without this installation's own secret."""
    return digests(code)[0]


def digests(code: str) -> tuple[str, ...]:
    """The digests of a code under every secret that counts: whoever has it on paper finds the document after a change, too."""
    return keyed("tanym.apps.claims", code)
