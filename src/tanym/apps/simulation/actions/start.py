"""Start a simulation."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.jobs.actions.start import start as start_job
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisations
from tanym.apps.policy.actions.keep_pack import keep_pack
from tanym.apps.simulation.models import Simulation
from tanym.apps.simulation.permissions import TABLE
from tanym.apps.simulation.work import KIND, both
from tanym.core.rules import Pack


def start(*, actor: Person, at: datetime, pack: Pack, on: date) -> Simulation:
    """Ask what would change on a day if this version of a pack were in force; the answer comes as background work.

    The version is kept. Raises `NotPermitted`, `Refused("pack.faulty" | "jobs.one-already")`, `NotFound("pack.unknown")`
    for a pack that requires one that is not there.
    """
    where = organisations().filter(code=pack.institution).first() if pack.institution else None
    permit(TABLE, "start", actor, timezone.localdate(at), at=where)
    with transaction.atomic():
        digest = keep_pack(at=at, pack=pack)
        both(pack, on, pack.institution)
        simulation = Simulation.objects.create(
            pack=pack.id,
            institution=pack.institution,
            bundle_id=digest,
            on=on,
            started_by=actor,
            started_at=at,
        )
        simulation.job = start_job(
            actor=actor, at=at, kind=KIND, arguments={"simulation": str(simulation.public_id)}
        )
        simulation.save(update_fields=["job"])
        journal(
            actor=actor,
            at=at,
            action="simulation.start",
            subject=f"simulation.simulation:{simulation.public_id}",
            details={"pack": pack.id, "bundle": digest, "on": on.isoformat()},
        )
    return simulation
