"""Claiming: the code and one answer open the document, and only to whom it belongs does it come."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tanym.adapters.messages.catcher import caught
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import awaited
from tanym.apps.audit.queries import history
from tanym.apps.claims.actions.answer import MOST_WRONG, WITHIN, answer
from tanym.apps.claims.actions.claim import claim as claim_document
from tanym.apps.claims.actions.correct_address import correct_address
from tanym.apps.claims.actions.disown import disown
from tanym.apps.claims.actions.forget_addresses import KEPT_FOR, forget_addresses
from tanym.apps.claims.actions.print_codes import print_codes
from tanym.apps.claims.actions.send_again import send_again
from tanym.apps.claims.codes import VALID_FOR, printed
from tanym.apps.claims.models import Claim
from tanym.apps.claims.queries import by_code
from tanym.apps.claims.slips import sheet_of
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.models import Message
from tanym.apps.qualifications.actions.annul import annul
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tests.apps.claims.conftest import NAMES

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]
Offered = Callable[..., tuple[Claim, str]]
AIDA = "Өмірбекқызы Әйгерім"


def test_the_name_as_in_the_list_opens_what_came_by_mail(offered: Offered, at: datetime) -> None:
    _, code = offered()
    for said in (AIDA, "әйгерім  өмірбекқызы", "Omirbekkyzy Aigerim", "Айгерим Омирбеккызы"):
        assert answer(at=at, code=code, said=said).opened_at == at
    for said in ("aida@people.example", "Өмірбекқызы", "", "Самал"):  # whoever has the mail knows its address
        with pytest.raises(InvalidValue, match=r"claim\.wrong-answer"):
            answer(at=at, code=code, said=said)


def test_paper_asks_for_what_is_not_printed_on_it(offered: Offered, person: Who, at: datetime) -> None:
    made, _ = offered("paper", phone="+77010000000")
    [(made, code)] = print_codes(actor=person("zhanar"), at=at, claims=[made])
    with pytest.raises(InvalidValue):
        answer(at=at, code=code, said=AIDA)
    for said in ("AIDA@people.example", "8 701 000 00 00", "+77010000000"):
        assert answer(at=at, code=code, said=said) == made
    bare, _ = offered("paper", email="")
    [(bare, code)] = print_codes(actor=person("zhanar"), at=at, claims=[bare])
    assert bare.asks == "name"  # nothing else is known of the person; the slip is handed over in person
    content = sheet_of([(bare, code)], "ru", at)
    assert content.startswith(b"%PDF")


def test_wrong_answers_make_one_wait_and_in_the_end_close_the_code(offered: Offered, at: datetime) -> None:
    made, code = offered()
    now = at
    for _ in range(Claim.MOST_WRONG_IN_ALL // MOST_WRONG):
        for _ in range(MOST_WRONG):
            with pytest.raises(InvalidValue):
                answer(at=now, code=code, said="Самал")
        if Claim.objects.get().wrong_in_all < Claim.MOST_WRONG_IN_ALL:
            with pytest.raises(Refused, match=r"claim\.wait"):
                answer(at=now, code=code, said=AIDA)  # even the right one: a guess learns nothing
        now += WITHIN + timedelta(seconds=1)
    with pytest.raises(NotFound, match=r"claim\.unknown"):
        answer(at=now, code=code, said=AIDA)
    made.refresh_from_db()
    assert made.standing(now) == "expired"


def test_a_code_that_leads_nowhere_says_the_same_whatever_it_was(
    offered: Offered, person: Who, at: datetime
) -> None:
    zhanar, now = person("zhanar"), timezone.localtime()
    expired, used, replaced, annulled = (offered() for _ in range(4))
    Claim.objects.filter(pk=expired[0].pk).update(expires_at=now)
    claim_document(actor=person("samal"), at=now, claim=used[0])
    print_codes(actor=zhanar, at=now, claims=[replaced[0]])
    annul(actor=zhanar, at=now, award=annulled[0].award, reason="a test")
    pages = set()
    for code in (expired[1], used[1], replaced[1], annulled[1], "0000000000000000", "x"):
        page = Client().get(f"/en/claims/code/{code}/")
        assert page.status_code == 404
        pages.add(re.sub(r"[?&]next=[^\"]*|/code/[^/\"]*|csrf[^>]*", "", page.content.decode()))
    assert len(pages) == 1


def test_whoever_tries_codes_one_after_another_has_to_wait(offered: Offered) -> None:
    _, code = offered()
    client = Client()
    statuses = [client.get(f"/en/claims/code/{number:016}/").status_code for number in range(20)]
    assert set(statuses) == {404}
    assert client.get(f"/en/claims/code/{code}/").status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.7").get(f"/en/claims/code/{code}/").status_code == 200


def test_who_was_half_way_through_with_a_code_gets_nothing_once_another_is_made(
    offered: Offered, person: Who, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, code = offered()
    read = by_code(code, at)
    print_codes(actor=person("zhanar"), at=at, claims=[made])
    with pytest.raises(Refused, match="claimed-already"):
        claim_document(actor=person("samal"), at=at, claim=read)
    for module in ("answer", "disown"):  # as if the new code had been made just after the old one was found
        monkeypatch.setattr(f"tanym.apps.claims.actions.{module}.by_code", lambda *_: read)
    with pytest.raises(NotFound):
        answer(at=at, code=code, said=AIDA)
    with pytest.raises(NotFound):
        disown(at=at, code=code)
    made.refresh_from_db()
    assert (made.standing(at), made.opened_at, made.claimed_at) == ("waiting", None, None)


def test_sending_again_makes_a_new_code_once_and_ends_the_old(
    offered: Offered, person: Who, at: datetime
) -> None:
    (made, code), zhanar = offered(), person("zhanar")
    later = at + timedelta(hours=1)
    assert send_again(actor=zhanar, at=later, claims=[made]) == 1
    assert send_again(actor=zhanar, at=later, claims=[made]) == 0  # the other click
    with pytest.raises(NotFound):
        by_code(code, later)
    left = [one for one in Message.objects.all() if one.state == "waiting"]
    assert len(left) == 1  # the first was overtaken
    assert "Әйгерім" not in left[0].text
    fresh = re.search(r"/k/([0-9A-Z]{16})", left[0].text)
    assert fresh is not None
    assert by_code(fresh[1], later) == made
    with pytest.raises(NotFound):
        by_code(fresh[1], later + VALID_FOR)
    for stranger in ("rustem", "samal", "omar"):  # registrar elsewhere, learner, assessor
        with pytest.raises(NotPermitted):
            send_again(actor=person(stranger), at=later, claims=[made])


def test_an_address_that_was_wrong_is_erased_and_mended(offered: Offered, person: Who, at: datetime) -> None:
    (made, code), zhanar = offered(), person("zhanar")
    disown(at=at, code=code)
    made.refresh_from_db()
    assert (made.standing(at), made.email) == ("disowned", "")
    assert send_again(actor=zhanar, at=at + timedelta(days=1), claims=[made]) == 0
    with pytest.raises(Refused, match="changed-meanwhile"):
        correct_address(actor=zhanar, at=at, claim=made, revision=1, email="", phone="+77010000000")
    made = correct_address(
        actor=zhanar, at=at, claim=made, revision=made.revision, email="", phone="+77010000000"
    )
    assert (made.way, made.standing(at)) == ("sms", "waiting")
    again = correct_address(actor=zhanar, at=at, claim=made, revision=2, email="", phone="+77010000000")
    assert again.digest == made.digest  # a double click sends one code
    with pytest.raises(InvalidValue, match=r"claim\.no-address"):
        correct_address(actor=zhanar, at=at, claim=made, revision=made.revision, email="", phone="")
    assert forget_addresses(at=at + VALID_FOR + KEPT_FOR + timedelta(days=1)) == 1


def test_who_is_signed_in_keeps_it_in_their_own_account(offered: Offered, person: Who, at: datetime) -> None:
    (made, _), samal = offered(), person("samal")
    before = made.award.person
    send(to=before, at=at, about="a test", subject={"en": "A"}, body={"en": "B"})
    with pytest.raises(NotPermitted, match=r"claim\.own-conferral"):
        claim_document(actor=person("zhanar"), at=at, claim=made)
    assert claim_document(actor=samal, at=at, claim=made) == samal
    assert claim_document(actor=samal, at=at, claim=made) == samal  # the other click
    made.refresh_from_db()
    assert (made.award.person, made.how, made.digest, made.email) == (samal, "merged", "", "")
    assert not Person.objects.filter(pk=before.pk).exists()
    assert samal.letters.filter(about="a test").exists()
    with pytest.raises(Refused, match=r"claim\.claimed-already"):
        claim_document(actor=person("aigul"), at=at, claim=made)
    assert [act.action for act in history(made.subject)] == ["claims.offer", "claims.claim"]


def test_nobody_signs_in_as_somebody_for_whom_a_document_waits(offered: Offered, at: datetime) -> None:
    made, _ = offered()
    person = made.award.person
    assert awaited(person)
    assert not person.has_usable_password()
    for password in ("", "!", person.password):
        assert Client().login(username=person.username, password=password) is False
    opened = claim_document(
        actor=Client().get("/en/").wsgi_request.user, at=at, claim=made, names=NAMES, password="four words of my own"
    )  # fmt: skip
    assert (opened.pk, opened.username, opened.is_active) == (person.pk, "aigerim.omirbekkyzy", True)
    assert not awaited(opened)
    assert Client().login(username="aigerim.omirbekkyzy", password="four words of my own")


def test_the_registrar_sees_who_has_come_and_finds_people(
    offered: Offered, as_: Callable[[str], Client], person: Who, mailbox: Path,
    django_capture_on_commit_callbacks: Callable,
) -> None:  # fmt: skip
    made, _ = offered(group="ДТ-26-1")
    offered("paper", email="")
    zhanar = as_("zhanar")
    page = zhanar.get("/kk/claims/issued/").content.decode()
    assert "код жіберілді, ашылмады" in page
    assert "код әлі жасалмады" in page
    assert "2 адам" in page
    assert "1 адам" in zhanar.post("/kk/claims/issued/", {"q": "дт-26"}).content.decode()
    assert (
        "Мұндай адам жоқ"
        in zhanar.post("/kk/claims/issued/", {"state": "claimed", "q": "x"}).content.decode()
    )
    assert "2 адам" in zhanar.get("/kk/claims/issued/", {"q": "x"}).content.decode(), "no name in addresses"
    assert as_("rustem").get("/kk/claims/issued/").status_code == 200  # with nobody in it
    assert as_("samal").get("/kk/claims/issued/").status_code == 403
    Claim.objects.update(made_at=timezone.localtime() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        zhanar.post("/kk/claims/issued/send/", {"of": [str(made.public_id), "nonsense"]})
    assert [one.to for one in caught(mailbox)] == ["aida@people.example"]
    slips = zhanar.post("/kk/claims/issued/codes.pdf", {"all": "yes"})
    assert slips["Content-Type"] == "application/pdf"
    assert zhanar.post("/kk/claims/issued/codes.pdf", {"of": "nonsense"}).status_code == 422
    own = f"/kk/claims/issued/{made.public_id}/"
    revision = Claim.objects.get(pk=made.pk).revision
    assert zhanar.post(own, {"revision": revision, "email": "no address"}).status_code == 422
    assert zhanar.post(own, {"revision": revision, "phone": "8 701 000 00 00"}).status_code == 302
    assert Claim.objects.get(pk=made.pk).phone == "+77010000000"


def test_a_code_is_typed_by_hand_in_groups(offered: Offered) -> None:
    _, code = offered()
    client = Client()
    right = client.post("/en/claims/", {"code": printed(code).lower()})
    assert right["Location"] == f"/en/claims/code/{code}/"
    assert client.post("/en/claims/", {"code": "7Q4K"}).status_code == 422
    assert (
        client.get(f"/k/{code}", headers={"Accept-Language": "ru"})["Location"] == f"/ru/claims/code/{code}/"
    )
    assert client.get("/en/claims/document/")["Location"] == "/en/claims/"
    opened = client.post(right["Location"], {"said": AIDA}, follow=True)
    assert "is being signed" in opened.content.decode()  # the document is not there yet: it says so
