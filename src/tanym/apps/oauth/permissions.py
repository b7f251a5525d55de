"""Who may do what with a permission for a program: whoever gave it, and nobody else."""

from __future__ import annotations

TABLE = {
    "allow": frozenset({"self"}),
    "read": frozenset({"self"}),
    "take_back": frozenset({"self"}),
}
