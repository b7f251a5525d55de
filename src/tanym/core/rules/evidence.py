"""Evidence that a new version raises: who marks a source as read says who read it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.citations import Citation, Mark, read_citation
from tanym.core.rules.entries import Place, entries
from tanym.core.rules.pack import Files


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an entry; `line` is the first day of a value's dated line, else ""."""

    place: Place
    line: str
    citation: Citation


def evidence_raised(before: Files, after: Files) -> dict[Place, tuple[str, ...]]:
    """The entries of `after` that call sources read (V) which the older version knew only as not read, S or E; the sources.

    Asked entry by entry and dated line by dated line; an entry or line that is new is asked by what the whole older
    version said of the source, so that a raise can't hide in a new line. A source that is new altogether raises nothing.
    """
    at_entry: dict[tuple[Place, str, str], set[Mark]] = {}
    anywhere: dict[str, set[Mark]] = {}
    for one in citations(before):
        source, mark = one.citation.source, one.citation.mark
        at_entry.setdefault((one.place, one.line, source), set()).add(mark)
        anywhere.setdefault(source, set()).add(mark)
    raised: dict[Place, tuple[str, ...]] = {}
    for one in citations(after):
        source = one.citation.source
        said = at_entry.get((one.place, one.line, source)) or anywhere.get(source, set())
        if one.citation.mark is Mark.VERIFIED and said and not any(mark.firm for mark in said):
            raised[one.place] = tuple(dict.fromkeys((*raised.get(one.place, ()), source)))
    return raised


def citations(files: Files) -> Iterator[Cited]:
    """Every well-formed citation of the files, in their order."""
    for place, content in entries(files).items():
        if not isinstance(content, Mapping):
            continue
        yield from (Cited(place, "", one) for one in _read(content.get("cites")))
        lines = content.get("dated") if place.kind == "value" else None
        for line in lines if isinstance(lines, list | tuple) else ():
            if isinstance(line, Mapping):
                yield from (Cited(place, str(line.get("since")), one) for one in _read(line.get("cites")))


def _read(written: object) -> Iterator[Citation]:
    for text in written if isinstance(written, list | tuple) else ():
        try:
            yield read_citation(text)
        except InvalidValue:  # the checker's matter
            continue
