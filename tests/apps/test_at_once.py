"""Two at once: a double click is one act, two people do not overwrite each other, and the journal stays whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.models import Act, LogCheckpoint, LogHead
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.actions.open_number import open_number
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.actions.share import share
from tanym.apps.credentials.actions.withdraw_share import withdraw_share
from tanym.apps.credentials.models import Credential, SharedLink
from tanym.apps.imports.actions.confirm import confirm as confirm_list
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.models import Batch
from tanym.apps.learning.actions.assess import Given, assess
from tanym.apps.learning.actions.conclude import conclude
from tanym.apps.learning.actions.enrol import enrol
from tanym.apps.learning.actions.retake import retake
from tanym.apps.learning.models import Enrolment
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.begin_version import begin_version
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.actions.retire import retire
from tanym.apps.qualifications.actions.return_with_remarks import return_with_remarks
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.actions.withdraw import withdraw
from tanym.apps.qualifications.models import Award, MicroQualification, Version
from tanym.apps.qualifications.queries import disciplines, subject_of
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.attend import attend
from tanym.apps.recognition.actions.claim import claim
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.recuse import recuse
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.actions.withdraw import withdraw as withdraw_case
from tanym.apps.recognition.models import Decision, RecognitionCase, Seat
from tanym.apps.registers.actions.confirm import confirm as confirm_proposal
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.propose import propose
from tanym.apps.registers.models import Counter, Entry
from tanym.apps.registers.proposing import Given as GivenOfAct
from tanym.apps.site.queries import read
from tanym.core.kernel.errors import Refused, TanymError
from tanym.core.registers.standing import Act as Recorded
from tests.apps.recognition.conftest import CERTIFICATE, DECIDE, Walk

pytestmark = pytest.mark.django_db(transaction=True)

Deed = Callable[[], Any]


def at_once(*deeds: Deed) -> list[Any]:
    """What each deed gave, all begun at the same moment in threads of their own: a value or the error it raised."""
    start = Barrier(len(deeds))

    def run(deed: Deed) -> Any:
        try:
            start.wait(timeout=30)
            return deed()
        except TanymError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def one_wins(*deeds: Deed) -> str:
    """Exactly one of the deeds is done, the others are refused; gives the code of a refusal."""
    outcomes = at_once(*deeds)
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert len(refused) == len(deeds) - 1, outcomes
    assert all(isinstance(one, Refused) for one in refused), outcomes
    return str(refused[0].code)


def twice(action: Callable[..., Any], **given: Any) -> Any:
    """The same act by the same person from the same page, in two threads: both are told of the one act."""
    first, second = at_once(*[lambda: action(**given)] * 2)
    assert not isinstance(first, Exception), first
    assert not isinstance(second, Exception), second
    assert first == second
    return first


@pytest.fixture(autouse=True)
def whole_journal(country: None) -> Iterator[None]:
    """After each of these tests the chain of acts holds."""
    yield
    assert prove().fault is None


@pytest.fixture
def dana() -> Person:
    return find("dana")


@pytest.fixture
def drafted(dana: Person, at: datetime) -> Version:
    """A whole design as a draft."""
    document = read("micro-qualifications/data-analysis-decisions.toml")
    return draft(actor=dana, at=at, owner=organisation("kokzhar"), document=document)


@pytest.fixture
def submitted(dana: Person, at: datetime, drafted: Version) -> Version:
    return submit(actor=dana, at=at, version=drafted)


@pytest.fixture
def published(at: datetime, submitted: Version) -> Version:
    return approve(actor=find("marat"), at=at, version=submitted)


@pytest.fixture
def enrolled(at: datetime, published: Version) -> Enrolment:
    return enrol(actor=find("aigul"), at=at, version=published)


def judge_all(enrolment: Enrolment, at: datetime, percent: int, by: str = "omar") -> Enrolment:
    plan = enrolment.version.content["assessments"]
    return assess(
        actor=find(by),
        at=at,
        enrolment=enrolment,
        revision=enrolment.revision,
        relation_to_learner="none",
        results=[
            Given(one["id"], cell["outcome"], percent, "Shown.") for one in plan for cell in one["covers"]
        ],
        identity={one["id"]: "supervised-with-id" for one in plan},
    )


@pytest.fixture
def issued(at: datetime, enrolled: Enrolment) -> Credential:
    judged = judge_all(enrolled, at, 82)
    conclude(actor=find("zhanar"), at=at, enrolment=judged, revision=judged.revision)
    return issue(actor=None, at=at, award=Award.objects.get())


def colleague(name: str, role: str, of: str) -> Person:
    """Somebody of the cast who gets a second role, so that two people may do the same."""
    person = find(name)
    Membership.objects.create(person=person, organisation=organisation(of), role=role, since=date(2026, 1, 1))
    return person


# ---- designs -----------------------------------------------------------------------------------------------------


def test_a_design_begun_by_a_double_click_is_one(dana: Person, at: datetime) -> None:
    given = {"owner": organisation("kokzhar"), "document": {"titles": {"en": "Tea"}}, "once": uuid4()}
    begun = twice(draft, actor=dana, at=at, **given)
    assert (Version.objects.count(), MicroQualification.objects.count()) == (1, 1)
    other = draft(actor=dana, at=at, **{**given, "document": {"titles": {"en": "Coffee"}}})
    assert other != begun


def test_two_designs_of_one_title_begun_at_once_are_two(dana: Person, at: datetime) -> None:
    given = {"actor": dana, "at": at, "owner": organisation("kokzhar"), "document": {"titles": {"en": "Tea"}}}
    at_once(*[lambda: draft(**given)] * 3)
    assert sorted(MicroQualification.objects.values_list("code", flat=True)) == ["tea", "tea-2", "tea-3"]


def test_of_two_that_save_a_design_at_once_one_is_told(at: datetime, drafted: Version) -> None:
    writers = {name: colleague(name, "author", "kokzhar") for name in ("nurlan", "viktor")}

    def save(name: str) -> Deed:
        content = {**drafted.content, "titles": {"en": f"Written by {name}"}}
        return lambda: revise(
            actor=writers[name], at=at, version=drafted, document=content, revision=drafted.revision
        )

    assert one_wins(save("nurlan"), save("viktor")) == "changed-meanwhile"
    kept = Version.objects.get()
    assert kept.revision == drafted.revision + 1
    assert kept.titles["en"] == f"Written by {kept.edited_by.username}"


@pytest.mark.parametrize(
    ("stage", "action", "by", "given"),
    [
        ("drafted", submit, "dana", {}),
        ("submitted", withdraw, "dana", {}),
        ("submitted", approve, "marat", {"remarks": {"": "Well done."}}),
        ("submitted", return_with_remarks, "marat", {"remarks": {"rule:MQ-14": "No threshold."}}),
        ("submitted", note, "marat", {"remarks": {"": "To be looked at."}}),
        ("published", retire, "dana", {"reason": "Nobody learns it."}),
    ],
)
def test_a_double_click_on_a_design_is_one_act(
    stage: str, action: Callable[..., Any], by: str, given: dict[str, Any], at: datetime, request: Any
) -> None:
    version = request.getfixturevalue(stage)
    twice(action, actor=find(by), at=at, version=version, revision=version.revision, **given)
    done = history(subject_of(version)).filter(action=f"qualifications.{action.__name__}")
    assert done.count() == 1


def test_a_new_version_begun_by_a_double_click_is_one(dana: Person, at: datetime, published: Version) -> None:
    assert twice(begin_version, actor=dana, at=at, version=published).number == 2
    assert Version.objects.count() == 2


def test_a_design_is_not_approved_while_its_author_takes_it_back(
    dana: Person, at: datetime, submitted: Version
) -> None:
    shown = {"at": at, "version": submitted, "revision": submitted.revision}
    one_wins(lambda: approve(actor=find("marat"), **shown), lambda: withdraw(actor=dana, **shown))
    assert Version.objects.get().stage in ("approved", "withdrawn")


def test_of_two_reviewers_one_is_told_and_no_remark_is_overwritten(at: datetime, submitted: Version) -> None:
    second = colleague("madina", "reviewer", "national-centre")
    shown = {"at": at, "version": submitted, "revision": submitted.revision}
    code = one_wins(
        lambda: return_with_remarks(actor=find("marat"), remarks={"": "By Marat."}, **shown),
        lambda: approve(actor=second, remarks={"": "By Madina."}, **shown),
    )
    assert code == "changed-meanwhile"
    assert Version.objects.get().remarks.count() == 1


# ---- learning ----------------------------------------------------------------------------------------------------


def test_an_enrolment_by_a_double_click_is_one(at: datetime, published: Version) -> None:
    twice(enrol, actor=find("aigul"), at=at, version=published)
    assert Act.objects.filter(action="learning.enrol").count() == 1


def test_of_two_assessors_one_is_told(at: datetime, enrolled: Enrolment) -> None:
    colleague("madina", "assessor", "kokzhar")
    assert one_wins(
        lambda: judge_all(enrolled, at, 60, "omar"), lambda: judge_all(enrolled, at, 95, "madina")
    ) in ("changed-meanwhile",)
    assert len({(one.percent, one.assessor_id) for one in enrolled.results.all()}) == 1


def test_a_double_click_of_registrar_or_assessor_is_one_act(at: datetime, enrolled: Enrolment) -> None:
    failed = twice(judge_all, enrolment=enrolled, at=at, percent=30)
    closed = twice(conclude, actor=find("zhanar"), at=at, enrolment=failed, revision=failed.revision)
    again = twice(retake, actor=find("zhanar"), at=at, enrolment=closed, revision=closed.revision)
    passed = judge_all(again, at, 82)
    twice(conclude, actor=find("zhanar"), at=at, enrolment=passed, revision=passed.revision)
    twice(issue, actor=None, at=at, award=Award.objects.get())
    counts = [
        Act.objects.filter(action=f"learning.{verb}").count() for verb in ("assess", "conclude", "retake")
    ]
    assert counts == [2, 2, 1]
    assert Act.objects.filter(action__in=["qualifications.confer", "credentials.issue"]).count() == 2


def test_of_two_registrars_one_is_told(at: datetime, enrolled: Enrolment) -> None:
    second = colleague("madina", "registrar", "kokzhar")
    judged = judge_all(enrolled, at, 82)
    shown = {"at": at, "enrolment": judged, "revision": judged.revision}
    one_wins(lambda: conclude(actor=find("zhanar"), **shown), lambda: conclude(actor=second, **shown))
    assert Award.objects.count() == 1


# ---- documents ---------------------------------------------------------------------------------------------------


def test_a_double_click_on_a_document_is_one_act(at: datetime, issued: Credential) -> None:
    aigul, shown = find("aigul"), {"at": at, "credential": issued}
    link = twice(share, actor=aigul, revision=issued.revision, until=None, **shown)
    twice(withdraw_share, actor=aigul, token=link.token, **shown)
    twice(open_number, actor=aigul, is_open=False, **shown)
    issued.refresh_from_db()
    twice(revoke, actor=find("zhanar"), revision=issued.revision, reason="An error.", **shown)
    verbs = [act.action for act in history(issued.subject)]
    assert verbs == [
        f"credentials.{verb}" for verb in ("issue", "share", "withdraw-share", "open-number", "revoke")
    ]
    assert SharedLink.objects.count() == 1
    assert Act.objects.filter(action="qualifications.annul").count() == 1


def test_of_two_who_revoke_one_is_told(at: datetime, issued: Credential) -> None:
    second = colleague("madina", "registrar", "kokzhar")
    shown = {"at": at, "credential": issued, "revision": issued.revision}
    assert one_wins(
        lambda: revoke(actor=find("zhanar"), reason="The name is wrong.", **shown),
        lambda: revoke(actor=second, reason="Results were exchanged.", **shown),
    ) in ("changed-meanwhile",)


# ---- recognition -------------------------------------------------------------------------------------------------


class Doubled(Walk):
    """A way on which everybody clicks twice: each act is done once."""

    def act(self, action: Callable[..., object], by: str, **given: object) -> RecognitionCase:
        before = self.renew().revision
        twice(action, actor=find(by), at=self.at, case=self.case, revision=before, **given)
        assert self.renew().revision == before + 1
        return self.case

    def voted(self, choice: str, by: tuple[str, ...] = ("aliya", "bolat", "kamila")) -> None:
        """All members vote at once, and each of them twice."""
        case = self.renew()
        deeds = [
            lambda name=name: vote(actor=find(name), at=self.at, record=case, choice=choice)  # type: ignore[misc]
            for name in by * 2
        ]
        assert not [one for one in at_once(*deeds) if isinstance(one, Exception)]
        assert Seat.objects.filter(vote=choice).count() == len(by)
        assert Act.objects.filter(action="recognition.vote").count() == len(by)

    def minuted(self, result: str, achieved: int) -> None:
        given = {
            "record": self.renew(),
            "revision": self.case.revision,
            "draft": self.draft(result, achieved),
        }
        twice(record_minutes, actor=find("saule"), at=self.at, **given)


@pytest.fixture
def doubled(at: datetime) -> Doubled:
    discipline = disciplines().get(code="data-analysis-intro")
    on = datetime.fromisoformat("2026-11-23T10:00:00+05:00")
    return Doubled(twice(apply, actor=find("aigul"), at=on, discipline=discipline), on)


@pytest.fixture
def walk(at: datetime) -> Walk:
    discipline = disciplines().get(code="data-analysis-intro")
    on = datetime.fromisoformat("2026-11-23T10:00:00+05:00")
    return Walk(apply(actor=find("aigul"), at=on, discipline=discipline), on)


def test_a_whole_case_of_double_clicks_is_one_case(doubled: Doubled) -> None:
    doubled.to("decided")
    doubled.act(confirm_credits, "rustem", credits=doubled.case.target["credits"], line="Part 2, line 17")
    assert Decision.objects.count() == Award.objects.count() == 1
    acts = [one.action for one in history(f"recognition.case:{doubled.case.public_id}")]
    steps = ["apply", "add_evidence", "submit", "accept", "declare", "map", "interview"]
    steps += ["judge"] * 5 + [
        "refer",
        "seat_commission",
        "vote",
        "vote",
        "vote",
        "record_minutes",
        "recognise",
    ]
    assert acts == [f"recognition.{step}" for step in [*steps, "confirm_credits"]]


def test_an_appeal_lodged_by_a_double_click_is_one(doubled: Doubled) -> None:
    doubled.to("decided", result="refuse", achieved=0)
    doubled.act(appeal, "aigul", grounds="The certificate was not looked at.")
    assert Act.objects.filter(action="recognition.appeal").count() == 1


def test_other_words_from_an_outdated_page_are_no_double_click(walk: Walk) -> None:
    shown = {"actor": find("aigul"), "at": walk.at, "case": walk.case, "revision": walk.case.revision}
    other = CERTIFICATE.__class__(CERTIFICATE.kind, "Another certificate", text="Words")
    code = one_wins(
        lambda: add_evidence(given=CERTIFICATE, **shown), lambda: add_evidence(given=other, **shown)
    )
    assert code == "changed-meanwhile"
    item = str(walk.renew().evidence.get().public_id)
    shown["revision"] = walk.case.revision
    claim(claims={item: walk.outcomes[:1]}, **shown)
    with pytest.raises(Refused, match="changed-meanwhile"):
        claim(claims={item: walk.outcomes[:2]}, **shown)
    assert walk.renew().evidence.get().mappings.count() == 1


@pytest.mark.parametrize("stage", ["completeness", "mapping", "assessment", "commission"])
def test_nobody_goes_on_with_a_case_that_is_withdrawn_meanwhile(stage: str, walk: Walk) -> None:
    walk.to(stage)
    ways = {"completeness": walk.accepted, "mapping": walk.mapped, "assessment": walk.judged}
    shown = {"at": walk.at, "case": walk.case, "revision": walk.renew().revision}
    deed = ways.get(stage) or walk.seated
    one_wins_or_follows = at_once(deed, lambda: withdraw_case(actor=find("aigul"), **shown))
    assert sum(isinstance(one, Refused) for one in one_wins_or_follows) == 1, one_wins_or_follows


def test_a_commission_does_not_decide_on_votes_that_change_meanwhile(walk: Walk) -> None:
    walk.to("commission")
    walk.seated()
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    case = walk.renew()
    shown = {"actor": find("aliya"), "at": walk.at, "case": case, "revision": case.revision}
    outcomes = at_once(
        lambda: DECIDE["recognise"](**shown),
        lambda: vote(actor=find("kamila"), at=walk.at, record=case, choice="refuse"),
    )
    assert sum(isinstance(one, Refused) for one in outcomes) == 1, outcomes
    decided = walk.renew().stage != "commission"
    assert Decision.objects.exists() is decided
    assert Seat.objects.get(person=find("kamila")).vote == ("recognise" if decided else "refuse")


def test_two_at_the_seats_of_a_commission_do_not_overwrite_each_other(walk: Walk) -> None:
    walk.to("commission")
    walk.seated()
    case = walk.renew()
    seat = Seat.objects.get(person=find("kamila"))
    away = {"record": case, "revision": case.revision, "seat": seat, "present": False}
    twice(attend, actor=find("saule"), at=walk.at, **away)
    twice(recuse, actor=find("bolat"), at=walk.at, record=case, reason="The claimant is my pupil.")
    assert sorted(Seat.objects.values_list("state", flat=True)) == ["absent", "present", "recused"]
    assert Act.objects.filter(action__in=["recognition.attend", "recognition.recuse"]).count() == 2


# ---- registers ---------------------------------------------------------------------------------------------------

BASIS = {"en": "Order no. 3 of 12.01.2026"}


def company(code: str, at: datetime) -> Organisation:
    """A training company that stands in no register."""
    return found(actor=find("arman"), at=at, type="training", names={"en": code}, code=code, source="a test")


def entered(body: Organisation, at: datetime, register: str = "providers") -> Deed:
    return lambda: enter(
        actor=None, at=at, register=register, organisation=body, since=at.date(), basis=BASIS
    )


def test_one_organisation_entered_twice_at_once_has_one_entry(at: datetime) -> None:
    altyn = company("altyn", at)
    assert one_wins(*[entered(altyn, at)] * 3) == "register.already-entered"
    assert Entry.objects.get(organisation=altyn).recorded.count() == 1


def test_entries_made_at_once_have_numbers_without_a_gap_and_stand_in_the_log(at: datetime) -> None:
    bodies = [company(code, at) for code in ("altyn", "kumis", "mys")]
    register = "quality-agencies"  # nobody has a number of this year yet
    assert not Counter.objects.filter(register=register, year=2026).exists()
    looks: list[Deed] = [lambda: publish(at=at)] * 2
    made = at_once(*[entered(body, at, register) for body in bodies], *looks)
    numbers = sorted(one.number for one in made[:3])
    assert [number.rpartition("-")[2] for number in numbers] == ["0001", "0002", "0003"]
    assert publish(at=at).size == Act.objects.count() == LogHead.objects.get().size
    for one in made[3:]:
        assert LogCheckpoint.objects.get(size=one.size).note == one.note, "signed once"


def test_of_two_keepers_who_confirm_at_once_one_is_told(at: datetime) -> None:
    given = GivenOfAct(
        since=at.date(),
        titles={"en": "Agreement on recognition"},
        content={"parties": ["kokzhar", "Università di prova, IT"]},
        basis=BASIS,
    )
    proposer = colleague("madina", "keeper", "national-centre")
    waiting = propose(
        actor=proposer, at=at, register="agreements", act=Recorded.ENTERED, given=given, once=uuid4()
    )
    before = Entry.objects.count()
    code = one_wins(
        *[
            lambda name=name: confirm_proposal(actor=find(name), at=at, proposal=waiting)  # type: ignore[misc]
            for name in ("arman", "dina")
        ]
    )
    assert code == "register.decided-already"
    assert Entry.objects.count() == before + 1
    assert (
        Act.objects.filter(action="registers.confirm", subject__contains=str(waiting.public_id)).count() == 1
    )


def test_of_two_lists_with_one_organisation_confirmed_at_once_one_comes_back(at: datetime) -> None:
    altyn = company("altyn", at)
    keepers = [find("arman"), find("dina")]

    def proposed(keeper: Person) -> Batch:
        data = b"organisation;since;until;basis_en\naltyn;15.01.2026;14.01.2029;Order no. 3\n"
        batch = upload(actor=keeper, at=at, kind="register-providers", data=data)
        return confirm_list(actor=keeper, at=at, batch=batch, revision=batch.revision)

    first, second = (proposed(keeper) for keeper in keepers)
    done = at_once(
        lambda: confirm_list(actor=keepers[1], at=at, batch=first, revision=first.revision),
        lambda: confirm_list(actor=keepers[0], at=at, batch=second, revision=second.revision),
    )
    assert sorted(str(one.state) for one in done) == ["faulty", "written"], done
    assert Entry.objects.get(organisation=altyn).recorded.count() == 1


# ---- the journal -------------------------------------------------------------------------------------------------


def test_acts_of_many_at_once_are_one_chain(at: datetime) -> None:
    before = Act.objects.count()

    def ten(name: str) -> Deed:
        return lambda: [
            journal(actor=find(name), at=at, action="test.act", subject=f"test.thing:{i}") for i in range(10)
        ]

    at_once(*[ten(name) for name in ("aigul", "dana", "omar", "marat")])
    assert Act.objects.count() == before + 40
    assert prove().read == before + 40


def test_this_is_tried_on_a_database_that_threads_can_share() -> None:
    name = str(connection.settings_dict["NAME"])
    assert connection.vendor == "postgresql" or ".sqlite3" in name, name  # each worker has its own
