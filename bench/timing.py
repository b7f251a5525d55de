"""Interleaved timing: contenders take turns in one run, in CPU seconds, and what counts are ratios within a round."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

Work = Callable[[int], object]
"""One piece of work; the number says which document."""

Timed = Callable[[float], tuple[int, float]]
"""Works for about so many CPU seconds; how often, and how many they were."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a second of CPU time, round by round."""

    name: str
    rates: tuple[float, ...]

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def against(self, other: Measured) -> float:
        """How many times as often as another: the median of the ratios of the rounds."""
        return statistics.median(mine / its for mine, its in zip(self.rates, other.rates, strict=True))


def here(work: Work) -> Timed:
    """Work in this process."""

    def timed(seconds: float) -> tuple[int, float]:
        number, begun = 0, time.process_time()
        while (spent := time.process_time() - begun) < seconds:
            for _ in range(8):
                work(number)
                number += 1
        return number, spent

    return timed


def interleave(cases: Mapping[str, Timed], *, rounds: int, seconds: float) -> dict[str, Measured]:
    """Every case for so many seconds in each round, in turn."""
    rates: dict[str, list[float]] = {name: [] for name in cases}
    for timed in cases.values():
        timed(min(0.1, seconds))  # imports, caches, templates: the first time is no measure
    for _ in range(rounds):
        for name, timed in cases.items():
            times, spent = timed(seconds)
            rates[name].append(times / spent)
    return {name: Measured(name, tuple(found)) for name, found in rates.items()}


def machine() -> str:
    """What it was measured on."""
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()} "
        f"{'with' if _flag('sha_ni') else 'without'} SHA instructions, load {load:.1f}"
    )


def versions(packages: Iterable[str]) -> str:
    """The versions of those that are installed."""
    found = []
    for name in packages:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def _flag(name: str) -> bool:
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
            return any(name in line.split() for line in file if line.startswith("flags"))
    except OSError:
        return False
