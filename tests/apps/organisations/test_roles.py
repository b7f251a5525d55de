"""Roles at organisations and their units: who gives them, from when until when, and who keeps the last one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.actions.add_unit import add_unit
from tanym.apps.organisations.actions.confirm import confirm
from tanym.apps.organisations.actions.end_role import end_role
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.actions.give_role import give_role
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.permissions import givable, may
from tanym.apps.organisations.queries import holds, members, organisation, places
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]


def test_a_role_at_the_university_holds_at_its_faculty_and_not_the_other_way(
    person: Who, at: datetime
) -> None:
    today, university, faculty = (
        at.date(),
        organisation("kokzhar"),
        organisation("kokzhar-engineering"),
    )
    assert holds(person("dana"), "author", faculty, today)
    assert {m.person.username for m in members(faculty, "author", today)} >= {"dana"}
    assert set(places(person("dana"), ["author"], today)) == {university, faculty}
    chair = add_unit(
        actor=person("leila"), at=at, organisation=faculty, code="kokzhar-wood", names={"en": "Chair of Wood"}
    )
    assert holds(person("dana"), "author", chair, today)
    Membership.objects.create(
        person=person("samal"), organisation=chair, role="author", since=today, until=today
    )
    assert not holds(person("samal"), "author", university, today)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert holds(person("dana"), "author", organisation("kokzhar"), today)
    assert len(asked) <= 3, "the person, the organisation, and one question"


def test_a_limited_role_counts_only_for_what_it_is_limited_to(person: Who, at: datetime) -> None:
    today, kokzhar = at.date(), organisation("kokzhar")
    give_role(
        actor=person("leila"),
        at=at,
        organisation=kokzhar,
        person=person("omar"),
        role="author",
        scope={"sectors": [" logistics "]},
    )
    table = {"draft": frozenset({"author"})}
    assert may(table, "draft", person("omar"), today, at=kokzhar, about={"sectors": ["logistics"]})
    assert not may(table, "draft", person("omar"), today, at=kokzhar, about={"sectors": ["construction"]})
    assert not may(table, "draft", person("omar"), today, at=kokzhar)
    assert may(table, "draft", person("dana"), today, at=kokzhar)
    with pytest.raises(InvalidValue, match="role-unlimited"):
        give_role(
            actor=person("leila"),
            at=at,
            organisation=kokzhar,
            person=person("omar"),
            role="administrator",
            scope={"sectors": ["logistics"]},
        )


def test_a_role_has_an_interval_that_cannot_end_before_it_begins_or_overlap_itself(
    person: Who, at: datetime
) -> None:
    today, leila, omar = at.date(), person("leila"), person("omar")
    kokzhar, tomorrow = organisation("kokzhar"), at.date() + timedelta(days=1)

    def give(**terms: object) -> Membership:
        return give_role(actor=leila, at=at, organisation=kokzhar, person=omar, role="registrar", **terms)  # type: ignore[arg-type]

    with pytest.raises(InvalidValue, match="role-interval"):
        give(since=tomorrow, until=today)
    with pytest.raises(InvalidValue, match="role-past"):
        give(since=today - timedelta(days=1))
    give(since=tomorrow, until=tomorrow)
    assert not holds(omar, "registrar", kokzhar, today)
    assert holds(omar, "registrar", kokzhar, tomorrow)
    assert not holds(omar, "registrar", kokzhar, tomorrow + timedelta(days=1))
    with pytest.raises(Refused, match="role-held"):
        give(since=today)
    give(since=today, until=today)


def test_nobody_gives_a_role_above_their_own_or_one_that_is_none_there(person: Who, at: datetime) -> None:
    leila, kokzhar = person("leila"), organisation("kokzhar")
    with pytest.raises(NotPermitted, match="role-above"):
        give_role(actor=leila, at=at, organisation=kokzhar, person=leila, role="head")
    with pytest.raises(InvalidValue, match="role-not-here"):
        give_role(actor=leila, at=at, organisation=kokzhar, person=leila, role="reviewer")
    with pytest.raises(NotPermitted):
        give_role(actor=person("dana"), at=at, organisation=kokzhar, person=leila, role="author")
    with pytest.raises(NotPermitted):
        give_role(actor=leila, at=at, organisation=organisation("sayram"), person=leila, role="author")
    with pytest.raises(Refused, match="not-a-member"):
        give_role(actor=leila, at=at, organisation=kokzhar, person=person("samal"), role="author")
    head = Membership.objects.create(
        person=person("dana"), organisation=kokzhar, role="head", since=at.date()
    )
    with pytest.raises(NotPermitted, match="role-above"):
        end_role(actor=leila, at=at, membership=head)
    assert give_role(actor=person("dana"), at=at, organisation=kokzhar, person=leila, role="head")


def test_the_last_administrator_keeps_the_role(person: Who, at: datetime) -> None:
    leila, kokzhar = person("leila"), organisation("kokzhar")
    last = Membership.objects.get(person=leila, role="administrator")
    for day in (None, at.date(), at.date() + timedelta(days=30)):
        with pytest.raises(Refused, match="last-administrator"):
            end_role(actor=leila, at=at, membership=last, last_day=day)
    leaves = at.date() + timedelta(days=10)
    give_role(
        actor=leila, at=at, organisation=kokzhar, person=person("dana"), role="administrator", until=leaves
    )
    with pytest.raises(Refused, match="last-administrator"):
        end_role(actor=leila, at=at, membership=last, last_day=leaves)
    end_role(actor=leila, at=at, membership=last, last_day=leaves - timedelta(days=1))
    assert holds(leila, "administrator", kokzhar, at.date())
    assert end_role(actor=leila, at=at, membership=last) is not None
    assert not holds(leila, "administrator", kokzhar, at.date())


def test_a_role_given_today_by_mistake_is_taken_back_today(person: Who, at: datetime) -> None:
    leila, kokzhar = person("leila"), organisation("kokzhar")
    given = give_role(actor=leila, at=at, organisation=kokzhar, person=person("omar"), role="author")
    assert end_role(actor=leila, at=at, membership=given) is None
    assert end_role(actor=leila, at=at, membership=given) is None, "twice is once"
    assert not holds(person("omar"), "author", kokzhar, at.date())
    own = Membership.objects.get(person=person("omar"), role="assessor")
    assert end_role(actor=person("omar"), at=at, membership=own), "everybody may lay down their own role"
    with pytest.raises(NotPermitted):
        end_role(actor=person("omar"), at=at, membership=Membership.objects.get(person__username="dana"))


def test_a_new_company_is_founded_unconfirmed_and_a_legal_number_is_taken_once(
    person: Who, at: datetime
) -> None:
    damir = person("damir")

    def company(name: str, **more: str) -> object:
        return found(actor=damir, at=at, type="training", names={"en": name}, **more)  # type: ignore[arg-type]

    zhibek = company("Zhibek Training", code="zhibek", legal_scheme="kz-bin", legal_id="9900 9000 0777")
    assert (zhibek.legal_id, zhibek.confirmed) == ("990090000777", False)  # type: ignore[attr-defined]
    assert holds(damir, "administrator", zhibek, at.date())  # type: ignore[arg-type]
    with pytest.raises(Refused, match="legal-identity-taken"):
        company("Another", legal_scheme="kz-bin", legal_id="990090000777")
    with pytest.raises(InvalidValue, match="bin-form"):
        company("Another", legal_scheme="kz-bin", legal_id="99009000077")
    with pytest.raises(Refused, match="code-taken"):
        company("Another", code="zhibek")
    assert company("Zhibek Training").code == "zhibek-training"  # type: ignore[attr-defined]
    assert company("Zhibek Training").code == "zhibek-training-2"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="too-many-unconfirmed"):
        company("A fourth")
    with pytest.raises(InvalidValue, match=r"organisation\.type"):
        found(actor=person("samal"), at=at, type="ministry", names={"en": "Ministry of Mine"})
    with pytest.raises(InvalidValue, match=r"organisation\.name"):
        found(actor=person("samal"), at=at, type="training", names={"en": " "})


def test_before_it_is_confirmed_nobody_speaks_for_an_organisation(person: Who, at: datetime) -> None:
    samal = person("samal")
    made = found(actor=samal, at=at, type="university", names={"en": "The Great University"})

    def given(role: str) -> Membership:
        return give_role(actor=samal, at=at, organisation=made, person=samal, role=role)

    with pytest.raises(Refused, match=r"organisation\.not-confirmed"):
        given("policy-author")
    assert "policy-author" not in givable(samal, made, at.date())
    assert given("author")
    made = confirm(actor=samal, at=at, organisation=made, source="accreditation.application:1")
    assert given("policy-author")


def test_of_a_thing_that_somebody_owns_no_role_held_elsewhere_counts(person: Who, at: datetime) -> None:
    """A table that mixes `self` with roles, asked without the organisation: only the owner may."""
    table = {"ask": frozenset({"self", "secretary"})}
    owner, secretary, today = person("aigul"), person("saule"), at.date()
    assert may(table, "ask", owner, today, owner=owner)
    assert not may(table, "ask", secretary, today, owner=owner)
    assert not may(table, "ask", secretary, today, owner=owner, at=organisation("kokzhar"))
    assert may(table, "ask", secretary, today, owner=owner, at=organisation("sayram"))
