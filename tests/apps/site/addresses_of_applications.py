"""Rows of the applications of organisations, of endorsements, and of the terms of every procedure."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.accreditation.actions.assign import assign
from tanym.apps.accreditation.models import Application
from tanym.apps.clocks.kinds import kinds
from tanym.apps.clocks.queries import OVERSEERS
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.queries import ANSWERING
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Version
from tanym.apps.registers.models import Entry
from tanym.apps.site.actions.load_accreditation import load_accreditation
from tanym.apps.site.actions.load_endorsements import load_endorsements
from tests.apps.accreditation.conftest import Way
from tests.apps.site.addresses import Row, at

CODES = {"drafting": "261140000101", "examined": "261140000202", "recognised": "261140000303"}


def applications(everybody: frozenset[str]) -> list[Row]:
    """The rows of the room of accreditation: a draft, a case with an expert, one that was decided, a centre's."""
    load_accreditation()
    way = Way(find, timezone.localtime())
    drafting, examined, recognised = (_founded(way, code) for code in CODES)
    draft = way.draft(drafting)
    handled = way.sent(examined)
    way.step(handled, "arman", "accept")
    assign(actor=find("arman"), at=way.at, application=handled, expert=find("tomiris"))
    way.step(handled, "arman", "send-to-experts")
    decided = way.recognised(recognised)
    return [
        *_ways_in(everybody),
        *_draft(draft),
        *_handled(way.again(handled)),
        *_decided(everybody, way.again(decided)),
        *_centre(),
    ]


def _founded(way: Way, code: str) -> Organisation:
    return found(
        actor=way.person("damir"), at=way.at, type="training", names={"kk": code, "ru": code}, code=code,
        legal_scheme="kz-bin", legal_id=CODES[code],
    )  # fmt: skip


def _office() -> frozenset[str]:
    return at("national-centre", "keeper", "committee-member")


def _ways_in(everybody: frozenset[str]) -> list[Row]:
    chamber, ministry = at("kasip-chamber", "officer", "keeper"), at("min-labour", "officer")
    without_case = Entry.objects.get(register="providers", organisation__code="kokzhar")
    queue = _office() | at("", "expert") | chamber | ministry
    return [
        Row("accreditation:start", read=everybody, public=True),
        Row("accreditation:found", act=everybody),
        Row("accreditation:begin", act=frozenset({"damir"}), data={"organisation": "drafting"}),
        Row("accreditation:begin", act=at("kokzhar", "administrator", "officer"), data={"organisation": "kokzhar"}),
        Row("accreditation:queue", read=queue),
        Row("accreditation:oversee", {"entry": without_case.public_id}, act=at("national-centre", "keeper")),
    ]  # fmt: skip


def _draft(draft: Application) -> list[Row]:
    its, damir, revision = {"public_id": draft.public_id}, frozenset({"damir"}), {"revision": draft.revision}
    paper = draft.papers.all()[0]
    of = {**its, "paper_id": paper.public_id}
    return [
        Row("accreditation:application", its, read=damir),
        Row("accreditation:case", its, read=damir),
        Row("accreditation:paper", of, read=damir),
        Row("accreditation:part", {**its, "name": "quality"}, read=damir, act=damir, data=revision),
        Row("accreditation:add-paper", {**its, "document": paper.document}, act=damir, data=revision),
        Row("accreditation:remove-paper", of, act=damir, data=revision),
        Row("accreditation:send", its, act=damir, data=revision),
    ]


def _handled(case: Application) -> list[Row]:
    its, damir, tomiris = {"public_id": case.public_id}, frozenset({"damir"}), frozenset({"tomiris"})
    office, keepers = _office(), at("national-centre", "keeper")
    readers = office | damir | tomiris
    paper = case.papers.all()[0]
    visit = {
        "kind": "site",
        "announced": "announced",
        "on": timezone.localdate().isoformat(),
        "report": "Seen.",
    }

    def act(name: str, who: frozenset[str], **data: Any) -> Row:
        more = {"revision": case.revision, **data}
        return Row(f"accreditation:{name}", its, act=who, data=more, knowing=readers)

    return [
        *(Row(f"accreditation:{name}", its, read=readers) for name in ("application", "case", "standing")),
        Row("accreditation:paper", {**its, "paper_id": paper.public_id}, read=readers),
        act("act", damir, do="withdraw"),
        act("act", tomiris, do="find-documents-fit"),
        act("ask", keepers, **{f"missing-{paper.document}": "The second page."}),
        act("assign", keepers, expert=str(find("tomiris").public_id)),
        act("declare", tomiris, relation="none"),
        act("judge", office | tomiris),
        act("visit", tomiris, **visit),
        act("prepare", keepers, result="recognise", reasons="All was seen."),
    ]


def _decided(everybody: frozenset[str], case: Application) -> list[Row]:
    its, damir = {"public_id": case.public_id}, frozenset({"damir"})
    office, keepers = _office(), at("national-centre", "keeper")
    of = {**its, "condition": case.conditions.get().public_id}
    revision = {"revision": case.revision}
    measure = {**revision, "do": "propose-suspension", "reasons": "A test.", "learners": "continue"}
    readers = office | damir | frozenset({"tomiris"})
    return [
        Row("accreditation:certificate", {**its, "language": "en"}, read=everybody, public=True),
        Row("accreditation:propose", its, act=keepers, data=measure, knowing=readers),
        Row("accreditation:check", its, act=keepers, knowing=readers),
        Row("accreditation:report", of, act=damir, data={**revision, "text": "Done."}, knowing=readers),
        Row("accreditation:confirm", of, act=office, data=revision, knowing=readers),
    ]


def _centre() -> list[Row]:
    case = Application.objects.get(organisation__code="oner-centre")
    its, applicants = {"public_id": case.public_id}, at("oner-centre", "officer", "administrator")
    readers = applicants | at("kasip-chamber", "officer", "keeper") | at("min-labour", "officer")
    return [Row(f"accreditation:{name}", its, read=readers) for name in ("application", "case", "standing")]


def endorsements(everybody: frozenset[str]) -> list[Row]:
    """The rows of the room of endorsements."""
    load_endorsements()
    asked = Endorsement.objects.get(endorser__code="qaraghai", state=Endorsement.State.ASKED)
    authors = at(asked.version.micro_qualification.owner.code, "author")
    answering = at("qaraghai", *ANSWERING)
    centre = at("national-centre", "reviewer", "committee-member")
    of, its = {"version": asked.version.public_id}, {"public_id": asked.public_id}
    both = authors | answering
    another = {"endorser": organisation("kasip-chamber").code, "message": "Please."}
    answer = {"do": "confirm", "statement-kk": "Иә."}
    return [
        Row("endorsements:desk", read=everybody),
        Row("endorsements:need", of, read=authors | centre, act=authors, data=another, knowing=centre),
        Row("endorsements:endorsement", its, read=both, act=answering, data=answer, knowing=both),
        Row("endorsements:endorsement", its, act=authors, read=both, data={"do": "take-back"}, knowing=both),
    ]


def clocks() -> list[Row]:
    """The rows of the room of clocks: the term of a review."""
    prefix = "qualifications.version"
    waiting = Version.objects.filter(stage="review").first()
    assert waiting is not None
    its = {"prefix": prefix, "public_id": waiting.public_id, "clock": "review"}
    offices = frozenset[str]().union(*(kind.office for kind in kinds().values()))
    overseers = at("national-centre", *OVERSEERS)
    reviewers = at("national-centre", *kinds()[prefix].extends)
    return [
        Row("clocks:list", read=at("", *offices) | overseers),
        Row("clocks:extend", its, read=reviewers, act=reviewers),
    ]
