"""How long it takes to ask every design rule of 100,000 micro-qualifications, and whether each is told what it is told alone.

    python -m bench.simulation [--number 100000] [--size 1000] [--sample 2000]

Prints a Markdown table of CPU seconds of this process. Everything is measured in one run on one catalogue: reading the
facts as the database keeps them, columns, answers; the same again from the folder of kept columns; a draft that changes
one number; rules asked anew of columns that were kept; and a sample one by one, whose answers are compared with those
of the columns.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from bench.catalogue import DAY, write
from tanym.adapters.kept_columns import KeptColumns
from tanym.core.kernel.canonical import digest
from tanym.core.rules import Pack, Stack, read_pack, resolve, rules_binding
from tanym.core.rules.columns import Wanted, read_columns
from tanym.core.rules.columnwise import Questions, told
from tanym.core.rules.effects import effects_of, touched
from tanym.core.rules.entries import Place, with_entries
from tanym.core.rules.resolved import ResolvedRule
from tanym.core.rules.snapshot import read_snapshot
from tanym.rulepacks.loader import load, vocabulary

DAY_OF_CHECK = "design.checked_on"
LIMIT = Place("design.toml", "value", "volume.highest-credits")


class Clock:
    """CPU seconds by the name of what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - began


def _name(block: int) -> str:
    return f"{block:08}"


def blocks(path: Path, size: int) -> Iterator[list[str]]:
    """The lines of a catalogue, some at a time."""
    with path.open(encoding="utf-8") as opened:
        while some := list(islice(opened, size)):
            yield some


class Bench:
    """One catalogue, asked by stacks; what is kept lies in a folder, as on the platform."""

    def __init__(self, catalogue: Path, folder: Path, size: int) -> None:
        self.catalogue, self.size = catalogue, size
        self.kept = KeptColumns(folder)
        self.clock = Clock()
        self.blocks = 0

    def ask(self, name: str, stacks: list[Stack], each: Callable[[int, list[bytes]], None]) -> int:
        """Ask all design rules of these stacks; what is kept is not asked again. Returns how many records there were."""
        rules = {rule.key(): rule for by in stacks for rule in rules_binding(by, "design")}
        every = Questions(rules.values()).columns
        questions: dict[tuple[str, ...], Questions] = {}
        number = 0
        for block, lines in enumerate(blocks(self.catalogue, self.size)):
            self.blocks = max(self.blocks, block + 1)
            with self.clock.on(name):
                found = self.kept.answers(_name(block), rules)
                missing = tuple(key for key in rules if key not in found)
                asked = questions.setdefault(missing, Questions(rules[key] for key in missing))
                if missing:
                    found.update(
                        zip(
                            missing,
                            self._answers(name, block, lines, every, missing, asked, stacks[0]),
                            strict=True,
                        )
                    )
            each(block, [found[key] for key in rules])
            number += len(lines)
        return number

    def _answers(
        self,
        name: str,
        block: int,
        lines: list[str],
        every: frozenset[Wanted],
        keys: tuple[str, ...],
        asked: Questions,
        by: Stack,
    ) -> list[bytes]:
        key = _name(block)
        wanted = [one for one in asked.columns if one.fact != DAY_OF_CHECK]
        columns = self.kept.columns(key, wanted, by.facts)
        if columns is None:
            with self.clock.on(f"{name}: facts from JSON into columns"):
                facts = {one.fact for one in every}
                columns = read_columns(by.facts, map(json.loads, lines), facts).seen(every)
            with self.clock.on(f"{name}: columns kept"):
                self.kept.keep_columns(key, every, columns)
        with self.clock.on(f"{name}: answers"):
            answers = asked.ask(columns.with_same(DAY_OF_CHECK, DAY))
        with self.clock.on(f"{name}: answers kept"):
            self.kept.keep_answers(key, dict(zip(keys, answers, strict=True)))
        return answers


def changed(pack: Pack, credits: int) -> Pack:
    """The pack with another highest volume."""
    content: Any = pack.files[LIMIT.file]["value"][LIMIT.name]
    dated = [{**line, "value": credits} for line in content["dated"]]
    return read_pack(with_entries(pack.files, {LIMIT: {**content, "dated": dated}}))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=1000, help="records of a block")
    parser.add_argument("--sample", type=int, default=2000, help="records that are asked one by one, too")
    parser.add_argument(
        "--folder", type=Path, help="where catalogue and columns lie (default: a new temporary folder)"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(chosen.folder or Path(temporary), chosen.number, chosen.size, chosen.sample)


def measure(folder: Path, number: int, size: int, sample: int) -> None:
    catalogue = folder / f"catalogue-{number}.jsonl"
    if not catalogue.exists():
        write(catalogue, number)
    packs = load(["kz"])
    now = resolve(packs, DAY, vocabulary())
    draft = resolve([changed(one, 4) if one.id == "eu" else one for one in packs], DAY, vocabulary())
    rules = rules_binding(now, "design")
    memory = _peak()
    bench = Bench(catalogue, folder / f"columns-{number}-{digest([str(time.time_ns())])[:8]}", size)
    first: dict[int, list[bytes]] = {}

    def keep(block: int, answers: list[bytes]) -> None:
        if block * size < sample:
            first[block] = answers

    def again(block: int, answers: list[bytes]) -> None:
        assert block not in first or first[block] == answers

    asked = bench.ask("first time", [now], keep)
    peak = _peak()
    bench.ask("again, all answers kept", [now], again)
    effects = [0]
    pairs = touched({r.id: r for r in rules}, {r.id: r for r in rules_binding(draft, "design")})
    bench.ask("a draft that changes one number", [draft], lambda block, answers: None)
    with bench.clock.on("a draft that changes one number: what differs"):
        for block in range(bench.blocks):
            for rule, before, after in pairs:
                was, then = (_told(bench, block, one) for one in (before, after))
                found = was or then
                effects[0] += len(effects_of(rule, was, then, len(found[1]))) if found else 0
    _one_by_one(bench, now, first, size, sample)
    kept = [one for one in rules if _columns_kept(bench, now, one)]
    anew = {
        "another day": [one for one in kept if DAY_OF_CHECK in one.rule.facts],
        "a draft with other words reserved in titles": [
            one for one in kept if "title.reserved-words" in one.rule.values
        ],
        "every rule that reads no long text": kept,
    }
    for name, some in anew.items():
        _ask_anew(bench, f"columns kept, no answer kept: {name}", now, some)
    _show(bench, asked, len(rules), [name for name, *_ in pairs], effects[0], sample, (memory, peak))


def _told(bench: Bench, block: int, rule: ResolvedRule | None) -> tuple[ResolvedRule, bytes] | None:
    return (rule, bench.kept.answers(_name(block), [rule.key()])[rule.key()]) if rule else None


def _one_by_one(bench: Bench, by: Stack, first: dict[int, list[bytes]], size: int, sample: int) -> None:
    """Every record of the sample is told alone what the columns told it, by every rule."""
    rules = rules_binding(by, "design")
    with bench.catalogue.open(encoding="utf-8") as opened:
        for place, line in enumerate(islice(opened, sample)):
            snapshot = json.loads(line)
            with bench.clock.on("one by one, the sample"):
                facts = read_snapshot(by.facts, snapshot) | {DAY_OF_CHECK: DAY}
                alone = [told(rule, facts) for rule in rules]
            together = [answers[place % size] for answers in first[place // size]]
            assert alone == together, f"record {place} is told otherwise alone"


def _columns_kept(bench: Bench, by: Stack, rule: ResolvedRule) -> bool:
    """Whether all that the rule reads is kept: no long text."""
    wanted = [one for one in Questions([rule]).columns if one.fact != DAY_OF_CHECK]
    return bench.kept.columns(_name(0), wanted, by.facts) is not None


def _ask_anew(bench: Bench, name: str, by: Stack, rules: list[ResolvedRule]) -> None:
    """Ask rules as if no answer were kept, on the next day."""
    questions = Questions(rules)
    wanted = [one for one in questions.columns if one.fact != DAY_OF_CHECK]
    for block in range(bench.blocks):
        with bench.clock.on(f"{name} ({len(rules)} rules)"):
            columns = bench.kept.columns(_name(block), wanted, by.facts)
            if columns is not None:
                questions.ask(columns.with_same(DAY_OF_CHECK, DAY + timedelta(days=1)))


def _peak() -> float:
    """The largest memory of this process so far, in MiB."""
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found / 1024 if sys.platform != "darwin" else found / 1024 / 1024


def _show(
    bench: Bench,
    number: int,
    rules: int,
    changed_rules: list[str],
    effects: int,
    sample: int,
    memory: tuple[float, float],
) -> None:
    say = sys.stdout.write
    say(f"Python {platform.python_version()}, {platform.machine()}, {date.today().isoformat()}\n")  # noqa: DTZ011
    say(
        f"{number:,} micro-qualifications × {rules} design rules = {number * rules / 1e6:.1f} million evaluations, blocks of {bench.size}\n\n"
    )
    say("| what | CPU s |\n|---|---|\n")
    for name, spent in sorted(bench.clock.spent.items()):
        scale = f" (× {number / sample:.0f} = {spent * number / sample:.1f})" if "one by one" in name else ""
        say(f"| {name} | {spent:.2f}{scale} |\n")
    say(f"\nThe draft touches {', '.join(changed_rules)} and changes what {effects:,} records are told.\n")
    say(f"One by one and by columns: equal for all {sample:,} records of the sample, every rule.\n")
    say(
        f"Peak memory {memory[1]:.0f} MiB, of which {memory[0]:.0f} MiB were taken before the first record.\n"
    )


if __name__ == "__main__":
    main()
