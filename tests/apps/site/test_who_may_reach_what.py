"""Every address of the platform, walked as a visitor and as each person of the sample country, to read and to act."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.models import Act
from tanym.apps.credentials.middleware import issue_all
from tanym.apps.credentials.models import Credential
from tanym.apps.files.actions.store import store
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.kinds import kinds_for
from tanym.apps.jobs.running import run
from tanym.apps.learning.models import Enrolment
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.queries import mail_choice
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.organisations.roles import ROLES
from tanym.apps.plans.actions.draft_plan import draft_plan
from tanym.apps.plans.content import period_of
from tanym.apps.plans.models import ProgressReport
from tanym.apps.policy.queries import in_force, pack_of
from tanym.apps.qualifications.actions.begin_re_review import begin_re_review
from tanym.apps.qualifications.models import Condition, Version
from tanym.apps.qualifications.queries import disciplines, published
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.simulation.actions.start import start as simulate
from tanym.apps.site.actions.load_country import load_country
from tanym.apps.site.actions.load_designs import load_designs
from tanym.apps.site.actions.load_learning import load_learning
from tanym.apps.site.actions.load_plans import load_plans
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.core.transparency.tiles import tiles_of
from tests.apps.consultation.conftest import full_room
from tests.apps.kept_rows import KeptRows
from tests.apps.recognition.conftest import Walk
from tests.apps.site.addresses import NOBODY, Row, at
from tests.apps.site.addresses_of_applications import applications, clocks, endorsements
from tests.apps.site.addresses_of_claims import claims
from tests.apps.site.addresses_of_commissions import commissions
from tests.apps.site.addresses_of_evaluation import evaluations
from tests.apps.site.addresses_of_exams import exams
from tests.apps.site.addresses_of_identity import identity_documents
from tests.apps.site.addresses_of_meetings import meetings
from tests.apps.site.addresses_of_offers import offers
from tests.apps.site.addresses_of_portfolios import portfolios
from tests.apps.site.addresses_of_privacy import own_data
from tests.apps.site.addresses_of_programs import programs
from tests.apps.site.addresses_of_recovery import ways_back
from tests.apps.site.addresses_of_registers import registers
from tests.apps.site.addresses_of_rehearsals import rehearsals
from tests.apps.site.addresses_of_standards import standards
from tests.apps.site.addresses_of_states import states
from tests.apps.site.addresses_of_validations import validations
from tests.apps.site.addresses_of_wallets import wallets
from tests.apps.workshop.conftest import LIMIT

VISITOR = ""
ONE_OF_EACH = (
    "aigul", "samal",  # learners: whose things they are, and a stranger to them
    "dana", "omar", "zhanar",  # author, assessor, registrar at Kokzhar
    "saule", "timur", "aliya", "rustem", "laura",  # secretary, assessor, member, registrar, adviser at Sayram
    "viktor", "marat", "erlan", "askar", "chiara",  # author, reviewer, employer, officer, evaluator
    "gulnar", "baurzhan",  # who writes rules at a ministry, and who approves them
    "leila", "arman",  # administrator at Kokzhar, keeper at the national centre
    "dina", "yerzhan", "tomiris",  # keeper and member of the committee, member of the committee, expert
    "madina", "aizhan",  # officer and examiner of a recognition centre
    "damir", "batyr", "ainur", "aidos",  # who has founded a company; officer and keeper of a chamber; officer of a ministry
)  # fmt: skip
SOME, SEVERAL = 2, 4
"""Where everybody may do the same, so many people try an address, in turn; where only some may, so many of the others.

There are rows enough to come to each; every role against every action of every room stands in test_permissions.
"""
NOT_HERE, NOT_YOURS = {401, 403, 404}, {403, 404, 409, 422}


def _names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or str(pattern.pattern)))


@dataclass(frozen=True)
class World:
    """The table of addresses, and a browser for a person of each role and one in which nobody has signed in."""

    rows: list[Row]
    clients: dict[str, Client]

    def ask(self, who: str, verb: str, row: Row, address: str) -> tuple[int, str, bool]:
        """Ask an address as somebody and undo it: the status, where it leads, and whether an act was journalled."""
        client = self.clients[who]
        acts = Act.objects.exclude(
            action__in=["files.open_file", "recognition.read"]
        )  # that somebody read is journalled, too
        before, cookies = acts.count(), dict(client.cookies)
        savepoint = transaction.savepoint()
        answer = getattr(client, verb)(address, row.data if verb == "post" else row.asked)
        acted = acts.count() != before
        transaction.savepoint_rollback(savepoint)
        client.cookies.clear()
        client.cookies.update(cookies)
        return answer.status_code, answer.headers.get("Location", ""), acted

    def tried_by(
        self, number: int, allowed: frozenset[str] | None, others: frozenset[str], knowing: frozenset[str]
    ) -> list[str]:
        """Who tries an address: all who may or who know the thing, and several more in turn; some where all may.

        Where there is nothing to read or to act on, somebody who may do the other (`others`) tries it, too.
        """
        people = _in_turn(number)
        if allowed is not None and not allowed >= frozenset(people):
            near = [name for name in people if name in allowed | knowing]
            return [VISITOR, *near, *[name for name in people if name not in near][:SEVERAL]]
        knows = [name for name in ONE_OF_EACH if allowed is None and name in others][:1]
        return list(dict.fromkeys([VISITOR, *people[:SOME], *knows]))


def _in_turn(number: int) -> list[str]:
    """One of each, beginning with another one for each address."""
    start = number * SOME % len(ONE_OF_EACH)
    return [*ONE_OF_EACH[start:], *ONE_OF_EACH[:start]]


@pytest.fixture(scope="module")
def world(rows_of_the_country: KeptRows, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all that walk through it, and undone at the end: whoever asks undoes what they did."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_country()
        clients = {VISITOR: Client()}
        for name in ONE_OF_EACH:
            clients[name] = Client()
            clients[name].force_login(find(name))
        rows = _rows()
        issue_all()  # whatever was awarded on the way: no act of a visitor brings documents with it
        yield World(rows, clients)
        transaction.set_rollback(True)


def _rows() -> list[Row]:
    """The table: all that Aigul has, and what stands behind it, by address."""
    load_designs()
    load_learning()
    issue_all()
    began = datetime(2026, 11, 23, 10, tzinfo=UTC)
    discipline = disciplines().get(code="data-analysis-intro")
    walk = Walk(apply(actor=find("aigul"), at=began, discipline=discipline), began)
    walk.to("decided", result="refuse", achieved=0)
    walk.act(appeal, "aigul", grounds="The report was not read.")
    item = walk.case.evidence.get()
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7\n%%EOF\n")
    item.file = store(actor=find("aigul"), at=began, upload=paper)
    item.save()
    everybody = frozenset(Person.objects.values_list("username", flat=True))
    return [
        *_frame(everybody, item),
        *_designs(everybody),
        *_reviews(),
        *_learning(everybody),
        *_documents(everybody),
        *_recognition(everybody, walk, item),
        *_workshop(everybody),
        *_plans(everybody),
        *_simulations(everybody),
        *_consultation(everybody),
        *_log(everybody),
        *_people(everybody),
        *_imports(),
        *claims(everybody),
        *portfolios(everybody),
        *own_data(everybody),
        *ways_back(everybody),
        *identity_documents(everybody),
        *validations(everybody),
        *evaluations(everybody),
        *wallets(everybody),
        *registers(everybody),
        *standards(everybody),
        *exams(everybody),
        *offers(everybody),
        *applications(everybody),
        *endorsements(everybody),
        *clocks(),
        *programs(everybody),
        *rehearsals(),
        *states(everybody),  # last, when everybody runs what they will run
    ]


def _frame(everybody: frozenset[str], item: Any) -> list[Row]:
    letter = send(
        to=find("aigul"), at=timezone.localtime(), about="a test", subject={"en": "A"}, body={"en": "B"}
    )
    aigul, stop = frozenset({"aigul"}), {"token": mail_choice(find("aigul")).token}
    return [
        Row("site:home", read=everybody, public=True),
        Row("site:desk", read=everybody),
        Row("site:forget-unsent", act=everybody),
        Row("accounts:sign-in", read=everybody, act=everybody, public=True),
        Row("accounts:sign-in-as", act=everybody, data={"username": "samal"}, public=True),
        Row("accounts:sign-out", act=everybody, public=True),
        Row("accounts:theme", act=everybody, data={"theme": "dark"}, public=True),
        Row("accounts:mine", read=everybody),
        Row("accounts:give-number", act=everybody, data={"personal_number": "791028302728"}),
        Row("accounts:take-back-number", act=everybody),
        Row("merging:start", read=everybody, act=everybody, data={"name": "x", "password": "y"}),
        Row("merging:confirm", read=everybody, act=everybody),  # leads back to the start: nothing is proved
        Row("merging:worklist", read=at("national-centre", "keeper")),
        Row("merging:tell", act=at("national-centre", "keeper")),
        Row("policy:rules", read=everybody, public=True),
        Row("policy:rule", {"name": "MQ-01"}, read=everybody, public=True),
        Row("policy:pack", {"name": "kz"}, read=everybody, public=True),
        Row("records:home", read=everybody),
        Row("records:letters", read=everybody),
        Row("records:letter", {"public_id": letter.public_id}, read=aigul),
        Row("records:letter-pdf", {"public_id": letter.public_id}, read=aigul),
        Row("records:shares", read=everybody),
        Row("letters:mails", read=everybody, act=everybody, data={"wanted": "no"}),
        Row("letters:stop", stop, read=everybody, act=everybody, data={"wanted": "no"}, public=True),
        Row("letters:caught", read=everybody, public=True),
        Row("files:download", {"public_id": item.file.public_id}, read=aigul),
    ]


def _reviews() -> list[Row]:
    """The review of a design and what comes after its approval."""
    reviewers, members = at("national-centre", "reviewer"), at("national-centre", "committee-member")
    waiting = Version.objects.filter(stage="review").first()
    condition = Condition.objects.get()
    first, second = published(timezone.localtime().date()).order_by("pk")[:2]
    begun = begin_re_review(actor=find("marat"), at=timezone.localtime(), version=first)
    owner, other = (at(one.micro_qualification.owner.code, "author") for one in (first, second))
    sent, public = {"public_id": waiting.public_id}, {"public_id": second.public_id}
    offer = {"do": "suspend", "reason": "A test.", "revision": second.revision}
    return [
        Row("qualifications:take", sent, act=reviewers, data={"do": "take"}),
        Row("qualifications:sheet", {**sent, "round": 1, "place": 1}, read=NOBODY),
        Row("qualifications:committee", read=reviewers | members),
        Row(
            "qualifications:sitting",
            sent,
            read=NOBODY,
            act=NOBODY,
            data={"do": "vote", "verdict": "approve"},
            knowing=members,
        ),
        Row(
            "qualifications:condition",
            {"public_id": condition.public_id},
            act=at(condition.version.micro_qualification.owner.code, "author"),
            data={"do": "fulfil", "text": "It is done."},
            knowing=reviewers,
        ),
        Row(
            "qualifications:re-review",
            {"public_id": begun.public_id},
            act=reviewers,
            data={"do": "decide", "outcome": "confirm", "text": "It is in order."},
            knowing=owner,
        ),
        Row("qualifications:begin-re-review", public, act=reviewers | other),
        Row("qualifications:offer", public, act=reviewers, data=offer, knowing=other),
        Row("qualifications:difference", public, read=NOBODY),
    ]


def _designs(everybody: frozenset[str]) -> list[Row]:
    authors, kokzhar = at("", "author"), at("kokzhar", "author")
    reviewers, centre = (
        at("national-centre", "reviewer"),
        at("national-centre", "reviewer", "committee-member"),
    )
    owned = Version.objects.filter(micro_qualification__owner__code="kokzhar", stage="draft").first()
    waiting = Version.objects.filter(stage="review").first()
    owner = at(waiting.micro_qualification.owner.code, "author")
    open_to_all = published(timezone.localtime().date()).first()
    its, sent = {"public_id": owned.public_id}, {"public_id": waiting.public_id}
    public, step = {"public_id": open_to_all.public_id}, {**its, "name": "title"}
    revision = {"revision": owned.revision}
    seen = {**revision, "do": "note"}
    return [
        Row("catalogue:list", read=everybody, public=True),
        Row("catalogue:page", {"code": open_to_all.micro_qualification.code}, read=everybody, public=True),
        Row("qualifications:mine", read=everybody),
        Row("qualifications:draft", read=authors, act=authors),
        Row("qualifications:queue", read=reviewers),
        Row("qualifications:review", sent, read=reviewers, act=reviewers, data=seen, knowing=owner),
        Row("qualifications:design", its, read=kokzhar),
        Row("qualifications:design", sent, read=owner | centre),
        Row("qualifications:submit", its, act=kokzhar, data=revision),
        Row("qualifications:withdraw", its, act=kokzhar, data=revision),
        Row("qualifications:retire", its, act=kokzhar, data=revision),
        Row("qualifications:begin-version", its, act=kokzhar),
        Row("qualifications:submit", sent, act=owner, data=revision, knowing=reviewers),
        Row("qualifications:report", public, read=everybody, public=True),
        Row("qualifications:report-bytes", public, read=everybody, public=True),
        Row("qualifications:document", public, read=everybody, public=True),
        Row("qualifications:report", sent, read=owner | centre),
        Row("qualifications:report-bytes", sent, read=owner | centre),
        Row("qualifications:document", its, read=kokzhar),
        Row("qualifications:step", step, read=kokzhar, act=kokzhar, data=revision),
        Row("qualifications:findings", step, act=kokzhar),
        Row("qualifications:link", its, read=kokzhar, act=kokzhar, data=revision),
        Row("qualifications:waiver", {**its, "rule": "MQ-01"}, read=kokzhar, act=kokzhar, data={"do": "ask"}),
        Row(
            "qualifications:waiver",
            {**sent, "rule": "MQ-01"},
            read=owner | centre,
            act=reviewers,
            data={"do": "refuse"},
            knowing=owner | centre,
        ),
    ]


def _learning(everybody: frozenset[str]) -> list[Row]:
    running = Enrolment.objects.get(person__username="aigul", state="enrolled")
    its, revision = {"public_id": running.public_id}, {"revision": running.revision}
    assessors, both = at("kokzhar", "assessor"), at("kokzhar", "assessor", "registrar")
    aigul = frozenset({"aigul"})
    return [
        Row("learning:mine", read=everybody),
        Row("learning:to-assess", read=everybody),
        Row("learning:enrol", {"version": running.version.public_id}, act=everybody),
        Row("learning:enrolment", its, read=aigul),
        Row("learning:assess", its, read=both, act=assessors, data=revision, knowing=both),
        Row("learning:conclude", its, act=both, data=revision),
        Row("learning:retake", its, act=both, data=revision),
    ]


def _documents(everybody: frozenset[str]) -> list[Row]:
    document = Credential.objects.get(holder__username="aigul")
    link = document.links.create(made_at=document.issued_at)
    its, aigul = {"public_id": document.public_id}, frozenset({"aigul"})
    revision = {"revision": document.revision}
    registrars = at("kokzhar", "registrar")
    named = {"number": document.number}
    design = {"public_id": document.award.version.public_id}
    return [
        Row("credentials:mine", read=everybody),
        Row("credentials:verify", read=everybody, act=everybody, public=True),
        Row("credentials:verify-number", named, read=everybody, public=True),
        Row("credentials:shared", {"token": link.token}, read=everybody, public=True),
        Row("credentials:offline", {}, read=everybody, public=True),
        Row("credentials:evaluation", {**named, "language": "it"}, read=everybody, public=True),
        Row("credentials:evaluation-pdf", {**named, "language": "en"}, read=everybody, public=True),
        Row(
            "credentials:shared-evaluation",
            {"token": link.token, "language": "en"},
            read=everybody,
            public=True,
        ),
        Row(
            "credentials:shared-evaluation-pdf",
            {"token": link.token, "language": "it"},
            read=everybody,
            public=True,
        ),
        Row("credentials:issued", read=at("", "registrar", "assessor")),
        Row("credentials:document", its, read=aigul),
        Row("credentials:certificate", its, read=aigul),
        Row("credentials:supplement", its, read=aigul),
        Row("credentials:download", its, read=aigul),
        Row("credentials:rendition", {**its, "name": "supplement"}, read=aigul),
        Row("credentials:share", its, act=aigul, data=revision),
        Row("credentials:withdraw", its, act=aigul, data=revision),
        Row("credentials:number", its, act=aigul, data=revision),
        Row(
            "credentials:revoke", its, read=registrars, act=registrars, data={**revision, "reason": "A test."}
        ),
        Row("api-verify", act=everybody, public=True),
        Row("did-document", {"code": "kokzhar"}, read=everybody, public=True),
        Row("status-list", {"public_id": document.status_list.public_id}, read=everybody, public=True),
        Row("credential", its, read=everybody, public=True),
        Row("achievement", design, read=everybody, public=True),
        Row("by-number", named, read=everybody, public=True),
        Row("by-link", {"token": link.token}, read=everybody, public=True),
    ]


def _recognition(everybody: frozenset[str], walk: Walk, item: Any) -> list[Row]:
    case, lodged = walk.renew(), walk.case.appeal
    aigul, timur, secretary = frozenset({"aigul"}), frozenset({"timur"}), at("sayram", "secretary")
    members, registrars = at("sayram", "member"), at("sayram", "registrar")
    readers = aigul | timur | secretary | members | registrars
    staff = readers - aigul
    towards = {"organisation": "sayram", "code": case.discipline.code}
    its, second = {"public_id": case.public_id}, {"public_id": lodged.public_id}
    seat = {"seat": case.commissions.first().seats.first().pk}
    outcome = walk.outcomes[0]
    revision, newest = {"revision": case.revision}, {"revision": lodged.revision}

    def act(name: str, who: frozenset[str], more: dict[str, Any] | None = None, **data: Any) -> Row:
        arguments = {**(second if "appeal-" in name or "-appeal" in name else its), **(more or {})}
        stamp = newest if arguments["public_id"] == lodged.public_id else revision
        return Row(f"recognition:{name}", arguments, act=who, data={**stamp, **data}, knowing=readers)

    return [
        Row("recognition:start", read=everybody, public=True),
        Row("recognition:towards", read=everybody, public=True),
        Row("recognition:discipline", towards, read=everybody, public=True),
        Row("recognition:apply", towards, act=everybody),
        Row("recognition:desk", read=everybody, act=everybody, data={"words": "2026"}),
        Row("recognition:case", its, read=readers),
        Row("recognition:work", its, read=readers),
        Row("recognition:evidence-file", {**its, "item": item.public_id}, read=readers),
        Row("recognition:letter", its, read=readers),
        Row("recognition:letter-pdf", its, read=readers),
        Row("recognition:minutes", its, read=readers),
        Row("recognition:register-line", its, read=readers),
        Row("recognition:whole", its, read=readers),
        Row("recognition:transcript", read=at("", "registrar")),
        Row(
            "recognition:transcript-lines",
            {"organisation": "sayram", "form": "csv"},
            read=at("sayram", "registrar"),
        ),
        Row("recognition:transcript-line", {**its, "form": "json"}, read=at("sayram", "registrar")),
        Row("recognition:commission", its, read=readers),
        Row("recognition:appeal-commission", second, read=readers),
        Row("recognition:said", its, read=readers),
        act("evidence", aigul, kind="reference", title="A letter"),
        act("show-award", aigul, number=Credential.objects.get(holder__username="aigul").number),
        act("put-evidence", aigul, item=str(item.kept.public_id)),
        act("remove-evidence", aigul, {"item": item.public_id}),
        act("claim", aigul),
        act("submit", aigul, application="Please.", informed="on"),
        act("supply", aigul, application="Please."),
        act("withdraw", aigul),
        act("appeal", aigul, grounds="The report was not read."),
        act("step", aigul | secretary | timur | members | registrars, {"do": "not-a-step"}),
        act("ask-for-papers", secretary, because="Unclear."),
        act("accept", secretary),
        act("appoint", secretary),
        act("attest", secretary, {"fact": "case.meeting_offer"}, value="On Tuesday.", words="By telephone."),
        act("declare", timur, relation="none"),
        act("map", timur),
        act("interview", timur, held_on="2026-11-20", record="Held."),
        act("judge", timur, {"outcome": outcome}, **{f"{outcome}-reasons": "Seen."}),
        act("hand-in", timur),
        act("see-advice", staff - registrars, {"outcome": outcome}),
        act("object-to-advice", aigul),
        act("answer-objection", secretary, answer="Looked."),
        act("refer", timur),
        act("confirm-credits", registrars, credits="5", line="17"),
        act("seat", secretary),
        act("attend", secretary, seat, present="yes"),
        act("vote", members, choice="recognise"),
        act("recuse", members, reason="A cousin."),
        act("write-minutes", secretary),
        act("decide", members, {"step": "recognise"}),
        act("withdraw-appeal", aigul),
        act("appeal-seat", secretary),
        act("appeal-attend", secretary, seat, present="yes"),
        act("appeal-vote", staff & members, choice="uphold"),
        act("appeal-recuse", members, reason="A cousin."),
        act("appeal-write-minutes", secretary),
        act("appeal-decide", members, {"step": "uphold"}),
        *commissions(everybody, walk, readers),
        *meetings(case, readers),
    ]


def _workshop(everybody: frozenset[str]) -> list[Row]:
    now, gulnar = timezone.localtime(), find("gulnar")
    held = in_force("kz-illustration", timezone.localdate())
    assert held is not None
    owner = organisation("min-higher")
    draft = open_draft(actor=gulnar, at=now, owner=owner, pack="kz-illustration", titles={"en": "Limits"})
    law = open_draft(actor=gulnar, at=now, owner=owner, pack="kz", titles={"en": "Law"})
    writers = at("min-higher", "policy-author")
    office = at("min-higher", "policy-author", "policy-approver")
    its, of_law = {"public_id": draft.public_id}, {"public_id": law.public_id}
    entry = {**its, "key": LIMIT.key}
    revision = {"revision": draft.revision}
    steps = {**of_law, "file": "academic.procedure.toml"}

    def act(name: str, who: frozenset[str], **data: Any) -> Row:
        return Row(f"workshop:{name}", its, act=who, data={**revision, **data}, knowing=office)

    return [
        Row("workshop:drafts", read=everybody, public=True),
        Row("workshop:version", {"digest": held.bundle_id}, read=everybody, public=True),
        Row("workshop:subscribe", act=everybody, data={"pack": "kz"}),
        Row("workshop:open", read=at("", "policy-author"), act=at("", "policy-author")),
        Row("workshop:draft", its, read=office),
        Row("workshop:export", {**its, "form": "bundle"}, read=office),
        Row("workshop:procedure", steps, read=office, act=writers, knowing=office),
        Row("workshop:entry", entry, read=office, act=writers, data={"revision": "0"}, knowing=office),
        Row("workshop:check", entry, act=writers, data={"revision": "0"}, knowing=office),
        Row("workshop:add", {**its, "kind": "value"}, read=writers, act=writers, knowing=office),
        Row("workshop:import", its, read=writers, act=writers, data=revision, knowing=office),
        act("simulate", office),
        act("submit", writers),
        act("approve", office, reason="A test."),
        act("withdraw", writers, reason="A test."),
        act("carry-over", writers),
    ]


def _plans(everybody: frozenset[str]) -> list[Row]:
    plan, now, gulnar = load_plans(), timezone.localtime(), find("gulnar")
    begun = draft_plan(
        actor=gulnar,
        at=now,
        organisation=plan.organisation,
        titles={"en": "A draft"},
        period=period_of(plan),
        purpose={},
        once=uuid.uuid4(),
    )
    rules = open_draft(actor=gulnar, at=now, owner=plan.organisation, pack="kz", titles={"en": "Rules"})
    writers = at("min-higher", "policy-author")
    office = at("min-higher", "policy-author", "policy-approver")
    reviewers = office | at("national-centre", "reviewer")
    of_erlan = plan.items.get(lead__username="erlan")
    waiting = ProgressReport.objects.get(verdict="waiting")
    its, draft = {"public_id": plan.public_id}, {"public_id": begun.public_id}
    item, revision = {"public_id": of_erlan.public_id}, {"revision": of_erlan.revision}
    erlan = frozenset({"erlan"})
    return [
        Row("plans:list", read=everybody, public=True),
        Row("plans:plan", its, read=everybody, public=True),
        Row("plans:csv", its, read=everybody, public=True),
        Row("plans:calendar", its, read=everybody, public=True),
        Row("plans:pdf", its, read=everybody, public=True),
        Row("plans:item", item, read=everybody, public=True),
        Row("plans:plan", draft, read=office),
        Row("plans:draft", read=writers, act=writers),
        Row("plans:edit", draft, read=writers, act=writers),
        Row("plans:new-item", draft, read=writers, act=writers),
        Row("plans:adopt", draft, act=office, data={"revision": begun.revision}),
        Row("plans:edit-item", item, read=writers, act=writers, data=revision),
        Row("plans:remove-item", item, act=writers, data=revision),
        Row("plans:report", item, read=erlan, act=erlan, data={"status": "limited", "evidence": "A list."}),
        Row("plans:review", {"public_id": waiting.public_id}, act=reviewers, data={"verdict": "accepted"}),
        Row("plans:history", {"draft": rules.public_id}, read=office),
    ]


def _simulations(everybody: frozenset[str]) -> list[Row]:
    now, gulnar = timezone.localtime(), frozenset({"gulnar"})
    tried = pack_of(in_force("kz-illustration", timezone.localdate()).bundle_id)  # type: ignore[union-attr]
    done = simulate(actor=find("gulnar"), at=now, pack=tried, on=timezone.localdate())
    run(done.job.public_id)  # type: ignore[union-attr]
    its = {"public_id": done.public_id}
    job = {"public_id": done.job.public_id}  # type: ignore[union-attr]
    return [
        Row("simulation:page", its, read=everybody, public=True),
        Row("simulation:csv", its, read=everybody, public=True),
        Row("simulation:json", its, read=everybody, public=True),
        Row("jobs:job", job, read=gulnar),
        Row("jobs:cancel", job, act=gulnar),
    ]


def _log(everybody: frozenset[str]) -> list[Row]:
    newest = publish(at=timezone.localtime())
    tile = tiles_of(newest.size)[0].path
    known = {"number": 1, "known": uuid.UUID(int=5)}
    rows: list[tuple[str, dict[str, Any]]] = [
        ("audit:log", {}),
        ("audit:entry", {"number": 1}),
        ("audit:known-entry", known),
        ("log-checkpoint", {}),
        ("log-key", {}),
        ("log-tile", {"place": tile.removeprefix("tile/")}),
        ("log-bundle", {"place": tile.removeprefix("tile/0/")}),
        ("log-inclusion", {}),
        ("log-consistency", {}),
        ("log-entry", {"number": 1}),
        ("log-known-entry", known),
    ]
    return [Row(name, arguments, read=everybody, public=True) for name, arguments in rows]


def _consultation(everybody: frozenset[str]) -> list[Row]:
    room = full_room(timezone.localtime())
    of, holders = {"public_id": room.of.public_id}, at("min-higher", "policy-author", "policy-approver")
    writers = at("min-higher", "policy-author")
    partners = holders | at("", "evaluator")
    key, said = {**of, "key": room.paragraph.key}, {"public_id": room.said.public_id}
    meeting, group = {"public_id": room.meeting.public_id}, {"public_id": room.group.public_id}

    def page(name: str, arguments: dict[str, Any]) -> Row:
        return Row(f"consultation:{name}", arguments, read=everybody, public=True)

    def act(name: str, who: frozenset[str], arguments: dict[str, Any], **data: Any) -> Row:
        return Row(f"consultation:{name}", arguments, act=who, data=data)

    return [
        page("list", {}),
        page("page", of),
        page("of-draft", {"draft": room.of.draft}),
        page("whole", of),
        page("paragraph", key),
        page("survey", of),
        page("beside", of),
        page("beside-paragraph", key),
        page("export", {**of, "kind": "html"}),
        page("contribution", said),
        page("meeting", meeting),
        page("document", {"public_id": room.document.public_id}),
        page("recommendation", {"public_id": room.recommendation.public_id}),
        Row("consultation:register", read=everybody, act=everybody, public=True),
        Row("consultation:open", {"draft": room.other.public_id}, read=writers, act=writers, knowing=holders),
        Row("consultation:desk", of, read=holders),
        Row("consultation:answer", of, read=holders, act=holders, data={"c": str(room.said.public_id)}),
        Row("consultation:convene", of, read=holders, act=holders),
        Row("consultation:settle", {"public_id": room.proposal.public_id}, read=holders, act=holders),
        act("comment", everybody, key, text="Mine."),
        act("comment-whole", everybody, of, text="Mine."),
        act("reply", everybody, of, q1="0"),
        act("moderate", holders, said, revision="1", do="publish"),
        act("ask", holders, of),
        act("extend", holders, of),
        act("close", holders, of, revision="1"),
        act("invite", holders, of, person="samal"),
        act("write-beside", partners, key, revision="0"),
        act("note-beside", partners, key, text="Mine."),
        act("add-document", holders, meeting, title="Mine"),
        act("minutes", holders, meeting, minutes="Mine.", revision="1"),
        act("spoken", holders, meeting, said_by="Me"),
        act("form-group", holders, meeting, title="Mine"),
        act("propose", holders | {room.group.recorder.username}, group, text="Mine."),
    ]


def _people(everybody: frozenset[str]) -> list[Row]:
    made, secret = invite(
        actor=find("leila"),
        at=timezone.localtime(),
        organisation=organisation("kokzhar"),
        roles=["author"],
        names={"kk": "Біреу"},
        email="somebody@people.example",
    )
    runs, omar = frozenset({"leila"}), Membership.objects.get(person__username="omar")
    keepers = at("national-centre", "keeper")
    colleagues = at("kokzhar", *ROLES) | keepers
    of, invited = {"code": "kokzhar"}, {"code": "kokzhar", "public_id": made.public_id}
    his = {**of, "public_id": omar.person.public_id}

    def act(name: str, who: frozenset[str], arguments: dict[str, Any], **data: Any) -> Row:
        return Row(f"organisations:{name}", arguments, act=who, data=data, knowing=colleagues)

    return [
        Row("organisations:mine", read=everybody),
        Row("organisations:people", of, read=colleagues),
        Row("organisations:invite", of, read=runs | keepers, act=runs | keepers, knowing=colleagues),
        Row(
            "organisations:person",
            his,
            read=colleagues,
            act=runs,
            data={"role": "author"},
            knowing=colleagues,
        ),
        Row("organisations:new-unit", of, read=runs, act=runs, knowing=colleagues),
        act("end-role", runs | {"omar"}, his, membership=omar.pk),
        act("renew-invitation", runs, invited),
        act("withdraw-invitation", runs, invited),
        Row("invitations:accept", {"secret": secret}, read=everybody, act=everybody, public=True),
        Row("invitations:accepted", read=everybody),
    ]


def _imports() -> list[Row]:
    today, arman = timezone.localdate(), find("arman")
    bring = frozenset(who.username for who in Person.objects.all() if kinds_for(who, today))
    bring |= at("", "registrar")  # once something is published, they list who is awarded it
    keepers = at("national-centre", "keeper")
    data = b"code;type;name_kk;name_ru;email;roles;person_kk\nx;college;X;X;x@x.example;administrator;X\n"
    right = upload(actor=arman, at=timezone.localtime(), kind="institutions", data=data)
    its, kind, own = {"public_id": right.public_id}, {"kind": "institutions"}, frozenset({"arman"})
    return [
        Row("imports:kinds", read=bring),
        Row("imports:upload", kind, read=keepers, act=keepers),
        Row("imports:template-xlsx", kind, read=keepers),
        Row("imports:template-csv", kind, read=keepers),
        Row("imports:batch", its, read=own),
        Row("imports:faults", its, read=own),
        Row("imports:confirm", its, act=own, data={"revision": right.revision}),
        Row("imports:discard", its, act=own),
        Row("imports:here", read=at("national-centre", "keeper", "reviewer", "committee-member")),
        Row("imports:reminders", read=keepers),
        Row("imports:sheets", act=keepers, data={"of": "kokzhar"}),
    ]


pytestmark = pytest.mark.django_db


def _refused(status: int, leads_to: str) -> bool:
    return status in NOT_HERE or (status == 302 and "/sign-in/" in leads_to)


def test_every_address_has_a_row(world: World) -> None:
    assert {row.name for row in world.rows} == set(_names(get_resolver())), (
        "say who may reach the new address"
    )


def test_who_may_read_reads_and_nobody_else_does(world: World) -> None:
    faults = []
    for number, row in enumerate(world.rows):
        address = reverse(row.name, kwargs=row.arguments)
        for who in world.tried_by(number, row.read, row.act or NOBODY, NOBODY):
            status, leads_to, acted = world.ask(who, "get", row, address)
            allowed = row.read is not None and (who in row.read or (who == VISITOR and row.public))
            if row.read is None:
                right = status == 405 or _refused(status, leads_to)
            elif allowed:
                right = status == 200 or (status == 302 and "/sign-in/" not in leads_to)
            else:
                right = _refused(status, leads_to) and (who != VISITOR or status != 200)
            if not right or acted:
                faults.append(f"{who or 'a visitor'} reads {row.name}: {status} {leads_to}")
    assert not faults, "\n".join(faults)


def test_who_may_act_acts_and_nobody_else_does(world: World) -> None:
    faults = []
    for number, row in enumerate(world.rows):
        address = reverse(row.name, kwargs=row.arguments)
        for who in world.tried_by(number, row.act, row.read or NOBODY, row.knowing):
            status, leads_to, acted = world.ask(who, "post", row, address)
            allowed = row.act is not None and (who in row.act or (who == VISITOR and row.public))
            if row.act is None:
                right = (status == 405 or _refused(status, leads_to)) and not acted
            elif allowed:
                right = status != 404 and (status != 302 or "/sign-in/" not in leads_to)
            elif who in row.knowing:
                right = status in NOT_YOURS and not acted
            else:
                right = _refused(status, leads_to) and not acted
            if not right:
                faults.append(f"{who or 'a visitor'} acts at {row.name}: {status} {leads_to} {acted}")
    assert not faults, "\n".join(faults)


def test_an_unknown_thing_is_not_found_by_anybody(world: World) -> None:
    faults = []
    for number, row in enumerate(world.rows):
        if "public_id" not in row.arguments or row.name in ("status-list", "token-status-list"):
            continue
        address = reverse(row.name, kwargs={**row.arguments, "public_id": uuid.uuid4()})
        for who in (VISITOR, *_in_turn(number)[:SOME]):
            for verb in ("get", "post"):
                status, leads_to, _acted = world.ask(who, verb, row, address)
                if not (_refused(status, leads_to) or status == 405):
                    faults.append(f"{who or 'a visitor'} {verb}s an unknown {row.name}: {status}")
    assert not faults, "\n".join(faults)
