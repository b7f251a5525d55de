"""Entries of registers: entered, changed, and what a body was entitled to on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanym.apps.audit.queries import history
from tanym.apps.credentials.registers import PlatformRegister
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import did
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import enrolment_refusal, entitled
from tanym.apps.registers.actions.amend import amend
from tanym.apps.registers.actions.annul import annul
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.reinstate import reinstate
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.actions.withdraw import withdraw
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.queries import Answer, authorised, entries, stood
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.registers.standing import Status

pytestmark = pytest.mark.django_db
WHY = {"kk": "Себебі", "ru": "Причина", "en": "Reason"}


@pytest.fixture
def keepers(country: Any, person: Any) -> tuple[Any, Any]:
    """Two keepers of the national centre."""
    centre = Organisation.objects.get(code="national-centre")
    for name in ("arman", "dina"):
        Membership.objects.get_or_create(
            person=person(name), organisation=centre, role="keeper", defaults={"since": date(2025, 6, 1)}
        )
    return person("arman"), person("dina")


@pytest.fixture
def tobyl(country: Any) -> Entry:
    return Entry.objects.get(organisation__code="tobyl", register="providers")


def test_a_change_needs_a_keeper_and_a_second_one(tobyl, keepers, person, at) -> None:
    arman, dina = keepers
    act = {"at": at, "entry": tobyl, "since": at.date(), "reason": WHY}
    with pytest.raises(NotPermitted):
        suspend(actor=person("marat"), second=arman, **act)
    with pytest.raises(NotPermitted):
        suspend(actor=arman, second=person("marat"), **act)
    for second in (None, arman):
        with pytest.raises(Refused, match=r"register\.second-person"):
            suspend(actor=arman, second=second, **act)
    kept = suspend(actor=arman, second=dina, **act)
    act = history(f"registers.entry:{tobyl.public_id}").last()
    assert (act.number, act.action, act.details["second"]) == (
        kept.journal,
        "registers.suspend",
        str(dina.public_id),
    )


def test_one_body_has_one_entry_at_a_time(tobyl, at) -> None:
    again = {
        "actor": None,
        "at": at,
        "register": "providers",
        "organisation": tobyl.organisation,
        "since": at.date(),
    }
    with pytest.raises(Refused, match=r"register\.already-entered") as refused:
        enter(**again)
    assert refused.value.details["number"] == tobyl.number
    withdraw(actor=None, at=at, entry=tobyl, since=at.date(), reason=WHY)
    assert enter(**again).number == "P-2026-0002"


def test_an_education_organisation_never_becomes_a_recognition_centre(country, at) -> None:
    with pytest.raises(Refused, match=r"register\.never"):
        enter(
            actor=None,
            at=at,
            register="recognition-centres",
            organisation=Organisation.objects.get(code="tobyl"),
            since=at.date(),
        )
    assert not Entry.objects.filter(register="recognition-centres", organisation__code="tobyl").exists()


def test_an_entry_that_another_has_followed_is_not_renewed_any_more(tobyl, at) -> None:
    ended = {"at": at, "entry": tobyl, "content": {}, "reason": WHY}
    amend(actor=None, since=date(2026, 2, 1), until=at.date() - timedelta(1), **ended)
    enter(actor=None, at=at, register="providers", organisation=tobyl.organisation, since=at.date())
    with pytest.raises(Refused, match=r"register\.already-entered"):
        amend(actor=None, since=at.date(), until=None, **ended)


def test_nobody_enters_or_changes_an_entry_about_themselves(keepers, at) -> None:
    arman, dina = keepers
    given = {"at": at, "register": "assessors", "person": dina, "since": at.date(), "basis": WHY}
    for by in ({"actor": dina}, {"actor": arman, "second": dina}):
        with pytest.raises(Refused, match=r"register\.about-yourself"):
            enter(**by, **given)
    made = enter(actor=arman, **given)
    with pytest.raises(Refused, match=r"register\.about-yourself"):
        suspend(actor=dina, at=at, entry=made, since=at.date(), reason=WHY)


def test_an_interval_that_ends_before_it_starts_is_refused_and_nothing_is_written(tobyl, at) -> None:
    before = Recorded.objects.count()
    with pytest.raises(InvalidValue, match=r"register\.interval"):
        amend(
            actor=None,
            at=at,
            entry=tobyl,
            since=at.date(),
            until=at.date() - timedelta(1),
            content={},
            reason=WHY,
        )
    assert Recorded.objects.count() == before


def test_the_registers_answer_yes_no_and_unknown(tobyl, at) -> None:
    body, on = tobyl.organisation, at.date()
    assert authorised(body, "awarding", on).answer is Answer.YES
    assert authorised(body, "awarding", date(2026, 1, 14)).code == "register.right.not-yet"
    assert authorised(body, "academic-recognition", on).code == "register.no-entry"
    assert authorised(body, "academic-recognition", date(2020, 1, 1)).code == "register.not-kept-then"
    rome = Organisation.objects.get(code="centro-tevere")
    assert (found := authorised(rome, "awarding", on)).answer is Answer.UNKNOWN
    assert found.code == "register.foreign"


def test_an_entry_that_begins_later_says_nothing_of_days_before_its_register(tobyl, at) -> None:
    rome = Organisation.objects.get(code="centro-tevere")
    enter(actor=None, at=at, register="providers", organisation=rome, since=at.date())
    for body, code in ((tobyl.organisation, "register.not-kept-then"), (rome, "register.foreign")):
        found = authorised(body, "awarding", date(2020, 1, 1))
        assert (found.answer, found.code) == (Answer.UNKNOWN, code)
    assert authorised(rome, "awarding", at.date()).held


def test_verification_and_the_registers_say_the_same_of_a_right_that_was_taken_out(tobyl, at) -> None:
    body, on = tobyl.organisation, at.date()
    amend(
        actor=None,
        at=at,
        entry=tobyl,
        since=on,
        until=None,
        content={"scope": {"activities": ["teaching"]}},
        reason=WHY,
    )
    told = PlatformRegister().entry(did(body))
    assert told is not None
    for day in (on - timedelta(1), on, on + timedelta(400)):
        assert any(one.covers(day) for one in told.entitled) is authorised(body, "awarding", day).held
    assert told.kept_since == date(2024, 1, 9)
    assert PlatformRegister().entry(did(Organisation.objects.get(code="centro-tevere"))) is None


def test_a_unit_has_the_right_of_its_organisation(tobyl, at) -> None:
    unit = Organisation.objects.create(
        code="tobyl-branch", type="college", names={"kk": "Филиал"}, parent=tobyl.organisation
    )
    assert authorised(unit, "awarding", at.date()).held


def test_what_is_known_later_does_not_change_what_was_known(tobyl, at) -> None:
    body, back = tobyl.organisation, date(2026, 10, 1)
    suspend(actor=None, at=at, entry=tobyl, since=back, reason=WHY)
    assert authorised(body, "awarding", back).code == "register.right.suspended"
    assert authorised(body, "awarding", back, known_on=at.date() - timedelta(1)).held


def test_a_scope_limits_what_a_body_may_award(sample_versions, at) -> None:
    version = sample_versions.filter(stage="approved").exclude(sector="").first()
    body = Organisation.objects.get(code=version.awarding_body)
    on = at.date()
    assert entitled(body, on, version=version).answer is Answer.YES
    right = Entry.objects.get(organisation=body, register="providers")
    content = {"scope": {"activities": ["awarding"], "sectors": ["another"]}}
    amend(actor=None, at=at, entry=right, since=on, until=None, content=content, reason=WHY)
    found = entitled(body, on, version=version)
    assert (found.answer, found.code) == (Answer.NO, "register.out-of-scope")
    assert {one.register for one in found.lines} == {"providers", "micro-qualifications"}
    assert entitled(body, on - timedelta(1), version=version).answer is Answer.YES
    assert entitled(body, on).answer is Answer.YES  # of some micro-qualification


def test_nobody_is_entitled_to_award_what_is_not_approved_yet_or_is_awarded_by_another(
    sample_versions, at
) -> None:
    version = sample_versions.filter(stage="approved").first()
    body = Organisation.objects.get(code=version.awarding_body)
    other = Organisation.objects.exclude(code=body.code).get(
        code="tobyl" if body.code != "tobyl" else "kokzhar"
    )
    assert entitled(other, at.date(), version=version).code == "register.other-awarding-body"
    Version.objects.filter(pk=version.pk).update(published_on=at.date() + timedelta(1))
    version.refresh_from_db()
    assert entitled(body, at.date(), version=version).code == "register.not-approved"


@pytest.fixture
def sample_versions(designs: None) -> Any:
    return Version.objects.all()


ACTS = {"suspend": suspend, "reinstate": reinstate, "withdraw": withdraw, "annul": annul, "amend": amend}
WAYS = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 400), st.integers(0, 400)), max_size=6
)
FIRST = date(2026, 1, 15)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=WAYS, asked=st.integers(-10, 1500))
def test_the_database_answers_for_any_day_what_was_done_until_then(tobyl, at, way, asked) -> None:
    """Whatever was admitted, in its order: the last act that has begun says how the entry stands."""
    Recorded.objects.filter(entry=tobyl, number__gt=1).delete()
    told: list[tuple[str, date, date | None]] = [("enter", FIRST, date(2029, 1, 14))]
    for name, day, length in way:
        since = FIRST + timedelta(day)
        until = {"until": since + timedelta(length)} if name == "amend" else {}
        content = {"content": {}} if name == "amend" else {}
        try:
            ACTS[name](actor=None, at=at, entry=tobyl, since=since, reason=WHY, **until, **content)
        except (Refused, InvalidValue):
            continue
        told.append((name, since, until.get("until")))
    on = FIRST + timedelta(asked)
    now = stood(tobyl, on)
    assert now is not None
    assert now.status == _told(told, on)
    assert authorised(tobyl.organisation, "awarding", on).held == (now.status is Status.IN_FORCE)
    assert [one.standing.status for one in entries("providers", on) if one.entry == tobyl] == [now.status]


def _told(told: list[tuple[str, date, date | None]], on: date) -> Status:
    if any(name == "annul" for name, *_rest in told):
        return Status.ANNULLED
    done = [one for one in told if one[1] <= on]
    if not done:
        return Status.NOT_YET
    if any(name == "withdraw" for name, *_rest in done):
        return Status.WITHDRAWN
    end = next(until for name, _since, until in reversed(done) if name in ("enter", "amend"))
    if end and on > end:
        return Status.EXPIRED
    turns = [name for name, *_rest in done if name in ("suspend", "reinstate")]
    return Status.SUSPENDED if turns and turns[-1] == "suspend" else Status.IN_FORCE


def test_nobody_enrols_where_the_awarding_body_may_not_award(sample_versions, at, client) -> None:
    version = sample_versions.filter(stage="approved", retired_on=None).first()
    assert enrolment_refusal(version, at.date()) is None
    right = Entry.objects.get(organisation__code=version.awarding_body, register="providers")
    suspend(actor=None, at=at, entry=right, since=at.date(), reason=WHY)
    refused = enrolment_refusal(version, at.date())
    assert (refused.code, refused.details) == ("offer.body-not-entitled", {"why": "register.right.suspended"})
    page = client.get(f"/en/catalogue/{version.micro_qualification.code}/").content.decode()
    assert "Why stands at the top" in page
    assert "the awarding body has no right now (the right was suspended)" in page
