"""A person's name in three forms: Kazakh, Russian, and as in the passport."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue

LONGEST = 200
_LATIN = re.compile(r"[A-Z][A-Z' -]*")


@dataclass(frozen=True, slots=True)
class Names:
    """Names as documents need them; the passport's form in capital Latin letters, family name first."""

    kk: str
    ru: str
    passport: str


def names(kk: str, ru: str, passport: str) -> Names:
    """Names as they are kept, without needless spaces; one Cyrillic form stands for the other where only one is given.

    Raises `InvalidValue("person.name-missing" | "person.name-long" | "person.name-passport")`.
    """
    kk, ru, passport = (" ".join(one.split()) for one in (kk, ru, passport))
    passport = passport.upper().replace("’", "'")
    kk, ru = kk or ru, ru or kk
    if not kk or not passport:
        raise InvalidValue("person.name-missing")
    if max(map(len, (kk, ru, passport))) > LONGEST:
        raise InvalidValue("person.name-long", most=LONGEST)
    if not _LATIN.fullmatch(passport):
        raise InvalidValue("person.name-passport")
    return Names(kk, ru, passport)
