"""Who may bring a list into a register: its keeper."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisations
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.queries import definition


def may_keep(register: str, actor: Any, on: date) -> bool:
    """Whether the actor writes into the register."""
    keeper = organisations().filter(code=definition(register).keeper).first()
    return keeper is not None and may(AT_KEEPER, "enter", actor, on, at=keeper)
