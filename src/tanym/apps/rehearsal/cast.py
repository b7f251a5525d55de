"""The cast of a rehearsal: who is needed for a procedure and its appeal, under names that say that they are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tanym.apps.accounts.names import Names
from tanym.core.procedures.table import Basis, Procedure

CLAIMANT = "claimant"
ASSESSORS, MEMBERS = 3, 7
"""Enough for two who judge blind and a third; for a commission, a second panel without any of it, and one to spare."""

BORN = date(1990, 1, 1)

WOMEN = (
    ("Айдана", "Айдана", "AIDANA"), ("Бота", "Бота", "BOTA"), ("Гауһар", "Гаухар", "GAUKHAR"),
    ("Дария", "Дария", "DARIYA"), ("Жібек", "Жибек", "ZHIBEK"), ("Зере", "Зере", "ZERE"),
    ("Инжу", "Инжу", "INZHU"), ("Мөлдір", "Молдир", "MOLDIR"), ("Нұрай", "Нурай", "NURAI"),
)  # fmt: skip
MEN = (
    ("Алмас", "Алмас", "ALMAS"), ("Бекзат", "Бекзат", "BEKZAT"), ("Ғани", "Гани", "GANI"),
    ("Дәурен", "Даурен", "DAUREN"), ("Елдос", "Елдос", "YELDOS"), ("Исатай", "Исатай", "ISSATAI"),
    ("Мирас", "Мирас", "MIRAS"), ("Олжас", "Олжас", "OLZHAS"), ("Санат", "Санат", "SANAT"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part and the name of whoever is invented for it."""

    part: str
    names: Names


def cast(*procedures: Procedure) -> list[Part]:
    """The claimant, somebody for every office of the procedure and its appeal, assessors and members: nobody twice."""
    return [Part(part, name) for part, name in zip(_parts(*procedures), _names(), strict=False)]


def _parts(*procedures: Procedure) -> Iterator[str]:
    yield CLAIMANT
    for procedure in procedures:
        for name, party in procedure.parties.items():
            if party.basis is Basis.ROLE:
                yield name.removeprefix("appeal-")
    yield from ["assessor"] * ASSESSORS
    yield from ["member"] * MEMBERS


def _names() -> Iterator[Names]:
    """The family name of all of them comes from the word for a trial."""
    for woman, man in zip(WOMEN, MEN, strict=True):
        yield Names(f"{woman[0]} Сынақова", f"{woman[1]} Сынакова", f"SYNAQOVA {woman[2]}")
        yield Names(f"{man[0]} Сынақов", f"{man[1]} Сынаков", f"SYNAQOV {man[2]}")
