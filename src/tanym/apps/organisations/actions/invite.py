"""Invite somebody to take a role, or several, at an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.links import VALID_FOR, digest, new_secret
from tanym.apps.organisations.models import Invitation, Organisation
from tanym.apps.organisations.permissions import permit_giving
from tanym.apps.organisations.queries import open_invitations
from tanym.apps.organisations.roles import roles_of
from tanym.apps.organisations.scope import About
from tanym.apps.organisations.terms import interval, limits
from tanym.core.kernel.errors import InvalidValue, Refused


def invite(
    *,
    actor: Person | None,
    at: datetime,
    organisation: Organisation,
    roles: Sequence[str],
    names: Mapping[str, str],
    email: str,
    language: str = "kk",
    until: date | None = None,
    scope: About | None = None,
    source: str = "",
) -> tuple[Invitation, str]:
    """The invitation, and the secret of its link: it is known only now, for nobody keeps it.

    `names` are those that are known (kk, ru, passport); the invited mend them. With a `source` ("imports.batch:<id>") the
    caller has permitted. Raises as `give_role`, and `Refused("organisation.invited-already")` where an open invitation
    has the same address.
    """
    today = localdate(at)
    if not roles:
        raise InvalidValue("organisation.role-needed")
    within: dict[str, list[str]] = {}
    for role in roles:
        if not source:
            permit_giving(actor, organisation, role, today, "invite")
        elif role not in roles_of(organisation.type):
            raise InvalidValue("organisation.role-not-here", role=role)
        within = limits(role, scope or {})
    interval(today, until, today)
    secret = new_secret()
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        if email and open_invitations(organisation, at).filter(email__iexact=email).exists():
            raise Refused("organisation.invited-already")
        invitation = Invitation.objects.create(
            organisation=organisation,
            role=roles[0],
            further_roles=list(dict.fromkeys(roles[1:])),
            scope=within,
            until=until,
            names={form: name.strip() for form, name in names.items() if name.strip()},
            email=email,
            language=language,
            digest=digest(secret),
            invited_by=actor,
            invited_at=at,
            expires_at=at + VALID_FOR,
        )
        record(
            actor=actor,
            at=at,
            action="organisations.invite",
            subject=f"organisations.invitation:{invitation.public_id}",
            details={
                "organisation": organisation.code,
                "roles": list(roles),
                "scope": within,
                "source": source,
            },
        )
    return invitation, secret
