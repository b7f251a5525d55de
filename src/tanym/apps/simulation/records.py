"""The published micro-qualifications in blocks, each with its facts: what rules are asked about many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from tanym.apps.policy.queries import facts_of_reports
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import design_of, editions_before, published
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import TanymError
from tanym.core.qualifications.facts import facts
from tanym.core.rules.blocks import FUNCTIONS_VERSION
from tanym.core.rules.plain import plain_facts

SIZE = 1000
"""Records of a block: few enough for little memory, enough for most of what is alike to be asked once."""


@dataclass(frozen=True, slots=True)
class Record:
    """A published version: who offers it, and the digests that name its facts."""

    pk: int
    code: str
    owner: str
    report: str
    content: str


@dataclass(frozen=True, slots=True)
class Block:
    """Records that the same packs govern: those of one institution that has its own, or of all that have none ("")."""

    institution: str
    records: tuple[Record, ...]

    def name(self, vocabulary: str) -> str:
        """The digest of all that decides the facts of the block and what the engine makes of them."""
        held = [(one.pk, one.report or one.content) for one in self.records]
        return digest([_engine(), FUNCTIONS_VERSION, vocabulary, [list(one) for one in held]])


def number(on: date) -> int:
    """How many micro-qualifications are published on a day."""
    return published(on).count()


def blocks(on: date, own: Sequence[str]) -> Iterator[Block]:
    """Every published version of the day, in blocks. `own`: the institutions that have packs of their own.

    A block covers a fixed span of the table, so that a new publication changes the last block only.
    """
    newest = published(on).order_by("-pk").values_list("pk", flat=True).first()
    for start in range(0, (newest or -1) + 1, SIZE):
        rows = (
            published(on)
            .filter(pk__gte=start, pk__lt=start + SIZE)
            .order_by("pk")
            .values_list(
                "pk", "micro_qualification__code", "micro_qualification__owner__code", "report", "digest"
            )
        )
        records = [Record(*row) for row in rows]
        for institution in ("", *own):
            chosen = tuple(one for one in records if (one.owner if one.owner in own else "") == institution)
            if chosen:
                yield Block(institution, chosen)


def facts_of_block(block: Block, on: date) -> list[Mapping[str, Any] | None]:
    """The plain facts of each record: as the report of its approval kept them, else as its document shows them.

    None for a record of which neither can be read.
    """
    kept = facts_of_reports([one.report for one in block.records if one.report])
    found = (kept.get(one.report) for one in block.records)
    return [
        facts if facts and isinstance(facts, dict) else _derived(one.pk, on)
        for one, facts in zip(block.records, found, strict=True)
    ]


def _derived(pk: int, on: date) -> Mapping[str, Any] | None:
    """The facts of a version that came without a report; how near it is to others nobody has compared."""
    version = Version.objects.get(pk=pk)
    try:
        return plain_facts(facts(design_of(version), on, published=editions_before(version)))
    except (TanymError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


@cache
def _engine() -> str:
    """The digest of the code that answers: what an earlier one answered is not taken for this one's."""
    hashed = sha256()
    room = files("tanym.core.rules")
    for folder in (room, room / "blocks"):
        for file in sorted(
            (one for one in folder.iterdir() if one.name.endswith(".py")), key=lambda one: one.name
        ):
            hashed.update(file.read_bytes())
    return hashed.hexdigest()
