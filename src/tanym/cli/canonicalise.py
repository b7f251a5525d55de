"""`tanym canonicalise`: the canonical form of a dataset, for conformance runs and for comparing what was signed."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import pyoxigraph as ox
import typer

from tanym.cli.files import standard_input
from tanym.core.credentials.canonicalise import canonical_dataset
from tanym.core.credentials.parse import MAX_BYTES
from tanym.core.kernel.errors import InvalidValue


class Hash(StrEnum):
    """The hashes of RDFC-1.0."""

    SHA256 = "SHA256"
    SHA384 = "SHA384"


def canonicalise(
    algorithm: Annotated[
        Hash, typer.Argument(metavar="[SHA256|SHA384]", help="The hash that tells blank nodes apart.")
    ] = Hash.SHA256,
) -> None:
    """Bring N-Quads on standard input into canonical form (W3C RDFC-1.0): exit 0, or 64 for what cannot be.

    A graph made to cost time is refused.
    """
    data = standard_input(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InvalidValue("credential.input-too-large", bytes=len(data), limit=MAX_BYTES)
    try:
        quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as wrong:
        raise InvalidValue("credential.not-canonicalisable") from wrong
    sys.stdout.buffer.write(canonical_dataset(quads, algorithm))
