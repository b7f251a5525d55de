"""What the rules of a pack say about themselves: the facts that the rule on releases reads (GO-01)."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.rules.citations import Citation
from tanym.core.rules.pack import Pack


def release_facts(pack: Pack) -> Mapping[str, object]:
    """What every rule of the pack states of itself: source, place, version, jurisdiction, mark.

    A part counts where no rule lacks it; a source that is described by another pack is described.
    """
    cites = [one for rule in pack.rules for one in rule.cites]
    parts = {
        "source": all(one.source in pack.sources for one in cites) and all(rule.cites for rule in pack.rules),
        "place": all(one.place.strip() for one in cites),
        "version": all(_version(pack, one) for one in cites),
        "jurisdiction": bool(pack.jurisdiction),
        "mark": all(one.mark for one in cites),
    }
    return {"rule.parts": frozenset(name for name, stated in parts.items() if stated)}


def _version(pack: Pack, citation: Citation) -> bool:
    source = pack.sources.get(citation.source)
    return source is not None and bool(source.taken_from or source.version_read or source.on)
