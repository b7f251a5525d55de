"""A design as the room of clocks knows it, and its clocks written down there."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held
from tanym.apps.clocks.proceedings import pinned
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import organisations
from tanym.apps.qualifications.models import Version
from tanym.core.procedures.state import CaseState, from_json
from tanym.core.procedures.table import OFFICES

VERSION = "qualifications.version"


def held(version: Version, state: CaseState | None = None) -> Held:
    """Whose duty the next act on a design is, what it is called, where its page is; its authors are the applicants."""
    state = state or from_json(version.case)
    design = version.micro_qualification
    proceeding = pinned(state)
    party = proceeding.procedure.parties.get(proceeding.stage(state).waits_for)
    centre = organisations("national-centre").first() if party and party.side in OFFICES else None
    return Held(
        subject=f"{VERSION}:{version.public_id}",
        thing=version,
        state=state,
        organisation=centre or design.owner,
        titles=version.titles,
        address=page_address("qualifications:design", version.public_id),
        number=f"{design.code}/{version.number}",
        applicants=(version.submitted_by or version.edited_by,),
    )


def follow(version: Version, state: CaseState, *, at: datetime) -> None:
    """Write down the clocks of a design in a state, in the transaction of the step that moved it."""
    keep(held(version, state), at=at)
