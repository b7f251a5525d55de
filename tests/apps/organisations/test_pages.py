"""The desk of an organisation's people, and the page where the invited arrive."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.models import Invitation, Membership
from tanym.apps.organisations.queries import organisation

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
WORDS = "four words of mine"
ASKED = {
    "name_kk": "Аида Нұрланова",
    "email": "aida@kokzhar.example",
    "roles": ["author", "registrar"],
    "language": "ru",
    "sectors": ["logistics", "construction"],
}
ACCOUNT = {
    "name_kk": "Аида Нұрланова",
    "name_ru": "Аида Нурланова",
    "name_passport": "Nurlanova Aida",
    "language": "kk",
    "password": WORDS,
    "again": WORDS,
}


def link_of(page: str) -> str:
    found = re.search(r'value="[^"]*?(/\w\w/invitations/[^"]+)"', page)
    assert found
    return found[1]


def test_an_administrator_invites_and_the_invited_begins(as_: As) -> None:
    leila, visitor = as_("leila"), Client()
    assert leila.get("/en/organisations/mine/").headers["Location"] == "/en/organisations/kokzhar/people/"
    assert leila.get("/en/organisations/kokzhar/people/invite/").status_code == 200
    nameless = leila.post("/en/organisations/kokzhar/people/invite/", {**ASKED, "name_kk": ""})
    assert nameless.status_code == 422
    made = leila.post("/en/organisations/kokzhar/people/invite/", ASKED)
    assert made.status_code == 201
    address = link_of(made.content.decode())
    assert address.startswith("/ru/"), "the invited reads it in their language"
    again = leila.post("/en/organisations/kokzhar/people/invite/", ASKED)
    assert again.status_code == 409, "a second click makes no second invitation"
    listed = leila.get("/en/organisations/kokzhar/people/").content.decode()
    assert "aida@kokzhar.example" in listed
    assert address.split("/")[-2] not in listed, "the link is shown once"
    page = visitor.get(address)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "aida@" not in page.content.decode()
    for wrong, said in (
        ({"password": "short", "again": "short"}, "12"),
        ({"password": "1" * 14, "again": "1" * 14}, "цифр"),
        ({"password": "aida nurlanova", "again": "aida nurlanova"}, "имя"),
        ({"again": "something else"}, "совпадают"),
        ({"name_passport": "Нурланова Аида"}, "латин"),
    ):
        refused = visitor.post(address, {**ACCOUNT, **wrong})
        assert refused.status_code == 422
        assert said in refused.content.decode()
        assert WORDS not in refused.content.decode()
    came = visitor.post(address, ACCOUNT)
    assert came.headers["Location"] == "/kk/invitations/accepted/"
    assert "aida.nurlanova" in visitor.get("/kk/invitations/accepted/").content.decode()
    who = Person.objects.get(username="aida.nurlanova")
    assert set(who.memberships.values_list("role", flat=True)) == {"author", "registrar"}
    used = Client().post(address, ACCOUNT)
    assert used.status_code == 410
    assert Client().get("/kk/invitations/forged/").status_code == 404
    assert visitor.get("/kk/organisations/kokzhar/people/").status_code == 200
    assert Client().login(username="aida.nurlanova", password=WORDS)


def test_the_page_of_an_invitation_is_the_same_whether_the_address_has_an_account_or_not(
    as_: As, person: Callable[[str], Person]
) -> None:
    pages = []
    for email in ("aigul@people.example", "nobody@people.example"):
        _, secret = invite(
            actor=person("leila"),
            at=timezone.localtime(),
            organisation=organisation("kokzhar"),
            roles=["author"],
            names={"kk": "Біреу"},
            email=email,
        )
        page = Client().get(f"/en/invitations/{secret}/").content.decode().replace(secret, "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page))
        assert Client().post(f"/en/invitations/{secret}/", ACCOUNT).status_code == 302
    assert pages[0] == pages[1]


def test_who_is_signed_in_accepts_with_one_click_and_an_expired_link_says_so(
    as_: As, person: Callable[[str], Person]
) -> None:
    def link(days: int) -> str:
        _, secret = invite(
            actor=person("leila"),
            at=timezone.localtime() - timedelta(days=days),
            organisation=organisation("kokzhar"),
            roles=["author"],
            names={"kk": "Самал"},
            email=f"{days}@people.example",
        )
        return f"/en/invitations/{secret}/"

    samal, fresh = as_("samal"), link(1)
    assert "Accept as" in samal.get(fresh).content.decode()
    assert samal.post(fresh).status_code == 302
    assert samal.get(fresh).status_code == 410
    assert "desk" in samal.get(fresh).content.decode()
    assert "time of this invitation is over" in samal.get(link(31)).content.decode()


def test_roles_are_given_and_ended_on_the_page_of_a_person(as_: As, person: Callable[[str], Person]) -> None:
    leila, omar = as_("leila"), person("omar")
    page = f"/en/organisations/kokzhar/people/{omar.public_id}/"
    assert leila.get(page).status_code == 200
    wrong = leila.post(page, {"role": "author", "until": "2020-01-01"})
    assert wrong.status_code == 422
    assert leila.post(page, {"role": "author", "sectors": "logistics"}).status_code == 302
    given = Membership.objects.get(person=omar, role="author")
    assert given.scope == {"sectors": ["logistics"]}
    assert leila.post(page, {"role": "author"}).status_code == 409
    assert leila.post(page, {"role": "head"}).status_code == 422, "it is not among the choices"
    for data in ({"membership": "x"}, {"membership": "0"}):
        assert leila.post(f"{page}end/", data).status_code == 404
    malformed = leila.post(f"{page}end/", {"membership": given.pk, "last_day": "2026-13-01"})
    assert malformed.status_code == 422
    assert leila.post(f"{page}end/", {"membership": given.pk}).status_code == 302
    assert not Membership.objects.filter(pk=given.pk).exists()
    last = Membership.objects.get(person__username="leila")
    own = f"/en/organisations/kokzhar/people/{last.person.public_id}/end/"
    assert leila.post(own, {"membership": last.pk}).status_code == 409
    assert as_("dana").post(f"{page}end/", {"membership": last.pk}).status_code == 404
    dana = as_("dana")
    assert dana.get(page).status_code == 200
    assert dana.post(page, {"role": "author"}).status_code == 403


def test_strangers_see_nobody_and_colleagues_invite_nobody(as_: As, person: Callable[[str], Person]) -> None:
    made, _ = invite(
        actor=person("leila"),
        at=timezone.localtime(),
        organisation=organisation("kokzhar"),
        roles=["author"],
        names={"kk": "Біреу"},
        email="a@a.example",
    )
    desk, of = "/en/organisations/kokzhar", f"/invitations/{made.public_id}"
    for who, sees in (("samal", 403), ("saule", 403), ("dana", 200), ("arman", 200)):
        assert as_(who).get(f"{desk}/people/").status_code == sees, who
    for who in ("samal", "saule", "dana"):
        assert as_(who).post(f"{desk}/people/invite/", ASKED).status_code == 403
        assert as_(who).post(f"{desk}{of}/renew/").status_code == 403
        assert as_(who).post(f"{desk}{of}/withdraw/").status_code == 403
    assert Client().get(f"{desk}/people/").status_code == 302
    elsewhere = as_("leila").post(f"/en/organisations/kokzhar-engineering{of}/renew/")
    assert elsewhere.status_code == 404
    assert as_("leila").post(f"{desk}{of}/renew/").status_code == 201
    for _twice in range(2):
        assert as_("leila").post(f"{desk}{of}/withdraw/").status_code == 302
    assert Invitation.objects.get().email == ""


def test_a_unit_is_added_and_its_people_are_those_of_the_university_too(as_: As) -> None:
    leila = as_("leila")
    new = "/en/organisations/kokzhar/units/new/"
    assert leila.get(new).status_code == 200
    assert leila.post(new, {"code": "kokzhar-arts"}).status_code == 422
    assert leila.post(new, {"code": "kokzhar-arts", "name-en": "Arts"}).status_code == 302
    assert leila.post(new, {"code": "kokzhar-arts", "name-en": "Arts"}).status_code == 409
    assert as_("dana").get(new).status_code == 403
    assert as_("dana").get("/en/organisations/kokzhar-arts/people/").status_code == 200
    found = leila.get("/en/organisations/kokzhar/people/?q=dan").content.decode()
    assert "Dana" in found
    assert "Omar" not in found
