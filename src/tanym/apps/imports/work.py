"""The background work of writing a long list."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tanym.apps.imports.actions.write import write
from tanym.apps.imports.queries import batch
from tanym.apps.jobs.kinds import Progress


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """Write the list: whole or not at all, so that nothing can be half done. A list that clashes comes back by itself."""
    found = batch(arguments["batch"])
    progress(0, found.count)
    write(at=timezone.now(), batch=found)
    progress(found.count, found.count)
