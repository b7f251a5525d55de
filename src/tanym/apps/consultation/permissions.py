"""Who may do what in a consultation: action → roles at the organisation that holds it; `self` is the person concerned."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.consultation.models import Consultation
from tanym.apps.organisations.permissions import Table, may, permit
from tanym.apps.organisations.queries import holds

SELF = frozenset({"self"})
AUTHORS = frozenset({"policy-author"})
HOLDERS = frozenset({"policy-author", "policy-approver"})

TABLE: Table = {
    "open": AUTHORS,
    "extend": AUTHORS,
    "close": AUTHORS,
    "comment": SELF,
    "reply": SELF,
    "moderate": HOLDERS,
    "answer": HOLDERS,
    "ask": HOLDERS,
    "invite": HOLDERS,
    "write_beside": HOLDERS,
    "note_beside": HOLDERS,
    "convene": HOLDERS,
    "add_document": HOLDERS,
    "record_minutes": HOLDERS,
    "record_contribution": HOLDERS,
    "form_group": HOLDERS,
    "propose": HOLDERS | SELF,
    "settle": HOLDERS,
    "read_desk": HOLDERS,
}
"""`comment` and `reply`: anybody who has signed in, for themselves. `propose`: also the recorder of the group."""

PARTNER = "evaluator"
"""The role that drafts side by side at any consultation; others are invited one by one."""
BESIDE = frozenset({"write_beside", "note_beside"})


def may_do(action: str, actor: Any, on: date, of: Consultation, *, owner: Any = None) -> bool:
    """Whether the actor may do it in this consultation. Partners may draft side by side."""
    if action in BESIDE and is_partner(actor, on, of):
        return True
    return may(TABLE, action, actor, on, at=of.organiser, owner=owner)


def require(action: str, actor: Any, on: date, of: Consultation, *, owner: Any = None) -> None:
    """Raise `NotPermitted` unless the actor may."""
    if action in BESIDE and is_partner(actor, on, of):
        return
    permit(TABLE, action, actor, on, at=of.organiser, owner=owner)


def is_partner(person: Any, on: date, of: Consultation) -> bool:
    """Whether the person drafts side by side here: as an evaluator of a partner, or invited by name."""
    if not person.is_authenticated:
        return False
    return holds(person, PARTNER, None, on) or of.partners.filter(person=person).exists()
