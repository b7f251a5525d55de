"""From a JSON-LD document to the bytes that are hashed and signed: canonical N-Quads (W3C RDFC-1.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.credentials.compiled.known import KnownShapes
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.dataset import canonical_dataset

__all__ = ["canonical_dataset", "canonical_quads"]

_KNOWN = KnownShapes()


def canonical_quads(document: Mapping[str, Any], contexts: Contexts) -> bytes:
    """The canonical N-Quads of a JSON-LD document whose every word is defined by installed contexts.

    What was worked out for documents of the same shape is taken over (`compiled`); the bytes are those of the whole
    algorithm. Raises what `check_terms` raises, `InvalidValue("credential.not-canonicalisable")` for what is no RDF and
    `InvalidValue("credential.graph-too-complex")` for a graph made to cost time.
    """
    return _KNOWN.canonical(document, contexts)
