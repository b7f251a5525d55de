"""How much work one verification may cost, all the documents inside it together: what was made to cost time is refused.

Limits for each document alone do not add up: a presentation holds many credentials, each of them endorsements, and any
of them may be a trap.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue

MAX_NODES = 30_000
"""Nodes of linked data that are read, each as often as a signature covers it: a record of a hundred badges takes half of them."""

MAX_STEPS = 50_000
"""Names tried for nodes that look alike (RDFC-1.0, 7.1)."""


@dataclass(slots=True)
class Effort:
    """What has been spent so far."""

    nodes: int = 0
    steps: int = 0

    def node(self) -> None:
        """One more node was read. Raises `InvalidValue("credential.graph-too-complex")` where they were too many."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise InvalidValue("credential.graph-too-complex", nodes=self.nodes)

    def step(self) -> None:
        """One more name was tried. Raises `InvalidValue("credential.graph-too-complex")` where they were too many."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise InvalidValue("credential.graph-too-complex", steps=self.steps)


_SHARED: ContextVar[Effort | None] = ContextVar("effort", default=None)


@contextmanager
def of_one_verification() -> Iterator[None]:
    """Everything that is read inside spends from one purse; a verification inside another spends from the outer one's."""
    before = _SHARED.get()
    token = _SHARED.set(before or Effort())
    try:
        yield
    finally:
        _SHARED.reset(token)


def effort() -> Effort:
    """The purse of the verification that goes on here, or a new one for a document that is read by itself."""
    return _SHARED.get() or Effort()
