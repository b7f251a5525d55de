"""What the room `credentials` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "credentials",
    own=(
        Own("Credential", "holder", Fate.STAYS, ground="award"),
        Own("Edition", "credential__holder", Fate.STAYS, ground="award"),
        Own("SharedLink", "credential__holder", Fate.GOES, ground="own"),
        Own("BulkItem", "credential__holder", Fate.STAYS, ground="award"),
    ),
    acts={
        "IssuerKey": ("made_by",),
        "KeyProposal": ("proposed_by", "decided_by"),
        "Edition": ("replaced_by",),
        "BulkRevocation": ("prepared_by", "confirmed_by"),
    },
    apart=("StatusPlace", "StatusList"),
)
