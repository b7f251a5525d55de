"""The kinds of background work: each room names its own when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from tanym.core.kernel.errors import NotFound

Progress = Callable[[int, int], None]
"""Told how many steps are done of how many; raises `Stopped` where the person has asked to stop."""


class Stopped(Exception):  # it is no error
    """The person who started the work has cancelled it."""


class Lost(Exception):  # it is no error
    """A piece was taken by another process in the meantime: what was about to be written must not be."""


class Task(Protocol):
    """A piece of a job in the hands of one process."""

    @property
    def content(self) -> dict[str, Any]:
        """What has to be done, and what was kept of it."""
        ...

    def keep(self, content: dict[str, Any]) -> None:
        """Write down what whoever takes the piece up again must know. In a transaction of the caller; raises `Lost`."""
        ...

    def finish(self, result: dict[str, Any]) -> None:
        """The piece is done. In the very transaction that writes what was done; raises `Lost`."""
        ...


@dataclass(frozen=True, slots=True)
class Pieces:
    """Work that several processes share: `split` divides it (how much, what), `do` does one piece and finishes it.

    A process may be killed at any moment: what `do` wrote in the transaction of `finish` is done, everything else is
    done again by whoever takes the piece up.
    """

    split: Callable[[dict[str, Any]], Iterable[tuple[int, dict[str, Any]]]]
    do: Callable[[dict[str, Any], Task], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: `run` does it, `page` is the address of what came of it, `words` the code of its name.

    `keeps`: whether the steps that were done stay when it is stopped; work in pieces always keeps them.
    """

    name: str
    words: str
    run: Callable[[dict[str, Any], Progress], None] | Pieces
    page: Callable[[dict[str, Any]], str]
    keeps: bool = False


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. For `AppConfig.ready`."""
    _KINDS[kind.name] = kind


def kind(name: str) -> Kind:
    """A kind by its name. Raises `NotFound("jobs.unknown-kind")`."""
    if name not in _KINDS:
        raise NotFound("jobs.unknown-kind", kind=name)
    return _KINDS[name]
