"""Begin an application for an organisation."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.actions.oversee import oversee
from tanym.apps.accreditation.handling import APPLICANT, note, write
from tanym.apps.accreditation.kinds import CENTRE, KINDS
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.numbering import next_number
from tanym.apps.accreditation.permissions import AT_APPLICANT
from tanym.apps.accreditation.queries import LIVING, open_application, standing_entries
from tanym.apps.clocks.proceedings import code, opened
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation as organisation_by
from tanym.apps.policy.queries import check_now
from tanym.apps.registers.queries import definition, scope_of
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.registers.standing import Status


def begin(*, actor: Person, at: datetime, organisation: Organisation, procedure: str) -> Application:
    """A draft of an application; where the organisation stands in the register, it asks to continue the entry.

    Raises `NotPermitted`, `NotFound("accreditation.unknown")` for a procedure that is none of ours,
    `Refused("accreditation.education-organisation")` for an education organisation that wants to be a recognition centre
    (Law 14-VIII, art. 24(2)), `Refused("accreditation.open-already")`.
    """
    on = timezone.localdate(at)
    kind = KINDS.get(procedure)
    if kind is None:
        raise NotFound("accreditation.unknown")
    permit(AT_APPLICANT, "begin", actor, on, at=organisation)
    with transaction.atomic():
        body = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        if already := open_application(body, procedure):
            raise Refused("accreditation.open-already", number=already.number)
        office = organisation_by(kind.office)
        made = Application(
            procedure=procedure,
            organisation=body,
            office=office,
            opened_by=actor,
            opened_at=at,
        )
        if procedure == CENTRE:
            _no_education_organisation(made, at, body)
        before = [one for one in standing_entries(body, on) if one.entry.register == kind.register]
        held = [one for one in before if one.standing.status in LIVING | {Status.EXPIRED}]
        if held:
            latest = max(held, key=lambda one: (one.standing.status in LIVING, one.entry.number))
            made.entry, made.renews = latest.entry.public_id, True
            made.scope = {k: list(v) for k, v in scope_of(latest.standing.content).items() if k in kind.scope}
            made.follows = oversee(actor=None, at=at, entry=latest.entry)
            if made.follows is not None:
                made.answers = dict(made.follows.answers)
        write(
            made,
            opened(office.code, procedure, people={APPLICANT: [code(actor)]}, at=at, on=on),
        )
        made.number = next_number(kind.prefix, office, on.year)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            raise Refused("accreditation.open-already", number="") from None
        note(
            made,
            actor=actor,
            at=at,
            verb="begin",
            details={"procedure": procedure, "organisation": body.code},
        )
        return made


def _no_education_organisation(made: Application, at: datetime, body: Organisation) -> None:
    """A recognition centre is never created at an education organisation: said before anybody fills in a form."""
    on = timezone.localdate(at)
    of = definition(KINDS[CENTRE].register)
    facts = {"centre.organisation_type": body.type}
    report = check_now("centre", facts, on, made.office.code)
    if body.type in of.never or any(one.rule == "KZ-PQ-02" and one.blocks for one in report.findings):
        raise Refused(
            "accreditation.education-organisation",
            type=f"organisation-type.{body.type}",
            law=of.never_because,
        )
