"""A subscriber's server for the tests of webhooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Got:
    """A message as it came over the line."""

    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, object]:
        return json.loads(self.body)


@dataclass
class Receiver:
    """A subscriber's server, which answers as the test tells it."""

    address: str = ""
    status: int = 200
    statuses: dict[int, int] = field(default_factory=dict)  # by number of act
    echo: Callable[[str], bytes] = lambda word: json.dumps({"challenge": word}).encode()
    got: list[Got] = field(default_factory=list)

    def numbers(self) -> list[int]:
        return [one.said["data"]["number"] for one in self.got]
