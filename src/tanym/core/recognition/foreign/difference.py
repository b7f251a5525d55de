"""Differences from what the purpose needs: substantial only with a stated obstacle to it (EAR manual, chapter 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tanym.core.kernel.faults import Fault
from tanym.core.recognition.foreign.findings import ELEMENTS


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: of which element, in what; why it hinders the purpose and what shows that; what would bridge it.

    The burden of proof lies with whoever evaluates: `evidence` is what they gathered themselves.
    """

    id: str
    element: str
    in_what: str
    obstacle: str = ""
    evidence: str = ""
    bridge: str = ""

    @property
    def substantial(self) -> bool:
        """Whether it is a major obstacle to the purpose: it is not, as long as nobody says why."""
        return bool(self.obstacle.strip())

    @property
    def proven(self) -> bool:
        """Whether an obstacle is stated and something shows it."""
        return self.substantial and bool(self.evidence.strip())


def check_difference(difference: Difference) -> tuple[Fault, ...]:
    """What keeps a difference from being recorded; empty for a sound one."""
    if difference.element not in ELEMENTS:
        return (Fault("foreign.difference-of-nothing", "element"),)
    if not difference.in_what.strip():
        return (Fault("foreign.difference-in-what", "in_what"),)
    if difference.substantial and not difference.evidence.strip():
        return (Fault("foreign.obstacle-without-evidence", "evidence"),)
    if difference.substantial and not difference.bridge.strip():
        return (Fault("foreign.obstacle-without-bridge", "bridge"),)
    return ()


def substantial(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences that can carry a refusal."""
    return tuple(one for one in differences if one.substantial)


def hindering(differences: Iterable[Difference]) -> frozenset[str]:
    """The elements in which a difference hinders the purpose."""
    return frozenset(one.element for one in substantial(differences))
