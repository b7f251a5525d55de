"""Who may do what with terms: which roles those are, the kind of the case says."""

from __future__ import annotations

from tanym.apps.clocks.kinds import kinds
from tanym.apps.organisations.permissions import Table


def table(prefix: str) -> Table:
    """Action → roles at the organisation whose duty the case is."""
    kind = kinds()[prefix]
    return {"extend": kind.extends, "run": frozenset()}  # the platform itself runs the clocks
