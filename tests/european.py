"""The contexts of European Digital Credentials for tests: those of the wheel and two official files of the vectors."""

from __future__ import annotations

import json
from functools import cache

from tanym.adapters.contexts import bundled_contexts
from tanym.core.credentials.contexts import ELM, VC_V1, Contexts
from tests.places import shared


@cache
def european_contexts() -> Contexts:
    """The installed contexts after `tanym import contexts` was given the official files."""
    folder = shared("vectors/contexts")
    index = json.loads((folder / "index.json").read_text())
    more = {url: json.loads((folder / index[url]["file"]).read_text()) for url in (VC_V1, ELM)}
    return Contexts({**bundled_contexts(), **more})
