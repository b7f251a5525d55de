"""Addresses of rehearsals: one of Saule's that is under way."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.portfolio.actions.ask import ask
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.given import Given
from tanym.apps.rehearsal.actions.begin import begin
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.staging import on_stage, time_in
from tanym.core.recognition.evidence import EvidenceKind
from tests.apps.site.addresses import Row, at


def rehearsals() -> list[Row]:
    """Who holds an office where a procedure is run, or writes the rules of the country, begins one; the rest is Saule's."""
    now = timezone.localtime()
    row = begin(
        actor=find("saule"),
        at=now,
        organisation=organisation("sayram"),
        wanted="academic:data-analysis-intro",
    )
    its, saule = {"public_id": row.public_id}, frozenset({"saule"})
    ministries = at("min-higher", "policy-author") | at("min-education", "policy-author")
    ministries |= at("min-labour", "policy-author")
    offices = [at(one, "secretary", "officer", "evaluator", "policy-author") for one in RUN_ONE]
    everybody = ministries.union(*offices)
    page = f"recognition/cases/{row.case}/"
    asked = {**its, "question": _asked(row)}
    acted = {**its, "place": 1, "language": "en", "inner": page + "evidence/"}
    return [
        Row("rehearsal:list", read=at("", "secretary", "officer", "evaluator", "policy-author")),
        Row(
            "rehearsal:begin",
            read=everybody,
            act=at("sayram", "secretary", "officer", "evaluator", "policy-author") | ministries,
            data={"organisation": "sayram", "wanted": "academic:data-analysis-intro"},
            knowing=everybody,
        ),
        Row("rehearsal:page", its, read=saule),
        Row("rehearsal:switch", its, read=saule, asked={"place": "1"}),
        Row("rehearsal:move-on", its, act=saule, data={"days": "1", "revision": row.revision}),
        Row("rehearsal-act", {**acted, "inner": page}, read=saule),
        Row("rehearsal-act", acted, act=saule, data={**EVIDENCE, "revision": 1}),
        Row("rehearsal:answer", asked, read=saule, act=saule),
        Row("rehearsal:end", its, act=saule, data={"revision": row.revision}),
    ]


def _asked(row: Rehearsal) -> UUID:
    """A witness whom the invented claimant asks."""
    with on_stage(row):
        claimant = row.players.get(part="claimant").person
        shown = Given(kind=EvidenceKind.WORK_SAMPLE, title="Charts", text="Charts")
        item = keep(actor=claimant, at=time_in(row), given=shown)
        return ask(
            actor=claimant,
            at=time_in(row),
            item=item,
            to="witness",
            name="Somebody invented",
            email="witness@example.org",
            questions=(),
            language="en",
            until=time_in(row) + timedelta(days=14),
        ).public_id


RUN_ONE = ("sayram", "kokzhar", "oner-centre", "national-centre")
EVIDENCE = {
    "kind": "certificate",
    "title": "Charts",
    "provider": "Somebody",
    "dated": "2026-05-30",
    "hours": "36",
    "text": "Charts",
}
