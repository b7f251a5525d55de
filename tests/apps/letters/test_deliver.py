"""What leaves the platform: after the act, tried again, with as little as is needed, and never to who does not want it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tanym.adapters.messages.catcher import caught
from tanym.apps.accounts.models import Person
from tanym.apps.letters.actions.choose_mails import choose_mails
from tanym.apps.letters.actions.deliver import KEPT_FOR, MOST_TRIES, deliver
from tanym.apps.letters.actions.notice import FRESH
from tanym.apps.letters.actions.queue import queue
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.models import Letter, Message
from tanym.apps.letters.queries import mail_choice
from tanym.core.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]


@dataclass
class Port:
    """A mail server that says what it is told to say."""

    error: Exception | None = None
    taken: list[tuple[str, str, str, Mapping[str, str]]] = field(default_factory=list)

    def send(self, to: str, subject: str, text: str, *, headers: Mapping[str, str]) -> None:
        if self.error:
            raise self.error
        self.taken.append((to, subject, text, headers))


def letter(to: Person, at: datetime) -> Letter:
    return send(to=to, at=at, about="a.case:1", subject={"en": "Refused"}, body={"en": "You are ill."})


def waiting(at: datetime) -> Message:
    return queue(at=at, kind="mail", to="a@b.example", subject="s", text="secret", about="claims.claim:1")


def test_a_mail_says_that_a_letter_is_there_and_nothing_of_what_it_says(person: Who, at: datetime) -> None:
    port, written = Port(), letter(person("samal"), at)
    assert deliver(at=at, mail=port, sms=None) == (1, 0)
    to, subject, text, headers = port.taken[0]
    assert to == "samal@people.example"
    assert f"/ru/records/letters/{written.public_id}/" in text  # in the reader's language
    assert "Самал" not in subject + text
    assert "ill" not in subject + text
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert deliver(at=at, mail=port, sms=None) == (0, 0)  # once


def test_who_wants_no_mail_gets_none_and_says_so_without_signing_in(person: Who, at: datetime) -> None:
    samal, port, client = person("samal"), Port(), Client(enforce_csrf_checks=True)
    address = f"/en/mails/stop/{mail_choice(samal).token}/"
    assert client.get(address).status_code == 200
    assert mail_choice(samal).wanted  # a reading changes nothing: mail programs look at links
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not mail_choice(samal).wanted
    letter(samal, at)
    assert deliver(at=at, mail=port, sms=None) == (0, 0)
    choose_mails(actor=samal, at=at, wanted=True)
    letter(samal, at)
    assert deliver(at=at, mail=port, sms=None) == (1, 0)
    assert client.get("/en/mails/stop/nobody/").status_code == 404


def test_letters_of_long_ago_read_ones_and_people_without_address_leave_no_mail(
    person: Who, at: datetime
) -> None:
    letter(person("samal"), at - FRESH - timedelta(hours=1))
    Letter.objects.filter(pk=letter(person("samal"), at).pk).update(read_at=at)
    Person.objects.filter(username="aigul").update(email="")
    letter(person("aigul"), at)
    assert deliver(at=at, mail=Port(), sms=None) == (0, 0)
    assert not Letter.objects.filter(noticed=False).exists()


def test_what_cannot_be_delivered_now_is_tried_again_after_longer_pauses(at: datetime) -> None:
    port, now, pauses = Port(NotFound("message.unreachable")), at, []
    message = waiting(at)
    for _ in range(MOST_TRIES):
        assert deliver(at=now, mail=port, sms=None) == (0, 1)
        assert deliver(at=now, mail=port, sms=None) == (0, 0)
        message.refresh_from_db()
        pauses.append(message.next_at - now)
        now = message.next_at
    assert pauses[:-1] == sorted(set(pauses[:-1]))
    assert (message.state, message.fault, message.text) == ("failed", "message.unreachable", "")


def test_what_is_refused_for_good_fails_at_once_and_its_secret_is_erased(at: datetime) -> None:
    message = waiting(at)
    deliver(at=at, mail=Port(Refused("message.refused", answer=550)), sms=None)
    message.refresh_from_db()
    assert (message.state, message.fault, message.text) == ("failed", "message.refused", "")


def test_a_newer_message_about_the_same_takes_the_place_of_one_that_waits(at: datetime) -> None:
    first, port = waiting(at), Port()
    waiting(at)
    assert deliver(at=at, mail=port, sms=None) == (1, 0)
    first.refresh_from_db()
    assert (first.state, first.fault) == ("failed", "message.replaced")


def test_a_message_whose_process_was_lost_is_taken_up_again(at: datetime) -> None:
    message = waiting(at)
    Message.objects.update(state="sending", next_at=at + timedelta(minutes=10))
    assert deliver(at=at, mail=Port(), sms=None) == (0, 0)
    assert deliver(at=at + timedelta(minutes=10), mail=Port(), sms=None) == (1, 0)
    message.refresh_from_db()
    assert message.text == ""
    deliver(at=at + KEPT_FOR + timedelta(days=1), mail=Port(), sms=None)
    assert not Message.objects.exists()


def test_an_installation_without_a_mail_server_says_so(at: datetime) -> None:
    queue(at=at, kind="sms", to="+77010000000", text="t", about="claims.claim:2")
    waiting(at)
    assert deliver(at=at, mail=None, sms=None) == (0, 2)
    assert set(Message.objects.values_list("fault", flat=True)) == {"message.no-mail", "message.no-sms"}


def test_nothing_leaves_before_the_act_is_through_and_the_catcher_shows_it(
    person: Who, at: datetime, settings: object, tmp_path: Path, django_capture_on_commit_callbacks: Callable
) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"var": tmp_path})  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):
        letter(person("samal"), timezone.localtime())
        assert caught(tmp_path / "mail") == []
    assert [one.to for one in caught(tmp_path / "mail")] == ["samal@people.example"]
    assert "samal@people.example" in Client().get("/en/mails/caught/").content.decode()
    waiting(timezone.localtime())
    call_command("messages")
    assert len(caught(tmp_path / "mail")) == 2
    settings.TANYM = settings.TANYM.model_copy(update={"sample": False})  # type: ignore[attr-defined]
    assert Client().get("/en/mails/caught/").status_code == 404


def test_the_switch_is_the_persons_own(as_: Callable[[str], Client], person: Who) -> None:
    assert Client().get("/en/mails/").status_code == 302
    page = as_("samal").post("/en/mails/", {"wanted": "no"}, follow=True).content.decode()
    assert "No mail tells you of letters" in page
    assert not mail_choice(person("samal")).wanted
    assert mail_choice(person("aigul")).wanted
