"""Who may do what with background work: whoever started it, and nobody else."""

from __future__ import annotations

TABLE = {
    "cancel": frozenset({"self"}),
    "read": frozenset({"self"}),
}
