"""The second question: does whoever holds the code know what the list says of the person?"""

from __future__ import annotations

import hmac
import unicodedata

from tanym.apps.claims.models import Claim


def knows(claim: Claim, said: str) -> bool:
    """Whether the answer is right: the address or number in full, or the name in any form, its words in any order."""
    if claim.asks == "contact":
        right = [claim.email.casefold()] if claim.email else []
        right += [claim.phone[-10:]] if claim.phone else []
        given = ["".join(said.split()).casefold(), "".join(one for one in said if one.isdigit())[-10:]]
        return any(_same(one, other) for one in right for other in given if other)
    person = claim.award.person
    given_words = _words(said)
    return any(
        given_words == _words(form)
        for form in (person.name_kk, person.name_ru, person.name_passport, person.name_latin)
        if form
    )


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, whatever their order, case, marks and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("ё", "е")
    letters = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return tuple(sorted(letters.split()))
