"""The background work of writing a long list."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tanym.apps.imports.actions.write import write
from tanym.apps.imports.queries import batch
from tanym.apps.jobs.kinds import Progress


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """Write the list: whole or not at all, or part by part where its kind allows. A list that clashes comes back by itself.

    Stopped or lost between two parts, it goes on from there when somebody begins it again.
    """
    found = batch(arguments["batch"])
    progress(found.count - len(found.rows), found.count)
    write(at=timezone.now(), batch=found, progress=progress)
