"""How much a person has to assess at present: the rooms where assessments are done say it when Django starts."""

from __future__ import annotations

from collections.abc import Callable

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say

_COUNTS: list[Callable[[Person], int]] = []


def register_load(count: Callable[[Person], int]) -> None:
    """Add a count of what a person has open. For `AppConfig.ready`."""
    if count not in _COUNTS:
        _COUNTS.append(count)


def load_of(person: Person) -> int:
    """How many assessments a person has open, in all rooms together."""
    return sum(count(person) for count in _COUNTS)


def load_words(person: Person) -> str:
    """The same in words, for whoever chooses an assessor."""
    return say("register.load", open=load_of(person))
