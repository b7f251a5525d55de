"""Who may do what with documents that wait for people without an account."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "follow": frozenset({"registrar"}),  # at the awarding body: who has claimed, who has not
    "send_again": frozenset({"registrar"}),
    "print_codes": frozenset({"registrar"}),
    "correct_address": frozenset({"registrar"}),
    "offer": frozenset(),  # the platform itself, when a list is written
    "answer": frozenset(),  # whoever has the code
    "disown": frozenset(),  # whoever has the code
    "claim": frozenset(),  # whoever has the code and has answered
}
