"""The work of a simulation: every block asked by the rules of both stacks, what differs written down as it is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.organisations.queries import organisations
from tanym.apps.policy.queries import institution_packs, pack_of, stack
from tanym.apps.simulation import pathways, records
from tanym.apps.simulation.asking import Asking
from tanym.apps.simulation.cases import cases
from tanym.apps.simulation.counting import UNREAD, Counts
from tanym.apps.simulation.models import Affected, Simulation
from tanym.apps.simulation.records import Block, Record
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules import Pack, Stack
from tanym.core.rules.effects import Effect, effects_of, touched

KIND = "simulation"


def run(arguments: dict[str, Any], progress: Callable[[int, int], None]) -> None:
    """The handler of the job: writes the affected records and the summary, or nothing where it is stopped."""
    simulation = Simulation.objects.get(public_id=arguments["simulation"])
    Affected.objects.filter(simulation=simulation).delete()  # of a process that was lost
    try:
        summary, compared = _Work(simulation, progress).done()
    except BaseException:
        Affected.objects.filter(simulation=simulation).delete()
        raise
    with transaction.atomic():
        Simulation.objects.filter(pk=simulation.pk).update(
            summary=summary, compared=compared, finished_at=timezone.now()
        )


class _Work:
    def __init__(self, simulation: Simulation, progress: Callable[[int, int], None]) -> None:
        self._simulation = simulation
        self._on: date = simulation.on
        self._pack = pack_of(simulation.bundle_id)
        self._progress = progress
        self._counts = Counts()
        self._pathways = pathways.Pathways()
        self._regions = {one.code: one.city.get("en", "")[:80] for one in organisations()}
        self._asking: dict[str, Asking] = {}

    def done(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The summary, and the packs in force that were compared with."""
        own = sorted(
            {one.institution for one in institution_packs(self._on)} | {self._pack.institution} - {""}
        )
        of, so_far = records.number(self._on), 0
        self._progress(0, of)
        for block in records.blocks(self._on, own):
            self._block(block)
            so_far += len(block.records)
            self._progress(so_far, of)
        before, after = both(self._pack, self._on, self._pack.institution)
        summary = self._counts.summary() | {
            "pathways": self._pathways.broken(),
            "cases": cases(self._pack, before, after),
        }
        return summary, dict(before.digests)

    def _block(self, block: Block) -> None:
        asking = self._asking.get(block.institution)
        if asking is None:
            asking = Asking(self._on, both(self._pack, self._on, block.institution))
            self._asking[block.institution] = asking
        pairs = touched(*asking.rules)
        columns, told = asking.told(block, {id(r): r for p in pairs for r in p[1:] if r}.values())
        found: dict[int, list[Effect]] = {}
        for rule, before, after in pairs:
            effects = effects_of(
                rule,
                (before, told[id(before)]) if before else None,
                (after, told[id(after)]) if after else None,
                len(block.records),
            )
            for place, one in effects.items():
                found.setdefault(place, []).append(one)
        sectors = [str(one or "")[:2] for one in columns.values("design.isced_f")]
        links = pathways.of_records(columns)
        rows = [
            self._record(
                record, sectors[place], links[place], found.get(place, []), columns.unread.get(place)
            )
            for place, record in enumerate(block.records)
        ]
        Affected.objects.bulk_create([row for row in rows if row])

    def _record(
        self,
        record: Record,
        sector: str,
        links: tuple[list[str], list[str]],
        effects: list[Effect],
        unread: InvalidValue | None,
    ) -> Affected | None:
        places = {
            "sector": sector,
            "region": self._regions.get(record.owner, ""),
            "provider": record.owner,
        }
        self._counts.add(places, effects, unread is not None)
        builds_on, targets = links
        blocks = any(one.blocks for one in effects)
        self._pathways.add(record.code, builds_on, blocks)
        if not effects and unread is None:
            return None
        kinds = sorted({str(one.kind) for one in effects}) if unread is None else [UNREAD]
        return Affected(
            simulation=self._simulation,
            version_id=record.pk,
            code=record.code,
            **places,
            kinds=f" {' '.join(kinds)} ",
            rules=" ".join(["", *(f"{one.rule}:{one.kind}" for one in effects), ""]),
            blocks=blocks,
            effects=[_plain(one) for one in effects] if unread is None else [{"code": unread.code}],
            stack=[*builds_on, *targets],
        )


def both(pack: Pack, on: date, institution: str) -> tuple[Stack, Stack]:
    """What holds for an institution's records on a day, and what would with this version of the pack."""
    now = stack(on, institution or None)
    if pack.institution and pack.institution != institution:
        return now, now
    return now, stack(on, institution or None, replacing={pack.id: pack.digest})


def _plain(effect: Effect) -> Mapping[str, Any]:
    return {
        "rule": effect.rule,
        "kind": str(effect.kind),
        "before": effect.before and str(effect.before),
        "after": effect.after and str(effect.after),
        "severity_before": effect.severity_before and str(effect.severity_before),
        "severity_after": effect.severity_after and str(effect.severity_after),
    }
