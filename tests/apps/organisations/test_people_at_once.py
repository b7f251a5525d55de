"""Two at once: one legal number, one invitation, one last administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.actions.accept_invitation import accept_invitation
from tanym.apps.organisations.actions.end_role import end_role
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.actions.give_role import give_role
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import members, organisation
from tanym.core.kernel.errors import Refused
from tests.apps.test_at_once import at_once


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_first_and_the_other_is_told(
    person: Callable[[str], Person], at: datetime
) -> None:
    people = [person("damir"), person("samal")]

    def company(who: Person) -> object:
        return found(
            actor=who,
            at=at,
            type="training",
            names={"en": "Zhibek Training"},
            legal_scheme="kz-bin",
            legal_id="990090000777",
        )

    answers = at_once(*[lambda who=who: company(who) for who in people])
    refused = [one for one in answers if isinstance(one, Refused)]
    assert [one.code for one in refused] == ["organisation.legal-identity-taken"]
    assert Organisation.objects.filter(legal_id="990090000777").count() == 1

    leila, kokzhar = person("leila"), organisation("kokzhar")
    _, secret = invite(
        actor=leila, at=at, organisation=kokzhar, roles=["author"], names={}, email="a@people.example"
    )
    answers = at_once(*[lambda who=who: accept_invitation(actor=who, at=at, secret=secret) for who in people])
    refused = [one for one in answers if isinstance(one, Refused)]
    assert [one.code for one in refused] == ["invitation.accepted"]
    assert Membership.objects.filter(person__in=people, organisation=kokzhar).count() == 1

    give_role(actor=leila, at=at, organisation=kokzhar, person=person("dana"), role="administrator")
    both = list(members(kokzhar, "administrator", at.date()))
    answers = at_once(*[lambda row=row: end_role(actor=row.person, at=at, membership=row) for row in both])
    refused = [one for one in answers if isinstance(one, Refused)]
    assert [one.code for one in refused] == ["organisation.last-administrator"]
    assert members(kokzhar, "administrator", at.date()).count() == 1
