"""Whether what is taken over from documents of one shape gives the very bytes of the whole algorithm, over many documents.

    python -m bench.identity [--number 10000] [--seed 1] [--share-of-pyld 0.2]

Documents of many shapes with texts that are hard to write down (those of the property tests), twelve of each shape; every
answer, the refusals too, is compared with the general way, and a share of the well-formed ones with PyLD, which shares no
code with it. Ends with an error at the first difference.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from pyld import jsonld

from tanym.core.credentials.compiled import known
from tanym.core.credentials.compiled.known import KnownShapes
from tanym.core.credentials.compiled.texts import escaped
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.dataset import canonical_in_full
from tanym.core.kernel.errors import TanymError
from tests.core.credentials.cast import CONTEXTS
from tests.core.credentials.compiled.documents import WORDS, badges, invented, reshaped, reworded

OF_ONE_SHAPE = 12


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share-of-pyld", type=float, default=0.2)
    chosen = parser.parse_args()
    random = Random(chosen.seed)  # noqa: S311  # no secret depends on it
    shapes, counted = KnownShapes(), Counter[str]()
    general = 0

    def in_full(document: dict[str, Any], contexts: Contexts) -> bytes:
        nonlocal general
        general += 1
        return canonical_in_full(document, contexts)

    known.canonical_in_full = in_full  # type: ignore[assignment]
    while counted["compared"] < chosen.number:
        ours = random.random() < 0.5
        first, contexts = (random.choice(badges()), CONTEXTS) if ours else (invented(random), WORDS)
        if random.random() < 0.4:
            first = reshaped(first, random)
        odd = random.choice([0.01, 0.03, 0.1])
        for place in range(OF_ONE_SHAPE):
            document = first if place < 2 else reworded(first, random, odd)
            expected, before = _answer(canonical_in_full, document, contexts), general
            found = _answer(shapes.canonical, document, contexts)
            if found != expected:
                sys.exit(f"differs: {document!r}")
            counted["compared"] += 1
            counted["refused, both ways alike"] += isinstance(expected, str)
            counted["taken over"] += general == before
            if (
                isinstance(found, bytes)
                and ours
                and random.random() < chosen.share_of_pyld
                and _plain(document)
            ):
                if found.decode() != jsonld.normalize(document, _options(contexts)):
                    sys.exit(f"PyLD differs: {document!r}")
                counted["compared with PyLD too"] += 1
    for name, times in counted.items():
        sys.stdout.write(f"{name:<28} {times:,}\n")


def _answer(way: Callable[..., bytes], document: dict[str, Any], contexts: Contexts) -> bytes | str:
    try:
        return way(document, contexts)
    except TanymError as error:
        return error.code


def _options(contexts: Contexts) -> dict[str, Any]:
    def load(url: str, options: object = None) -> dict[str, object]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    return {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}


def _plain(value: Any) -> bool:
    """Whether no text holds a tab, a control character or what is no character: PyLD writes these as they are."""
    if isinstance(value, str):
        return escaped(value) is not None and "\t" not in value
    if isinstance(value, dict):
        return all(map(_plain, value.values()))
    return all(map(_plain, value)) if isinstance(value, list) else True


if __name__ == "__main__":
    main()
