"""The rows of the register of rules: which version of which pack holds since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Min, QuerySet
from django.utils import timezone

from tanym.apps.audit.models import Act
from tanym.apps.audit.queries import among
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import pack_of
from tanym.apps.policy.register import FROM_THE_BEGINNING
from tanym.apps.registers.columns import Column, Kind
from tanym.apps.registers.searching import forms, holds
from tanym.apps.registers.sources import ChangeRow, Row
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Act as Change
from tanym.core.registers.standing import Status

SUBJECT = "policy.pack:"
ACTS = ("policy.adopt", "policy.put-in-force")
COLUMNS = (
    Column("layer", Kind.CODE, "", "pack-layer"),
    Column("standing", Kind.CODE, "", "pack-status"),
    Column("origin", Kind.CODE, "", "pack-origin"),
    Column("digest", Kind.TEXT, "schema:sha256"),
    Column("version_since", Kind.DAY, "schema:legislationDateVersion"),
)


class RuleRows:
    """The packs of rules (implements `Source`); the institution's own packs name it."""

    register = "rules"
    columns = ("organisation", *(one.name for one in COLUMNS))

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """Every pack as it stood on a day."""
        versions: dict[str, list[InForce]] = {}
        for one in _known(known_on):
            versions.setdefault(one.pack, []).append(one)
        asked = forms(words)
        made = (_row(name, of, on) for name, of in sorted(versions.items()))
        return [row for row in made if holds(asked, [row.id, row.titles])]

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One pack. Raises `NotFound("register.entry-unknown")`."""
        found = [one for one in _known(known_on) if one.pack == id]
        if not found:
            raise NotFound("register.entry-unknown")
        return _row(id, found, on)

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """Each version that was put in force, in the order of the journal."""
        found = _acts() if id is None else among([f"{SUBJECT}{id}"], ACTS)
        reasons = {
            (one.bundle_id, one.since.isoformat()): one.reason for one in InForce.objects.exclude(reason={})
        }
        first = dict(found.order_by().values_list("subject").annotate(Min("number")))
        acts = found.filter(number__gt=after)[:limit]
        return [_change(one, reasons, first=one.number == first[one.subject]) for one in acts]

    def newest(self) -> date | None:
        """The day of the last act."""
        last = _acts().last()
        return timezone.localdate(last.at) if last else None


def _acts() -> QuerySet[Act]:
    """The acts that put packs in force; found by the packs, since they are few in a journal that is long."""
    packs = InForce.objects.order_by().values_list("pack", flat=True).distinct()
    return among([f"{SUBJECT}{one}" for one in packs], ACTS)


def _known(known_on: date | None) -> Iterable[InForce]:
    found = InForce.objects.order_by("since", "pk")
    return [one for one in found if known_on is None or timezone.localdate(one.at) <= known_on]


def _row(name: str, versions: Sequence[InForce], on: date) -> Row:
    """A pack: in force with the version that holds; before its first one it is not yet."""
    begun = [one for one in versions if one.since <= on]
    here = begun[-1] if begun else versions[0]
    first = versions[0].since
    pack = pack_of(here.bundle_id)
    return Row(
        id=name,
        titles=dict(pack.words) or {"en": name},
        status=Status.IN_FORCE if begun else Status.NOT_YET,
        since=None if first == FROM_THE_BEGINNING else first,
        until=None,
        address=_address(name),
        subject=f"{SUBJECT}{name}",
        cells={
            "organisation": here.institution,
            "layer": str(pack.layer),
            "standing": str(pack.status),
            "origin": here.origin,
            "digest": here.bundle_id,
            "version_since": None if here.since == FROM_THE_BEGINNING else here.since,
        },
    )


def _change(act: Act, reasons: dict[tuple[str, str], dict[str, str]], *, first: bool) -> ChangeRow:
    name = act.subject.removeprefix(SUBJECT)
    digest, since = str(act.details.get("digest", "")), str(act.details.get("since", ""))
    begins = date.fromisoformat(since) if since else None
    return ChangeRow(
        number=act.number,
        at=act.at,
        id=name,
        titles=dict(pack_of(digest).words) if digest else {"en": name},
        act=Change.ENTERED if first else Change.AMENDED,
        since=None if begins == FROM_THE_BEGINNING else begins,
        until=None,
        reason=reasons.get((digest, since), {}),
        address=_address(name),
    )


def _address(name: str) -> str:
    return f"/registers/rules/{name}/"
