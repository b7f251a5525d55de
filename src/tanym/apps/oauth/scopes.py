"""The scopes that a program may ask for: each room names its own, with its words, when Django starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OFFLINE = "offline_access"


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope by its name in the protocol; `words` is the code of the sentence that a person reads on the consent page."""

    name: str
    words: str


_SCOPES: dict[str, Scope] = {}


def register(scope: Scope) -> None:
    """Make a scope known. For `AppConfig.ready`."""
    _SCOPES[scope.name] = scope


def known() -> Mapping[str, Scope]:
    """Every scope by its name."""
    return _SCOPES


def split(text: str | None) -> tuple[str, ...]:
    """The scopes in a text, each once, in their order (RFC 6749, 3.3)."""
    return tuple(dict.fromkeys((text or "").split()))
