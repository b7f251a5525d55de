"""The effects that a procedure may name: the action of the platform carries them out, the core only reports them."""

from __future__ import annotations

from collections.abc import Mapping

EFFECTS: Mapping[str, frozenset[str]] = {
    "re-credit": frozenset(),
    "open-procedure": frozenset({"procedure"}),
    "apply-appeal-result": frozenset(),
    "return-result": frozenset({"to"}),
    "confer-qualification": frozenset(),
    "export-to-platform": frozenset(),
    "draft-plan": frozenset(),
    "restate-conditions": frozenset(),
    "end-recognition": frozenset(),
    "publish": frozenset(),
    "unpublish": frozenset(),
    "enter-in-register": frozenset(),
    "suspend-entry": frozenset(),
    "reinstate-entry": frozenset(),
    "withdraw-entry": frozenset(),
}
"""Each effect with the names of its arguments."""
