"""The kinds of lists that bring awards in: one for each version of a micro-qualification that may be awarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from tanym.apps.imports.awards.asked import Asked
from tanym.apps.imports.awards.checks import MOST, check, warn
from tanym.apps.imports.awards.columns import columns
from tanym.apps.imports.awards.issuing import issue_written
from tanym.apps.imports.awards.judging import foreseen
from tanym.apps.imports.awards.writing import write
from tanym.apps.imports.kinds import Family
from tanym.apps.imports.permissions import TABLE
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import places
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import about
from tanym.apps.qualifications.queries import published, version_by_public_id
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.lists import Fault, Kind, Row

PREFIX = "awards-"
ACTION = "bring_in_awards"


def kind_of(version: Version) -> Kind:
    """The kind of list of a version; its name holds the version's own identifier, so an old template stays what it was."""
    asked = lru_cache(maxsize=4)(partial(Asked, version))
    return Kind(
        name=f"{PREFIX}{version.public_id.hex}",
        words="imports.kind.awards",
        about="imports.kind.awards-about",
        of=version.titles,
        columns=columns(Asked(version, localdate()).outcomes),
        may=partial(_may, version),
        check=lambda rows, on: _check(asked(on), rows),
        write=partial(_write, version),
        page=lambda: reverse("claims:followed"),
        reads=lambda row, on: _reads(asked(on), row),
        in_parts=True,
        afterwards=issue_written,
        most=MOST,
        warn=lambda rows, on: warn(asked(on), rows),
    )


def _made(rest: str) -> Kind | None:
    try:
        version = version_by_public_id(rest)
    except NotFound:
        return None
    return kind_of(version) if version.published_on else None


def _offered(actor: Any, on: date) -> Iterable[Kind]:
    codes = places(actor, TABLE[ACTION], on).values_list("code", flat=True) if actor.is_authenticated else ()
    found = (
        published(on).filter(awarding_body__in=list(codes)).order_by("micro_qualification__code", "-number")
    )
    return [kind_of(one) for one in found if _may(one, actor, on)]


def _may(version: Version, actor: Any, on: date) -> bool:
    body = Asked(version, on).body
    return body is not None and may(TABLE, ACTION, actor, on, at=body, about=about(version))


def _check(asked: Asked, rows: Sequence[Row]) -> Iterator[Fault]:
    return check(asked, rows)


def _write(
    version: Version, rows: Sequence[Row], *, actor: Any, at: datetime, source: str
) -> Mapping[str, int]:
    return write(Asked(version, localdate(at)), rows, actor=actor, at=at, source=source)


def _reads(asked: Asked, row: Row) -> tuple[str, Mapping[str, object]] | None:
    """The grade, and how the person learns of it."""
    seen = foreseen(row, asked)
    if seen is None:
        return None
    way = "account" if row["account"] else "mail" if row["email"] else "sms" if row["phone"] else "paper"
    to = row["account"] or row["email"] or row["phone"] or ""
    return f"imports.awards.reads-{way}", {"percent": seen.percent, "letter": seen.letter, "to": to}


AWARDS = Family(PREFIX, _made, _offered)
