"""Who may change what stands in the registers of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.organisations.permissions import Table, may, permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.standards.contents import KINDS, keeper
from tanym.core.kernel.errors import NotFound

KEEPERS = frozenset({"officer", "keeper"})

TABLE: Table = {
    "propose": KEEPERS,
    "propose_withdrawal": KEEPERS,
    "adopt": KEEPERS,
    "return_proposal": KEEPERS,
}
"""Action → roles at the organisation that keeps the register, as the data of the country name it."""


def permit_keeper(action: str, actor: Any, on: date, register: str) -> None:
    """Raise `NotPermitted` unless the actor may do it at the keeper of the register."""
    permit(TABLE, action, actor, on, at=organisation(keeper(register)))


def may_keep(actor: Any, on: date, register: str, action: str = "propose") -> bool:
    """Whether somebody keeps a register."""
    try:
        return may(TABLE, action, actor, on, at=organisation(keeper(register)))
    except NotFound:  # the keeper is no organisation of this installation
        return False


def registers_of(actor: Any, on: date) -> list[str]:
    """The registers of this room that somebody keeps."""
    return [register for register in KINDS if may_keep(actor, on, register)]
