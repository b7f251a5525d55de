"""The contexts of the published vectors: read from the shared folder, never from this repository."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from tanym.core.credentials.contexts import Contexts
from tests.places import shared


def published_contexts() -> Contexts:
    """Every context in the shared folder; skips the test where the folder is absent."""
    return _contexts(shared("vectors/contexts"))


@cache
def _contexts(folder: Path) -> Contexts:
    index = json.loads((folder / "index.json").read_text())
    found = {url: folder / row["file"] for url, row in index.items() if (folder / row["file"]).exists()}
    return Contexts({url: json.loads(path.read_text()) for url, path in found.items()})
