"""The keeper's desk: one proposes, another confirms; registers that no procedure fills."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter
from tanym.apps.registers import queries
from tanym.apps.registers.actions.confirm import confirm
from tanym.apps.registers.actions.decline import decline
from tanym.apps.registers.actions.propose import propose
from tanym.apps.registers.actions.take_back import take_back
from tanym.apps.registers.models import Entry, Proposal, Recorded
from tanym.apps.registers.proposing import Given
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused, TanymError
from tanym.core.registers.standing import Act, Status

AGREEMENT = Given(
    since=date(2026, 12, 1),
    until=date(2029, 11, 30),
    titles={"kk": "Тану туралы келісім", "en": "Agreement on recognition"},
    content={"parties": ["kokzhar", "Università di prova, IT"], "scope": {"sectors": ["it"]}},
    basis={"en": "Agreement, no. 7, 20 November 2026"},
)


@pytest.fixture
def keepers(person: Callable[[str], Person]) -> tuple[Person, Person]:
    return person("arman"), person("dina")


def _propose(by: Person, at: datetime, given: Given = AGREEMENT, **rest: Any) -> Proposal:
    return propose(
        actor=by,
        at=at,
        **{"register": "agreements", "act": Act.ENTERED, "once": uuid.uuid4(), "given": given, **rest},
    )


def test_an_agreement_stands_only_when_a_second_keeper_has_confirmed_it(
    keepers: tuple[Person, Person], at: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    arman, dina = keepers
    before = Entry.objects.filter(register="agreements").count()
    with django_capture_on_commit_callbacks(execute=True):
        made = _propose(arman, at)
    assert made.waiting
    assert Entry.objects.filter(register="agreements").count() == before
    assert Letter.objects.filter(to=dina, about=f"registers.proposal:{made.public_id}").exists()
    assert not Letter.objects.filter(to=arman).exists()
    with pytest.raises(Refused, match=r"register\.second-person"):
        confirm(actor=arman, at=at, proposal=made)
    with django_capture_on_commit_callbacks(execute=True):
        done = confirm(actor=dina, at=at, proposal=made)
    entry = done.entry
    assert entry is not None
    row = Recorded.objects.get(entry=entry)
    assert (row.by, row.second) == (arman, dina)
    now = queries.stood(entry, date(2027, 1, 1))
    assert now is not None
    assert now.status is Status.IN_FORCE
    assert now.content["parties"] == AGREEMENT.content["parties"]
    assert Letter.objects.filter(to=arman, about=f"registers.proposal:{made.public_id}").exists()


def test_whatever_would_refuse_the_act_refuses_the_proposal_already(
    keepers: tuple[Person, Person], at: datetime
) -> None:
    arman, dina = keepers
    entry = confirm(actor=dina, at=at, proposal=_propose(arman, at)).entry
    assert entry is not None
    acts, rows = Proposal.objects.count(), Recorded.objects.count()
    why = {"reason": {"en": "Ended early"}, "basis": AGREEMENT.basis, "seen": 1}
    wrong: list[tuple[str, Act, Given]] = [
        ("register.before-last-change", Act.WITHDRAWN, Given(since=date(2026, 11, 1), **why)),
        ("register.not-suspended", Act.REINSTATED, Given(since=date(2027, 1, 1), **why)),
        (
            "register.reason-missing",
            Act.WITHDRAWN,
            Given(since=date(2027, 1, 1), basis=AGREEMENT.basis, seen=1),
        ),
        (
            "register.basis-missing",
            Act.WITHDRAWN,
            Given(since=date(2027, 1, 1), reason=why["reason"], seen=1),
        ),
        ("changed-meanwhile", Act.WITHDRAWN, Given(since=date(2027, 1, 1), **{**why, "seen": 0})),
        (
            "register.interval",
            Act.SUSPENDED,
            Given(since=date(2027, 2, 1), until=date(2027, 1, 1), **why),
        ),
        (
            "register.parties",
            Act.AMENDED,
            Given(since=date(2027, 1, 1), content={"parties": ["kokzhar", "kokzhar"]}, **why),
        ),
    ]
    for code, act, given in wrong:
        with pytest.raises(TanymError) as refusal:
            _propose(arman, at, given, act=act, entry=entry)
        assert refusal.value.code == code
    assert (Proposal.objects.count(), Recorded.objects.count()) == (acts, rows)
    with pytest.raises(NotFound):
        _propose(arman, at, register="providers")


def test_a_second_click_proposes_nothing_more_and_one_proposal_waits_at_a_time(
    keepers: tuple[Person, Person], at: datetime
) -> None:
    arman, dina = keepers
    once = uuid.uuid4()
    assert _propose(arman, at, once=once) == _propose(arman, at, once=once)
    entry = confirm(actor=dina, at=at, proposal=Proposal.objects.get(public_id=once)).entry
    end = Given(since=date(2027, 1, 1), reason={"en": "x"}, basis=AGREEMENT.basis, seen=1)
    waiting = _propose(arman, at, end, act=Act.WITHDRAWN, entry=entry)
    with pytest.raises(Refused, match=r"register\.proposal-waits"):
        _propose(dina, at, end, act=Act.SUSPENDED, entry=entry)
    with pytest.raises(NotPermitted):
        take_back(actor=dina, at=at, proposal=waiting)
    take_back(actor=arman, at=at, proposal=waiting)
    again = _propose(dina, at, end, act=Act.SUSPENDED, entry=entry)
    with pytest.raises(InvalidValue, match=r"register\.remarks-missing"):
        decline(actor=arman, at=at, proposal=again, remarks=" ")
    decline(actor=arman, at=at, proposal=again, remarks="The act is another one.")
    with pytest.raises(Refused, match=r"register\.decided-already"):
        confirm(actor=arman, at=at, proposal=again)
    assert Recorded.objects.filter(entry=entry).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    country: None, person: Callable[[str], Person], at: datetime
) -> None:
    made = _propose(person("arman"), at)
    answers: list[str] = []
    gate = threading.Barrier(2)

    def decide(how: Callable[[], Proposal]) -> None:
        gate.wait()
        try:
            answers.append(how().state)
        except Refused as refusal:
            answers.append(refusal.code)
        finally:
            connection.close()

    dina = person("dina")
    ways = (
        lambda: confirm(actor=dina, at=at, proposal=made),
        lambda: decline(actor=dina, at=at, proposal=made, remarks="No"),
    )
    threads = [threading.Thread(target=decide, args=(one,)) for one in ways]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kept = Proposal.objects.get(pk=made.pk)
    assert sorted(answers) == sorted([kept.state, "register.decided-already"])
    assert Recorded.objects.filter(entry__register="agreements", by=made.by).count() == (
        kept.state == "confirmed"
    )


def _form(**given: str) -> dict[str, str]:
    return {
        "once": str(uuid.uuid4()),
        "since": timezone.localdate().isoformat(),
        "reason-en": "Trained and examined",
        "basis_act": "Order of the director",
        "basis_number": "12",
        "basis_on": "2026-11-20",
        **given,
    }


def test_an_assessor_is_entered_amended_and_suspended_on_the_pages(
    as_: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    """No second person is asked for in this register: what is written stands at once, and its faults at their fields."""
    client = as_("arman")
    enter = "/en/registers/desk/assessors/enter/"
    form = _form(person="timur", sectors="it", levels="6", roles="assessor", load="5", until="2026-01-01")
    wrong = client.post(enter, form)
    assert wrong.status_code == 422
    assert 'id="id_until_error"' in wrong.content.decode()
    assert client.post(enter, {**form, "until": "", "person": "nobody"}).status_code == 422
    program = SimpleUploadedFile("order.pdf", b"MZ\x90\x00\x03\x00" + b"\0" * 200)
    disguised = client.post(enter, {**form, "until": "2099-11-30", "document": program})
    assert disguised.status_code == 422
    assert 'id="id_document_error"' in disguised.content.decode()
    before = Entry.objects.count()
    done = client.post(enter, {**form, "until": "2099-11-30"}, follow=True)
    assert person("timur").name("en") in done.content.decode()
    entry = Entry.objects.get(register="assessors", person=person("timur"))
    client.post(enter, {**form, "until": "2099-11-30"})  # the second click
    assert Entry.objects.count() == before + 1
    public = Client().get(f"/en/registers/assessors/{entry.public_id}/").content.decode()
    assert entry.number in public
    for name in (person("timur").name("en"), person("timur").name("ru"), "timur"):
        assert name not in public
    twice = client.post(enter, {**form, "once": str(uuid.uuid4()), "until": ""})
    assert twice.status_code == 422
    at_desk = f"/en/registers/desk/entries/{entry.public_id}/"
    suspend = client.post(f"{at_desk}suspended/", _form(seen="1", **{"reason-en": "A complaint"}))
    assert suspend.status_code == 302
    outdated = client.post(f"{at_desk}withdrawn/", _form(seen="1", **{"reason-en": "Late"}))
    assert outdated.status_code == 409
    assert "A complaint" in client.get(at_desk).content.decode()
    name = person("timur").name("en").split()[0]
    found = client.get(f"/en/registers/desk/assessors/?status=suspended&q={name}").content.decode()
    assert entry.number in found
    assert entry.number not in client.get("/en/registers/desk/assessors/?status=in-force").content.decode()


def test_a_proposal_is_seen_and_decided_on_its_page(
    as_: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    arman, dina = as_("arman"), as_("dina")
    form = _form(
        **{
            "titles-kk": "Келісім",
            "titles-en": "A new agreement",
            "party-0": "tobyl",
            "others": "Scuola di prova, IT",
        }
    )
    paper = SimpleUploadedFile("agreement.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    made = arman.post("/en/registers/desk/agreements/enter/", {**form, "document": paper}, follow=True)
    assert "Take it back" in made.content.decode()
    proposal = Proposal.objects.get(public_id=form["once"])
    page = f"/kk/registers/desk/proposals/{proposal.public_id}/"
    assert "Scuola di prova, IT" in dina.get(page).content.decode()
    assert dina.get(f"{page}documents/1/").content.startswith(b"%PDF")
    assert dina.get(f"{page}documents/2/").status_code == 404
    assert as_("marat").get(f"{page}documents/1/").status_code == 403
    assert dina.post(f"{page}decline/", {"remarks": ""}).status_code == 422
    assert arman.post(f"{page}confirm/").status_code == 409
    assert dina.post(f"{page}confirm/").status_code == 302
    late = dina.post(f"{page}decline/", {"remarks": "x"})
    assert late.status_code == 409
    entry = Entry.objects.get(titles__en="A new agreement")
    public = Client().get(f"/en/registers/agreements/{entry.public_id}/").content.decode()
    assert "Scuola di prova, IT" in public
    document = proposal.given["content"]["documents"][0]
    assert f"/documents/{document}" in public
    shown = Client().get(f"/en/registers/agreements/{entry.public_id}/documents/{document}/")
    assert shown.content.startswith(b"%PDF")
    at_desk = f"/en/registers/desk/entries/{entry.public_id}/"
    erred = _form(seen="1", **{"reason-en": "Entered twice"})
    del erred["since"]
    arman.post(f"{at_desk}annulled/", erred)
    dina.post(f"/kk/registers/desk/proposals/{erred['once']}/confirm/")
    now = queries.stood(entry, timezone.localdate())
    assert now is not None
    assert now.status is Status.ANNULLED
    assert "Nothing: this entry is closed for good." in arman.get(at_desk).content.decode()


def test_only_its_keepers_come_to_the_desk(as_: Callable[[str], Client]) -> None:
    pages = ("", "agreements/", "agreements/enter/", "assessors/")
    for name in ("zhanar", "marat", "aigul", "gulnar"):
        client = as_(name)
        assert {client.get(f"/kk/registers/desk/{one}").status_code for one in pages} == {403}
    keeper = as_("dina")
    assert {keeper.get(f"/kk/registers/desk/{one}").status_code for one in pages} == {200}
    assert keeper.get("/kk/registers/desk/providers/").status_code == 404
    assert keeper.get("/kk/registers/desk/sectoral-councils/").status_code == 403  # the ministry's own
    assert keeper.get(f"/kk/registers/desk/entries/{uuid.uuid4()}/").status_code == 404
    assert Client().get("/kk/registers/desk/").status_code == 302
