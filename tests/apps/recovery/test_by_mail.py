"""A forgotten password: a mail to the account's own address, whose link works once and for an hour; the page tells nothing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.audit.models import Act
from tanym.apps.letters.models import Letter, Message
from tanym.apps.recovery.actions.ask import MOST_FROM_A_NETWORK, MOST_TO_AN_ADDRESS
from tanym.apps.recovery.actions.renew_password import renew_password
from tanym.apps.recovery.links import TOKENS, link
from tanym.core.kernel.errors import Refused
from tests.apps.test_at_once import at_once

pytestmark = pytest.mark.django_db
ASK, ASKED = reverse("recovery:ask"), reverse("recovery:asked")
OLD, NEW = "four words of one's own", "quite another four words"


@pytest.fixture
def samal(person: Any) -> Person:
    """Somebody with an address and a password."""
    found: Person = person("samal")
    found.email = "Samal@people.example"
    found.set_password(OLD)
    found.save()
    return found


def links_in(mail: Message) -> list[str]:
    """The paths of the links in a mail."""
    return [one.partition("//localhost:8000")[2] for one in re.findall(r"http://\S+", mail.text)]


def chosen(browser: Client, path: str, password: str = NEW, again: str | None = None) -> Any:
    """Follow a link and choose a password there."""
    opened = browser.get(path)
    if opened.status_code != 302:
        return opened
    sent = {"password": password, "again": password if again is None else again}
    return browser.post(opened["Location"], sent)


def test_a_mail_leads_to_a_new_password_and_whoever_was_signed_in_is_not_any_more(samal: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(samal)
    browser = Client()
    answer = browser.post(ASK, {"email": "samal@people.example"})
    assert (answer.status_code, answer["Location"]) == (302, ASKED)
    mail = Message.objects.get()
    assert mail.to == "Samal@people.example"
    assert samal.username in mail.text
    (path,) = links_in(mail)
    assert chosen(browser, path)["Location"] == reverse("accounts:sign-in")
    samal.refresh_from_db()
    assert samal.check_password(NEW)
    assert elsewhere.get(reverse("accounts:mine")).status_code == 302
    (act,) = Act.objects.filter(action="recovery.renew_password")
    assert act.actor == str(samal.public_id)
    assert Letter.objects.filter(to=samal, subject__en=say("recovery.letter.renewed.subject", "en")).exists()
    signed_in = Client().post(reverse("accounts:sign-in"), {"username": samal.username, "password": NEW})
    assert signed_in.status_code == 302


def test_the_page_says_the_same_of_every_address_and_the_mail_says_the_rest(samal: Person) -> None:
    said = []
    for address in (samal.email, "nobody@people.example"):
        browser = Client()
        answer = browser.post(ASK, {"email": address}, follow=True)
        said.append((answer.status_code, re.sub(r'nonce="[^"]*"|value="[^"]*"', "", answer.content.decode())))
    assert said[0] == said[1]
    known, unknown = Message.objects.order_by("pk")
    assert links_in(known)
    assert (links_in(unknown), unknown.text) == ([], say("recovery.mail.none", "kk"))


def test_accounts_that_nobody_can_sign_in_to_get_no_link(samal: Person, at: datetime) -> None:
    link_before = link(samal, "kk").partition("localhost:8000")[2]
    samal.is_active = False
    samal.save()
    Client().post(ASK, {"email": samal.email})
    assert links_in(Message.objects.get()) == []
    assert Client().get(link_before).status_code == 410


def test_one_address_of_two_accounts_gets_one_mail_with_both(samal: Person, person: Any) -> None:
    omar = person("omar")
    omar.email = samal.email.lower()
    omar.save()
    Client().post(ASK, {"email": samal.email})
    mail = Message.objects.get()
    assert len(links_in(mail)) == 2
    assert samal.username in mail.text
    assert omar.username in mail.text


def test_a_link_works_once(samal: Person) -> None:
    path = link(samal, "kk").partition("localhost:8000")[2]
    assert chosen(Client(), path).status_code == 302
    assert chosen(Client(), path, "and again four words").status_code == 410
    samal.refresh_from_db()
    assert samal.check_password(NEW)


def test_two_who_opened_one_link_before_either_chose_do_not_both_choose(samal: Person) -> None:
    path = link(samal, "kk").partition("localhost:8000")[2]
    first, second = Client(), Client()
    to = first.get(path)["Location"]
    assert second.get(path)["Location"] == to
    assert first.post(to, {"password": NEW, "again": NEW}).status_code == 302
    other = "and again four words"
    assert second.post(to, {"password": other, "again": other}).status_code == 410
    samal.refresh_from_db()
    assert samal.check_password(NEW)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_chooses(samal: Person, at: datetime) -> None:
    token = TOKENS.make_token(samal)
    words = ("first four words here", "second four words here")
    outcomes = at_once(
        *(lambda word=word: renew_password(at=at, person=samal, token=token, password=word) for word in words)
    )
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [one.code for one in refused] == ["recovery.link-over"], outcomes
    assert Act.objects.filter(action="recovery.renew_password").count() == 1


def test_a_link_is_over_after_an_hour_and_once_its_person_has_signed_in(
    samal: Person, monkeypatch: Any, at: datetime
) -> None:
    token, now = TOKENS.make_token(samal), TOKENS._now()  # type: ignore[attr-defined]
    for late, counts in ((timedelta(minutes=59), True), (timedelta(minutes=61), False)):
        monkeypatch.setattr(TOKENS, "_now", lambda late=late: now + late)
        assert TOKENS.check_token(samal, token) is counts
    monkeypatch.undo()
    samal.last_login = at
    assert TOKENS.check_token(samal, token) is False


@pytest.mark.parametrize("spoil", ["letter", "other-person", "made-elsewhere", "no-person", "nonsense"])
def test_a_forged_link_opens_nothing(samal: Person, person: Any, spoil: str) -> None:
    name, token = samal.public_id.hex, TOKENS.make_token(samal)
    if spoil == "letter":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    elif spoil == "other-person":
        name = person("omar").public_id.hex
    elif spoil == "made-elsewhere":
        token = PasswordResetTokenGenerator().make_token(samal)  # the same secret, for another purpose
    elif spoil == "no-person":
        name = "0" * 32
    else:
        name, token = "not-a-name", "not-a-token"
    browser = Client()
    path = reverse("recovery:new", args=[name, token])
    assert browser.get(path).status_code == 410
    direct = reverse("recovery:new", args=[samal.public_id.hex, "set-password"])
    assert browser.post(direct, {"password": NEW, "again": NEW}).status_code == 410
    samal.refresh_from_db()
    assert samal.check_password(OLD)


def test_a_secret_of_earlier_days_makes_no_links(samal: Person, settings: Any) -> None:
    token = TOKENS.make_token(samal)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-" * 8, [settings.SECRET_KEY]
    assert type(TOKENS)().check_token(samal, token) is False


@pytest.mark.parametrize("name", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO"])
def test_no_header_of_a_request_says_where_the_link_leads(samal: Person, name: str) -> None:
    answer = Client().post(ASK, {"email": samal.email}, **{name: "evil.example"})  # type: ignore[arg-type]
    assert answer["Location"] == ASKED
    text = Message.objects.get().text
    assert "evil" not in text
    assert "http://localhost:8000/" in text


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password.too-short"),
        ("123456789012345", "password.only-digits"),
        ("SAMAL", "password.too-short"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(samal: Person, password: str, code: str) -> None:
    browser = Client()
    path = link(samal, "kk").partition("localhost:8000")[2]
    answer = chosen(browser, path, password)
    assert answer.status_code == 422
    assert say(code, "kk", min_length=12) in answer.content.decode()
    assert password not in answer.content.decode().replace(samal.username, "")
    assert chosen(browser, path, NEW, "not the same words").status_code == 422
    assert chosen(browser, path).status_code == 302


def test_the_link_leaves_the_address_before_a_page_is_shown(samal: Person) -> None:
    browser = Client()
    path = link(samal, "kk").partition("localhost:8000")[2]
    token = path.rstrip("/").rpartition("/")[2]
    opened = browser.get(path)
    assert token not in opened["Location"]
    page = browser.get(opened["Location"])
    assert token not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_asking_again_and_again_ends_for_known_and_unknown_alike(samal: Person) -> None:
    for address in (samal.email, "nobody@people.example"):
        answers = [Client().post(ASK, {"email": address}).status_code for _ in range(MOST_TO_AN_ADDRESS + 1)]
        assert answers == [302] * MOST_TO_AN_ADDRESS + [429]
    assert Message.objects.count() == 2 * MOST_TO_AN_ADDRESS


def test_one_network_address_asks_for_a_hundred_mails_and_no_more(samal: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr("tanym.apps.recovery.actions.ask.MOST_FROM_A_NETWORK", 2)
    answers = [Client().post(ASK, {"email": f"p{n}@people.example"}).status_code for n in range(3)]
    assert (answers, MOST_FROM_A_NETWORK) == ([302, 302, 429], 100)


def test_a_new_password_ends_the_waiting_after_failed_sign_ins(samal: Person) -> None:
    sign_in = reverse("accounts:sign-in")
    for _ in range(10):
        Client().post(sign_in, {"username": samal.username, "password": "wrong"})
    assert Client().post(sign_in, {"username": samal.username, "password": OLD}).status_code == 429
    chosen(Client(), link(samal, "kk").partition("localhost:8000")[2])
    assert Client().post(sign_in, {"username": samal.username, "password": NEW}).status_code == 302


def test_where_no_mail_leaves_the_page_says_who_helps(samal: Person, settings: Any) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"sample": False})
    page = Client().get("/en/recovery/").content.decode()
    assert 'name="email"' not in page
    assert "its administrator makes a link" in page
    Client().post(ASK, {"email": samal.email})
    assert not Message.objects.exists()


def test_a_mistyped_address_is_said_at_its_field(samal: Person) -> None:
    answer = Client().post(ASK, {"email": "samal at people"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_new_password_ends_what_somebody_began_who_knew_the_old_one(
    samal: Person, person: Any, as_: Any
) -> None:
    thief = as_("omar")
    thief.post(reverse("merging:start"), {"name": samal.username, "password": OLD})
    assert thief.get(reverse("merging:confirm")).status_code == 200
    chosen(Client(), link(samal, "kk").partition("localhost:8000")[2])
    assert thief.get(reverse("merging:confirm")).status_code == 302
    assert thief.post(reverse("merging:confirm"), {"read": "on"})["Location"] == reverse("merging:start")
    samal.refresh_from_db()
    assert samal.is_active
