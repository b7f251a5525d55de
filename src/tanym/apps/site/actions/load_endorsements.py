"""Bring what employers of the sample country were asked to endorse, and what they said."""

from __future__ import annotations

from tanym.apps.accounts.queries import person
from tanym.apps.endorsements.actions.ask import ask
from tanym.apps.endorsements.actions.confirm import confirm
from tanym.apps.endorsements.actions.revoke import revoke
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.queries import published_version
from tanym.apps.site.queries import moment, read


def load_endorsements() -> None:
    """Ask, confirm and revoke as `endorsements.toml` says; after the designs."""
    for row in read("endorsements.toml")["endorsement"]:
        made = ask(
            actor=person(row["asked_by"]),
            at=moment(row["asked_on"]),
            version=published_version(row["design"], row["asked_on"]),
            endorser=organisation(row["endorser"]),
            message=row["message"],
        )
        if "answered_on" in row:
            who = person(row["answered_by"])
            confirm(
                actor=who,
                at=moment(row["answered_on"]),
                endorsement=made,
                statement=row["statement"],
                until=row.get("until"),
            )
            if "revoked_on" in row:
                revoke(actor=who, at=moment(row["revoked_on"]), endorsement=made, reason=row["reason"])
