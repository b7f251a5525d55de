"""The desk of an office with many open cases: its pages and filters beside a bare page by primary key.

    python -m bench.desk [--number 50000] [--database URL]

An installation of its own (SQLite in a folder that is removed afterwards, or the empty database that `--database` names, kept for the next run) gets
the sample country, and one of its open cases so many times: five in six wait for the office or an assessor, one in six has
ended. Each page of fifty is read in turn with the bare one, and what counts is the median of the ratios, in seconds of the
clock, as the database's own work is part of it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from bench.awards import installation
from bench.timing import machine

ROUNDS = 60
AT_ONCE = 2_000
TODAY = date(2026, 11, 21)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=50_000)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanym-bench-") as folder:
        installation(Path(folder), chosen.database)
        _fill(chosen.number)
        _measure(chosen.number)
        _say(f"machine: {machine()}")


def _fill(number: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from tanym.apps.recognition.models import Pending, RecognitionCase

    if RecognitionCase.objects.filter(number__startswith="B-").exists():
        return  # filled by an earlier run
    call_command("sample", stdout=StringIO())
    first = Pending.objects.filter(appeal=None, organisation__code="sayram").select_related("case").first()
    assert first is not None
    for start in range(0, number, AT_ONCE):
        _copies(first, range(start, min(start + AT_ONCE, number)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copies(first: Any, numbers: range) -> None:
    from tanym.apps.accounts.queries import person
    from tanym.apps.recognition.models import Awaited, Pending, RecognitionCase

    case = first.case
    fields = {one.attname: getattr(case, one.attname) for one in RecognitionCase._meta.concrete_fields}
    for name in ("id", "public_id", "number"):
        fields.pop(name)
    timur = person("timur")
    cases = RecognitionCase.objects.bulk_create(
        RecognitionCase(
            **fields | {"ended_on": TODAY - timedelta(days=n % 400) if n % 6 == 0 else None},
            public_id=uuid.uuid4(),
            number=f"B-{n:07d}",
        )
        for n in numbers
    )
    opened = [(n, one) for n, one in zip(numbers, cases, strict=True) if one.ended_on is None]
    rows = Pending.objects.bulk_create(
        Pending(
            subject=f"recognition.case:{one.public_id}",
            case=one,
            organisation_id=one.organisation_id,
            procedure=first.procedure,
            stage="mapping" if n % 3 else "completeness",
            due_on=TODAY + timedelta(days=n % 90 - 5),
        )
        for n, one in opened
    )
    Awaited.objects.bulk_create(
        Awaited(
            pending=row,
            person=timur if row.stage == "mapping" else None,
            role="" if row.stage == "mapping" else "secretary",
            organisation_id=row.organisation_id,
            due_on=row.due_on,
        )
        for row in rows
    )


def _measure(number: int) -> None:
    from tanym.apps.accounts.queries import person
    from tanym.apps.recognition import desk
    from tanym.apps.recognition.models import Pending, RecognitionCase

    saule, timur = (desk.reach(person(name), TODAY) for name in ("saule", "timur"))
    middle = Pending.objects.order_by("due_on", "pk")[number // 2 :][0]
    halfway = f"{middle.due_on}.{middle.pk}"
    bare_pending = Pending.objects.order_by("pk").select_related(
        "case__claimant", "case__organisation", "appeal"
    )
    first = Pending.objects.order_by("pk").values_list("pk", flat=True)[number // 3]
    bare_cases = RecognitionCase.objects.order_by("pk").select_related("claimant", "organisation")
    first_case = RecognitionCase.objects.order_by("pk").values_list("pk", flat=True)[number // 3]

    def wanted(of: Any, **asked: Any) -> Callable[[], object]:
        return lambda: desk.page(of, desk.Wanted(**asked), TODAY)

    bare = lambda: list(bare_pending.filter(pk__gt=first)[: desk.A_PAGE + 1])  # noqa: E731
    ended = lambda: list(bare_cases.filter(pk__gt=first_case)[: desk.A_PAGE + 1])  # noqa: E731
    pages: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "what waits for the office": (wanted(saule), bare),
        "what waits for one assessor": (wanted(timur), bare),
        "all that are open, first page": (wanted(saule, whose=desk.OPEN), bare),
        "all that are open, from the middle": (wanted(saule, whose=desk.OPEN, after=halfway), bare),
        "only what is late": (wanted(saule, whose=desk.OPEN, late=True), bare),
        "one procedure and stage": (
            wanted(saule, whose=desk.OPEN, procedure="academic", stage="completeness"),
            bare,
        ),
        "what has ended": (wanted(saule, whose=desk.ENDED), ended),
    }
    _say(f"{number:,} cases; pages of {desk.A_PAGE}; medians of {ROUNDS} rounds")
    for name, (page, beside) in pages.items():
        ratio, mine = _ratio(page, beside)
        _say(f"{name}: {mine * 1000:.1f} ms, {ratio:.2f} of the bare page")


def _ratio(page: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    page(), bare()
    pairs = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        bare()
        between = time.perf_counter()
        page()
        pairs.append((time.perf_counter() - between, between - begun))
    return statistics.median(mine / its for mine, its in pairs), statistics.median(mine for mine, _ in pairs)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
