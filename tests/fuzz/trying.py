"""Tries a parser with many inputs: it answers or refuses, in time and within memory; anything else is a fault of ours."""

from __future__ import annotations

import os
import resource
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import TanymError

INPUTS = int(os.environ.get("TANYM_FUZZ", "25"))
"""Inputs for each parser; `make fuzz` asks for many more."""

SECONDS = 5.0
MEMORY = 512 * 1024  # KiB that a run of one parser may add to the process
tried: Counter[str] = Counter()
refused: Counter[str] = Counter()


class Hang(BaseException):
    """An input that takes longer than anybody would wait."""


@contextmanager
def in_time() -> Iterator[None]:
    """Interrupts what takes longer than five seconds."""

    def stop(number: int, frame: Any) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def try_out(name: str, attempt: Callable[[Random], object], share: float = 1.0) -> None:
    """Calls `attempt` once for each input; it draws its input from the random source and hands it to the parser.

    A refusal (`TanymError`) is an answer. `share` is how many of the usual number of inputs a slow parser gets.
    """
    at_first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    @settings(
        max_examples=max(1, int(INPUTS * share)),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.randoms(use_true_random=False))
    def each(random: Random) -> None:
        tried[name] += 1
        with in_time():
            try:
                attempt(random)
            except TanymError:
                refused[name] += 1

    each()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - at_first
    assert grown < MEMORY, f"{name}: the process grew by {grown // 1024} MiB"
