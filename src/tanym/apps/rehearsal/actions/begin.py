"""Begin a rehearsal."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.actions.invent import invent
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.actions.play_role import play_role
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.actions.keep_pack import keep_pack
from tanym.apps.rehearsal.cast import BORN, CLAIMANT, cast
from tanym.apps.rehearsal.models import Player, Rehearsal
from tanym.apps.rehearsal.permissions import permit_at
from tanym.apps.rehearsal.staging import on_stage, time_in, today_in
from tanym.apps.rehearsal.subjects import open_case, subject, tables
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import day_of, draft_pack
from tanym.core.kernel.errors import Refused

MOST = 3
"""Rehearsals that one officer has open at once."""


def begin(
    *, actor: Person, at: datetime, organisation: Organisation, wanted: str, draft: PackDraft | None = None
) -> Rehearsal:
    """Invent the people and open the case `wanted` (`Subject.value`) under the rules in force, or with a `draft` instead.

    With a draft it begins on the day from which the draft is to hold. The caller has seen to it that the actor may read
    the draft. Raises `Refused("rehearsal.too-many" | "pack.faulty")`, `NotFound("rehearsal.no-subject")`, and as the act
    that opens a real case.
    """
    today = timezone.localdate(at)
    permit_at("begin", actor, organisation, today)
    if Rehearsal.objects.filter(officer=actor, ended_at=None).count() >= MOST:
        raise Refused("rehearsal.too-many", most=MOST)
    chosen = subject(organisation, wanted, today)
    with transaction.atomic():
        made = Rehearsal.objects.create(
            officer=actor,
            organisation=organisation,
            procedure=chosen.procedure,
            titles=dict(chosen.titles),
            packs={draft.pack: keep_pack(at=at, pack=draft_pack(draft))} if draft else {},
            drafts=[draft.titles] if draft else [],
            days_ahead=max(0, (day_of(draft) - today).days) if draft else 0,
            opened_at=at,
        )
        _invent(made, today)
        with on_stage(made):
            claimant = made.players.get(part=CLAIMANT).person
            case = open_case(chosen, claimant, organisation, time_in(made), today_in(made))
        made.case = case.public_id
        made.save(update_fields=["case"])
        journal(
            actor=actor,
            at=at,
            action="rehearsal.begin",
            subject=f"rehearsal.rehearsal:{made.public_id}",
            details={"organisation": organisation.code, "procedure": chosen.procedure, "packs": made.packs},
        )
    return made


def _invent(rehearsal: Rehearsal, since: date) -> None:
    with on_stage(rehearsal):
        procedures = tables(rehearsal.procedure, rehearsal.organisation, today_in(rehearsal))
    for place, one in enumerate(cast(*procedures), 1):
        person = invent(names=one.names, born=BORN, language=rehearsal.officer.language)
        Player.objects.create(rehearsal=rehearsal, person=person, part=one.part, place=place)
        if one.part != CLAIMANT:
            play_role(
                person=person,
                organisation=rehearsal.organisation,
                role=one.part,
                since=since,
                rehearsal=rehearsal.public_id,
            )
