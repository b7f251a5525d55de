"""How the minutes of a case are signed under its packs."""

from __future__ import annotations

from tanym.apps.recognition.pinning import Record, of
from tanym.core.recognition.signing import SigningRules, signing_rules


def rules_of(record: Record) -> SigningRules:
    """The ways to sign, who signs, and what of members who left, by the packs of the case."""
    value = of(record).stack.value
    return signing_rules(
        value("commission.signature-kinds"), value("commission.signed-by"), value("commission.who-left")
    )
