"""The same person twice: in the list, under two spellings, or among those who were awarded before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from tanym.apps.imports.awards.asked import Asked
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.lists import Fault, Row

ALIKE = (
    ("ZH", "J"),
    ("KH", "H"),
    ("GH", "G"),
    ("SCH", "SH"),
    ("Y", "I"),
    ("W", "V"),
    ("Q", "K"),
    ("X", "KS"),
)
"""Ways in which one name is written in Latin letters, the first read as the second."""
TOGETHER = 500
"""Rows that one query asks about: a database takes only so many values."""


@lru_cache(maxsize=50_000)
def skeleton(passport: str) -> str:
    """A name in Latin letters without what spellings differ in: doubled letters, marks, the order of its words.

    >>> skeleton("SEIITOVA AIGUL") == skeleton("Aigul Seitova")
    True
    """
    plain = re.sub(r"[^A-Z ]", "", passport.upper())
    for one, other in ALIKE:
        plain = plain.replace(one, other)
    return " ".join(sorted(re.sub(r"(.)\1+", r"\1", word) for word in plain.split()))


def in_the_list(rows: Sequence[Row]) -> Iterator[Fault]:
    """One person in two rows is wrong; one name at two addresses, or two names at one address, is worth a look."""
    by_name: dict[str, Row] = {}
    by_contact: dict[str, Row] = {}
    for row in rows:
        name = skeleton(row["person_passport"] or "")
        contacts = _contacts(row)
        first = by_name.get(name) if name else None
        same = next((by_contact[one] for one in contacts if one in by_contact), None)
        if first is not None:
            yield from _same_name(row, first, contacts)
        elif same is not None:
            column = "email" if row["email"] and row["email"] == same["email"] else "phone"
            yield Fault(row.number, column, "awards.address-of-another", {"row": same.number}, warns=True)
        if name:
            by_name.setdefault(name, row)
        for one in contacts:
            by_contact.setdefault(one, row)


def _same_name(row: Row, first: Row, contacts: Sequence[str]) -> Iterator[Fault]:
    own = set(contacts) & set(_contacts(first))
    spelt_alike = row["person_passport"] == first["person_passport"]
    if own or (spelt_alike and not contacts and not _contacts(first)):
        yield Fault(row.number, "person_passport", "cell.twice", {"row": first.number})
    else:
        code = "awards.same-name" if spelt_alike else "awards.two-spellings"
        yield Fault(row.number, "person_passport", code, {"row": first.number}, warns=True)


def awarded_before(rows: Sequence[Row], asked: Asked) -> Iterator[Fault]:
    """Who surely holds the micro-qualification already: by the account, or by the name with an address.

    Of the holders only those are read who share an account, an address or a telephone number with a row: a list is
    written in parts, and a micro-qualification may have very many holders.
    """
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        by_account, by_both = _known(some, asked)
        for row in some:
            name = skeleton(row["person_passport"] or "")
            contacts = [(row[one] or "").casefold() for one in ("email", "phone")]
            known = (by_both.get((name, contact)) for contact in contacts)
            sure = by_account.get((row["account"] or "").casefold()) or next(filter(None, known), None)
            if sure:
                yield Fault(row.number, "person_passport", "awards.awarded-already", {"number": sure})


def namesakes(rows: Sequence[Row], asked: Asked) -> Iterator[Fault]:
    """Rows of whom somebody of that name holds the micro-qualification: a warning, so the list is asked about once."""
    sure = {fault.row for fault in awarded_before(rows, asked)}
    held = _held(asked).values_list("person__name_passport", "number")
    by_name = {skeleton(passport): number for passport, number in held.iterator()}
    for row in rows:
        number = by_name.get(skeleton(row["person_passport"] or ""))
        if number and row.number not in sure:
            details = {"number": number}
            yield Fault(row.number, "person_passport", "awards.awarded-to-namesake", details, warns=True)


def _known(rows: Sequence[Row], asked: Asked) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The numbers of awards by the name for signing in, and by the name with an address or a telephone number."""
    accounts, emails, phones = (
        {row[column] for row in rows if row[column]} for column in ("account", "email", "phone")
    )
    held = _held(asked).alias(address=Lower("person__email"), signs_in=Lower("person__username"))
    held = held.filter(
        Q(signs_in__in=[one.casefold() for one in accounts])
        | Q(person__username__in=accounts)  # SQLite lowers Latin letters only
        | Q(address__in=[one.casefold() for one in emails])
        | Q(claim__phone__in=phones)
    )
    by_account: dict[str, str] = {}
    by_both: dict[tuple[str, str], str] = {}
    columns = ("number", "person__username", "person__name_passport", "person__email", "claim__phone")
    for number, username, passport, email, phone in held.values_list(*columns):
        by_account[username.casefold()] = number
        name = skeleton(passport)
        by_both |= {(name, contact.casefold()): number for contact in (email, phone) if contact}
    return by_account, by_both


def _held(asked: Asked) -> QuerySet[Award]:
    of = asked.version.micro_qualification_id
    return Award.objects.filter(version__micro_qualification=of, annulled_on__isnull=True)


def _contacts(row: Row) -> list[str]:
    given = (row["account"], row["email"], row["phone"])
    return [f"{place}:{one.casefold()}" for place, one in enumerate(given) if one]
