"""Make two accounts of one person one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.actions.confirm_number import confirm_number
from tanym.apps.accounts.holdings import hand_over, holdings, rows
from tanym.apps.accounts.identities import proof
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.letters.actions.mark_read import mark_read
from tanym.apps.letters.queries import letters_about
from tanym.apps.merging.notices import tell
from tanym.apps.merging.permissions import TABLE
from tanym.apps.merging.queries import about, in_the_way
from tanym.apps.oauth.actions.take_back import take_back
from tanym.apps.oauth.queries import grants_of
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused

HELD = (
    ("recognition.RecognitionCase", "claimant"),
    ("recognition.Appeal", "of__claimant"),
    ("learning.Enrolment", "person"),
    ("qualifications.Award", "person"),
    ("credentials.Credential", "holder"),
)
"""What moves under locks of its own, in the order in which everybody takes them; the two people come after, the journal last."""


def merge(*, actor: Person, at: datetime, source: Person) -> Person:
    """All that is kept about `source` is about the actor from now on; nobody can sign in as `source` any more.

    The caller has had it proved that both are one person (`prove`). Documents, keys and their places in status lists stay
    as they are; so does the journal: what was done stays done by the account that did it. There is no way back, so
    nothing happens where anything is in doubt: raises `Refused("merging.obstacle.…")`, `Refused("merging.not-whole")` where
    a row could not change hands, `Refused("merging.closed")` for an account that is closed or was merged before.
    """
    today = timezone.localdate(at)
    permit(TABLE, "merge", actor, today, owner=actor)
    with transaction.atomic():
        _hold(actor, source)
        both = {
            one.pk: one
            for one in Person.objects.select_for_update(no_key=True)
            .filter(pk__in=[actor.pk, source.pk])
            .order_by("pk")
        }
        if len(both) != 2 or not all(one.is_active for one in both.values()):
            raise Refused("merging.closed")
        gone, stays = both[source.pk], both[actor.pk]
        for obstacle in in_the_way(gone, stays, today):
            raise Refused(f"merging.obstacle.{obstacle}")
        moved = _move(gone, stays, at)
        record(
            actor=stays,
            at=at,
            action="merging.merge",
            subject=f"accounts.person:{stays.public_id}",
            details={"from": str(gone.public_id), "moved": dict(moved)},
        )
        tell(stays, "merging.letter.done", at=at, what="merge", page="accounts:mine")
        return stays


def _hold(*people: Person) -> None:
    """Lock what other people's acts lock, too: whoever moves a case waits, or we wait for them."""
    for label, path in HELD:
        found = apps.get_model(label)._default_manager.filter(**{f"{path}__in": people})
        list(found.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))


def _move(gone: Person, stays: Person, at: datetime) -> Mapping[str, int]:
    for grant in grants_of(gone, at):  # a permission for that account says nothing of this one
        take_back(actor=gone, at=at, grant=grant)
    proved_by = proof(gone)  # the same number, or there were an obstacle: what proved it there proves it here
    moved = hand_over(gone, stays, at)
    if proved_by:
        confirm_number(at=at, person=stays, by=proved_by)
    for holding in holdings():
        for own in holding.own:
            if own.direct and rows(holding, own, gone).exists():
                raise Refused("merging.not-whole")
    if stays.birth_date is None and gone.birth_date is not None:
        Person.objects.filter(pk=stays.pk).update(birth_date=gone.birth_date)
    if not stays.email and gone.email:  # or a forgotten password would have no way back
        Person.objects.filter(pk=stays.pk).update(email=gone.email)
    for letter in letters_about(about(gone, "proof")).filter(to=stays, read_at=None):
        mark_read(actor=stays, at=at, letter=letter)  # that somebody wanted this: it was they
    Person.objects.filter(pk=gone.pk).update(is_active=False, merged_into=stays, merged_at=at)
    Person.objects.filter(merged_into=gone).update(merged_into=stays)
    return moved
