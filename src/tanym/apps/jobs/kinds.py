"""The kinds of background work: each room names its own when Django starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tanym.core.kernel.errors import NotFound

Progress = Callable[[int, int], None]
"""Told how many steps are done of how many; raises `Stopped` where the person has asked to stop."""


class Stopped(Exception):  # it is no error
    """The person who started the work has cancelled it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: `run` does it, `page` is the address of what came of it, `words` the code of its name."""

    name: str
    words: str
    run: Callable[[dict[str, Any], Progress], None]
    page: Callable[[dict[str, Any]], str]


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. For `AppConfig.ready`."""
    _KINDS[kind.name] = kind


def kind(name: str) -> Kind:
    """A kind by its name. Raises `NotFound("jobs.unknown-kind")`."""
    if name not in _KINDS:
        raise NotFound("jobs.unknown-kind", kind=name)
    return _KINDS[name]
