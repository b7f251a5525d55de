"""`tanym verify`: its owner writes it; until then it refuses."""

from __future__ import annotations

import typer


def verify() -> None:
    """Not there yet."""
    raise typer.Exit(64)
