"""What a keeper proposes, as data that waits for a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that one act on an entry needs.

    `organisation` is a code and `person` a public identifier, of a new entry; `seen` is how many acts the entry had
    when the keeper looked at it.
    """

    since: date
    until: date | None = None
    titles: Texts = field(default_factory=dict)
    organisation: str = ""
    person: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    reason: Texts = field(default_factory=dict)
    basis: Texts = field(default_factory=dict)
    seen: int = 0

    def data(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "titles": dict(self.titles),
            "organisation": self.organisation,
            "person": self.person,
            "content": dict(self.content),
            "reason": dict(self.reason),
            "basis": dict(self.basis),
            "seen": self.seen,
        }


def read_given(data: Mapping[str, Any]) -> Given:
    """What was kept, read back."""
    until = data["until"]
    return Given(
        **{
            **data,
            "since": date.fromisoformat(data["since"]),
            "until": date.fromisoformat(until) if until else None,
        }
    )


def check(of: Definition, act: Act, given: Given) -> None:
    """Whether a keeper has said what an act by hand needs.

    Raises `InvalidValue`: `register.reason-missing`, `register.basis-missing`, `register.title-missing`,
    `register.parties`.
    """
    if act is not Act.ENTERED and not given.reason:
        raise InvalidValue("register.reason-missing")
    if not given.basis:
        raise InvalidValue("register.basis-missing")
    if of.subject == "agreement" and act in (Act.ENTERED, Act.AMENDED):
        if act is Act.ENTERED and not given.titles:
            raise InvalidValue("register.title-missing")
        if len(set(given.content.get("parties", ()))) + len(given.content.get("bodies", ())) < 2:
            raise InvalidValue("register.parties")
