"""Lines of the platform's file on documents that were decided there alone: whole or half-written, known already or not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from tanym.apps.exams.models import PlatformEntry
from tanym.apps.exams.own_lines import annuls
from tanym.apps.portfolio.queries import in_register
from tanym.apps.portfolio.registered import Registered, contradicted
from tanym.apps.standards.queries import profession
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.lists import Fault, Row

NEEDED = ("iin", "profession_code", "scope", "issued_on", "centre")
NAMES = ("candidate_kk", "candidate_ru", "candidate_passport")
_OF_REGISTER = (
    *NEEDED,
    *NAMES,
    "act",
    "profession_kk",
    "profession_ru",
    "skills_kk",
    "skills_ru",
    "decided_on",
    "valid_until",
)
_COLUMN = {"kind": "scope", "code": "profession_code", "holder": "iin"}


def says_anything(row: Row) -> bool:
    """Whether anything of a document stands in a line."""
    return any(row.texts.get(name) for name in ("platform_number", *_OF_REGISTER))


def is_of_register(row: Row) -> bool:
    """Whether a line names a document by the number of the register alone, and says something of it."""
    named = row["platform_number"] and not row["document"]
    return bool(named) and any(row.texts.get(name) for name in _OF_REGISTER)


def complete(row: Row, on: date) -> Iterator[Fault]:
    """What is missing in a line, or cannot be; a line that annuls needs the number alone."""
    days = [row["decided_on"], row["issued_on"], row["valid_until"]]
    for name in ("decided_on", "issued_on"):
        if row[name] and row[name] > on:
            yield Fault(row.number, name, "exams.list.later-than-today")
    if annuls(row):
        return
    for name in NEEDED:
        if not row.texts.get(name):
            yield Fault(row.number, name, "cell.empty")
    if not any(row.texts.get(name) for name in NAMES):
        yield Fault(row.number, "candidate_kk", "cell.empty")
    if row["scope"] == "skill" and not (row["skills_kk"] or row["skills_ru"]):
        yield Fault(row.number, "skills_kk", "cell.empty")
    given = [one for one in days if one]
    if given != sorted(given):
        yield Fault(row.number, "issued_on", "exams.list.days-out-of-order")
    if row["profession_code"]:
        try:
            profession(row["profession_code"], on)
        except NotFound:
            yield Fault(row.number, "profession_code", "exams.list.no-such-profession")


def known_otherwise(rows: Sequence[Row], centres: Collection[int], on: date) -> Iterator[Fault]:
    """Lines that contradict each other or what was taken in before; what is known already is worth a look."""
    yield from _two_names(rows)
    lines = [row for row in rows if is_of_register(row)]
    numbers = [row["platform_number"] for row in lines]
    held = in_register(numbers)
    others = PlatformEntry.objects.filter(number__in=numbers, what="issued").exclude(centre__in=centres)
    elsewhere = set(others.values_list("number", flat=True))
    for row in lines:
        there = held.get(row["platform_number"])
        if row["platform_number"] in elsewhere:
            yield Fault(row.number, "platform_number", "exams.list.of-another-centre")
        elif there is None:
            continue
        elif there.brought_for_id not in centres and (annuls(row) or not there.kind):
            yield Fault(row.number, "platform_number", "exams.list.of-another-centre")
        elif there.annulled_on:
            details = {"on": there.annulled_on}
            yield Fault(row.number, "platform_number", "exams.list.annulled-already", details, warns=True)
        elif annuls(row):
            continue
        elif _whole(row) and (wrong := contradicted(there, registered(row, on))):
            for name in wrong:
                yield Fault(row.number, _COLUMN.get(name, name), "exams.list.otherwise-before")
        else:
            yield Fault(row.number, "platform_number", "exams.list.known-already", warns=True)


def registered(row: Row, on: date) -> Registered:
    """What a whole line says. The name of the profession is the file's, or that of the register of professions."""
    names = {one: row[f"candidate_{one}"] for one in ("kk", "ru", "passport") if row[f"candidate_{one}"]}
    return Registered(
        number=row["platform_number"],
        holder=row["iin"],
        kind=row["scope"],
        code=row["profession_code"],
        titles=_titles(row, on),
        skills=_skills(row["skills_kk"] or "", row["skills_ru"] or ""),
        names=names,
        centre=row["centre"],
        decided_on=row["decided_on"],
        issued_on=row["issued_on"],
        valid_until=row["valid_until"],
    )


def _titles(row: Row, on: date) -> dict[str, str]:
    said = {one: row[f"profession_{one}"] for one in ("kk", "ru") if row[f"profession_{one}"]}
    try:
        return dict(profession(row["profession_code"], on).content.titles) | said
    except NotFound:  # only in the preview of a line that is wrong at that cell
        return said or {"": row["profession_code"]}


def _whole(row: Row) -> bool:
    return all(row[name] for name in NEEDED)


def _skills(kk: str, ru: str) -> list[dict[str, str]]:
    """Skills by language; where the two lists do not match one by one, each text stands for itself."""
    listed = {"kk": _parts(kk), "ru": _parts(ru)}
    if len(listed["kk"]) == len(listed["ru"]):
        return [{"kk": one, "ru": other} for one, other in zip(listed["kk"], listed["ru"], strict=True)]
    return [{language: one} for language, texts in listed.items() for one in texts]


def _parts(texts: str) -> list[str]:
    return [one.strip() for one in texts.split(";") if one.strip()]


def _two_names(rows: Sequence[Row]) -> Iterator[Fault]:
    """One number of a person under two names in one file: one of the lines is somebody else's."""
    first: dict[str, Row] = {}
    for row in rows:
        if not row["iin"]:
            continue
        other = first.setdefault(row["iin"].marks[0], row)
        for name in NAMES:
            if row[name] and other[name] and row[name].casefold() != other[name].casefold():
                yield Fault(row.number, name, "exams.list.two-names", {"row": other.number})
                break
