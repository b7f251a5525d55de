"""The kinds of lists that fill registers, as far as this installation keeps those registers."""

from __future__ import annotations

from tanym.apps.imports.entries import agreements, organisations
from tanym.apps.registers.queries import definitions
from tanym.core.kernel.lists import Kind


def kinds() -> tuple[Kind, ...]:
    """One for each register of organisations and one for agreements."""
    kept = definitions()
    found = [organisations.kind_of(name) for name in organisations.KEPT if name in kept]
    return (*found, agreements.kind()) if agreements.REGISTER in kept else tuple(found)
