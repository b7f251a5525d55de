"""Invitations: a link that works once, for a time, and says nothing about who has an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import names
from tanym.apps.audit.models import Act
from tanym.apps.organisations.actions.accept_invitation import accept_invitation
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.actions.renew_invitation import renew_invitation
from tanym.apps.organisations.actions.withdraw_invitation import withdraw_invitation
from tanym.apps.organisations.links import VALID_FOR
from tanym.apps.organisations.models import Invitation
from tanym.apps.organisations.queries import holds, organisation
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]
AIDA = {
    "names": names("Аида Нұрланова", "Аида Нурланова", "Nurlanova Aida"),
    "language": "ru",
    "password": "a long word of mine",
}


@pytest.fixture
def asked(person: Who, at: datetime) -> tuple[Invitation, str]:
    return invite(
        actor=person("leila"),
        at=at,
        organisation=organisation("kokzhar"),
        roles=["author"],
        names={"kk": "Аида Нұрланова"},
        email="aida@kokzhar.example",
        scope={"sectors": ["logistics"]},
    )


def accept(secret: str, at: datetime, actor: Any = None, **more: Any) -> Any:
    return accept_invitation(actor=actor or AnonymousUser(), at=at, secret=secret, **more)


def test_the_invited_open_an_account_and_have_the_role(asked: Any, at: datetime) -> None:
    invitation, secret = asked
    assert secret not in str(Invitation.objects.values().get()), "the secret itself is not kept"
    (given,) = accept(secret, at, **AIDA)
    who = given.person
    assert (who.username, who.email, who.language) == ("aida.nurlanova", "aida@kokzhar.example", "ru")
    assert who.check_password("a long word of mine")
    assert given.scope == {"sectors": ["logistics"]}
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.names, invitation.email) == (who, {}, "")
    journal = str(list(Act.objects.values_list("subject", "details")))
    assert "Nurlanova" not in journal
    assert "kokzhar.example" not in journal
    with pytest.raises(Refused, match=r"invitation\.accepted"):
        accept(secret, at, **AIDA)


def test_who_is_signed_in_accepts_as_themselves(asked: Any, person: Who, at: datetime) -> None:
    people = Person.objects.count()
    assert accept(asked[1], at, person("samal"))[0].person == person("samal")
    assert Person.objects.count() == people


def test_a_forged_expired_withdrawn_or_replaced_link_leads_nowhere(
    asked: Any, person: Who, at: datetime
) -> None:
    invitation, secret = asked
    with pytest.raises(NotFound, match=r"invitation\.unknown"):
        accept(secret[:-1], at, **AIDA)
    with pytest.raises(Refused, match=r"invitation\.expired"):
        accept(secret, at + VALID_FOR, **AIDA)
    _, newer = renew_invitation(actor=person("leila"), at=at + VALID_FOR, invitation=invitation)
    with pytest.raises(NotFound):
        accept(secret, at, **AIDA)
    withdraw_invitation(actor=person("leila"), at=at, invitation=invitation)
    withdrawn = withdraw_invitation(actor=person("leila"), at=at, invitation=invitation)
    assert (withdrawn.names, withdrawn.email) == ({}, "")
    with pytest.raises(Refused, match=r"invitation\.withdrawn"):
        accept(newer, at, **AIDA)
    with pytest.raises(Refused, match=r"invitation\.withdrawn"):
        renew_invitation(actor=person("leila"), at=at, invitation=invitation)


def test_without_a_name_and_a_password_no_account_is_opened(asked: Any, at: datetime) -> None:
    with pytest.raises(Refused, match="account-needed"):
        accept(asked[1], at)
    assert not Person.objects.filter(email="aida@kokzhar.example").exists()


def test_two_people_of_one_name_sign_in_by_different_names(asked: Any, person: Who, at: datetime) -> None:
    accept(asked[1], at, **AIDA)
    _, second = invite(
        actor=person("leila"),
        at=at,
        organisation=organisation("kokzhar"),
        roles=["author"],
        names={},
        email="aida@kokzhar.example",
    )
    assert accept(second, at, **AIDA)[0].person.username == "aida.nurlanova2"


def test_only_an_administrator_of_the_place_invites(person: Who, at: datetime) -> None:
    def ask(actor: str, where: str, role: str = "author", **more: Any) -> Any:
        return invite(
            actor=person(actor),
            at=at,
            organisation=organisation(where),
            roles=[role],
            names={},
            email="a@a.example",
            **more,
        )

    for actor, where in (("dana", "kokzhar"), ("leila", "sayram"), ("aigul", "kokzhar")):
        with pytest.raises(NotPermitted):
            ask(actor, where)
    with pytest.raises(NotPermitted, match="role-above"):
        ask("leila", "kokzhar", "head")
    with pytest.raises(InvalidValue, match="role-not-here"):
        ask("leila", "kokzhar", "reviewer")
    with pytest.raises(InvalidValue, match="role-interval"):
        ask("leila", "kokzhar", until=at.date() - timedelta(days=1))
    ask("leila", "kokzhar-engineering")
    with pytest.raises(Refused, match="invited-already"):
        ask("leila", "kokzhar-engineering")
    ask("arman", "sayram", "administrator")
    with pytest.raises(NotPermitted, match="role-above"):
        ask("arman", "sayram", "author")


def test_roles_that_came_by_one_invitation_end_on_their_last_day(person: Who, at: datetime) -> None:
    _, secret = invite(
        actor=person("leila"),
        at=at,
        organisation=organisation("kokzhar"),
        roles=["assessor", "registrar"],
        names={},
        email="",
        until=at.date() + timedelta(days=5),
    )
    accept(secret, at, person("samal"))
    for role in ("assessor", "registrar"):
        assert holds(person("samal"), role, organisation("kokzhar"), at.date() + timedelta(days=5))
        assert not holds(person("samal"), role, organisation("kokzhar"), at.date() + timedelta(days=6))


def test_a_role_that_would_be_over_already_is_not_accepted(person: Who, at: datetime) -> None:
    _, secret = invite(
        actor=person("leila"),
        at=at,
        organisation=organisation("kokzhar"),
        roles=["author"],
        names={},
        email="",
        until=at.date(),
    )
    with pytest.raises(Refused, match=r"invitation\.expired"):
        accept(secret, at + timedelta(days=1), person("samal"))
