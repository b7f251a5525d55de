"""Addresses of rehearsals: one of Saule's that is under way."""

from __future__ import annotations

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.rehearsal.actions.begin import begin
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
        Row("rehearsal:end", its, act=saule, data={"revision": row.revision}),
    ]


RUN_ONE = ("sayram", "kokzhar", "oner-centre", "national-centre")
EVIDENCE = {
    "kind": "certificate",
    "title": "Charts",
    "provider": "Somebody",
    "dated": "2026-05-30",
    "hours": "36",
    "text": "Charts",
}
