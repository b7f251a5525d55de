"""A standard reaches the register only whole, by two people, and its history can be asked for any day."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tanym.apps.audit.models import Act
from tanym.apps.letters.queries import letters_to
from tanym.apps.policy.queries import report
from tanym.apps.registers.sources import source
from tanym.apps.standards import queries
from tanym.apps.standards.actions.adopt import adopt
from tanym.apps.standards.actions.propose_withdrawal import propose_withdrawal
from tanym.apps.standards.actions.return_proposal import return_proposal
from tanym.apps.standards.contents import FRAMEWORKS, PROFESSIONS, STANDARDS
from tanym.apps.standards.models import Edition, Instrument, Proposal
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tanym.core.standards.editions import Condition
from tests.apps.standards.conftest import Office, as_file, form, in_kazakh
from tests.core.standards.test_document import UPHOLSTERER
from tests.core.standards.test_values import FRAMEWORK, PROFESSION

pytestmark = pytest.mark.django_db

CARD = UPHOLSTERER.cards[0]
SECOND = replace(UPHOLSTERER, cards=(replace(CARD, functions=CARD.functions[:1]),))


def test_an_uploaded_standard_is_read_looked_through_and_adopted_by_another(
    as_: Callable[[str], Client], office: Office
) -> None:
    aidos, nazym = as_("aidos"), as_("nazym")
    sent = form(first=as_file(UPHOLSTERER), second=as_file(in_kazakh(UPHOLSTERER), "kk"))
    made = aidos.post("/en/standards/proposals/new/", sent)
    assert made.status_code == 302
    proposal = Proposal.objects.get()
    assert not Edition.objects.exists()
    page = f"/en/standards/proposals/{proposal.public_id}/"
    assert "Раскроить ткань по лекалу" in nazym.get(page).content.decode()
    assert (
        letters_to(office.person("nazym")).filter(about=f"standards.proposal:{proposal.public_id}").exists()
    )

    assert aidos.post(f"{page}adopt/").status_code == 409  # one's own
    assert not Instrument.objects.filter(editions__isnull=False).exists()
    for _click in range(2):
        assert nazym.post(f"{page}adopt/").status_code == 302
    edition = Edition.objects.get()
    assert (edition.proposed_by.username, edition.adopted_by.username) == ("aidos", "nazym")
    kept = queries.standard("ILL-1", date(2026, 6, 1))
    assert kept.content.name == {"ru": "Мягкая мебель", "kk": "қз Мягкая мебель"}
    act = Act.objects.get(action="standards.adopt")
    assert act.details["digest"] == edition.digest
    assert "standards.instrument:" in act.subject


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Предусмотрена", "Может быть", "Chapter 3, table 1, row"),
        ("Глава 2. Паспорт профессионального стандарта", "Глава 2. Сведения", "The chapter “Паспорт"),
        ("2. Класть лекало по нити\n", "", "numbering breaks"),
    ],
)
def test_a_faulty_document_is_told_by_its_places_and_nothing_is_written(
    as_: Callable[[str], Client], old: str, new: str, said: str
) -> None:
    answer = as_("aidos").post(
        "/en/standards/proposals/new/", form(first=as_file(UPHOLSTERER, "ru", old, new))
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Proposal.objects.exists()


def test_two_texts_that_differ_and_what_is_no_document_are_refused(as_: Callable[[str], Client]) -> None:
    aidos = as_("aidos")
    other = in_kazakh(SECOND)
    for sent in (
        form(first=as_file(UPHOLSTERER), second=as_file(other, "kk")),
        form(first=as_file(UPHOLSTERER), second=as_file(UPHOLSTERER)),
        form(first=as_file(UPHOLSTERER), **{"act-ru": ""}),
        form(first=as_file(UPHOLSTERER), until="2025-01-01"),
        form(first=as_file(UPHOLSTERER), since="yesterday"),
        form(),
    ):
        assert aidos.post("/en/standards/proposals/new/", sent).status_code == 422
    wrong = as_file(UPHOLSTERER)
    wrong.file.truncate(100)
    assert aidos.post("/en/standards/proposals/new/", form(first=wrong)).status_code == 422
    assert not Proposal.objects.exists()


def test_a_later_edition_supersedes_and_every_day_keeps_its_own(office: Office) -> None:
    office.adopted()
    office.adopted(SECOND, since=date(2026, 9, 1))
    assert queries.standard("ILL-1", date(2026, 8, 31)).edition.number == 1
    assert queries.standard("ILL-1", date(2026, 9, 1)).edition.number == 2
    first = queries.standard("ILL-1", date(2026, 9, 1), number=1)
    assert (first.condition, first.last) == (Condition.SUPERSEDED, date(2026, 8, 31))
    assert queries.standard("ILL-1", date(2025, 1, 1)).condition is Condition.NOT_YET
    with pytest.raises(NotFound):
        queries.standard("ILL-1", date(2026, 9, 1), known_on=date(2026, 11, 1))  # recorded on the 21st
    with pytest.raises(Refused, match=r"standard\.since-not-later"):
        office.proposed(since=date(2026, 9, 1))


def test_a_link_follows_its_skill_into_the_edition_in_force(office: Office) -> None:
    office.adopted()
    on = date(2026, 11, 21)
    assert [one.target for one in queries.recognisable_skills(on)] == ["ILL-1/1/c1.f1.s1"]
    assert queries.recognisable_skills(on, known_on=date(2026, 11, 1)) == []  # recorded on the 21st
    found = queries.skill("ILL-1/1/c1.f1.s1", on)
    assert found.recognisable
    no_longer = replace(CARD.functions[0], skills=(replace(CARD.functions[0].skills[0], recognition="no"),))
    changed = replace(UPHOLSTERER, cards=(replace(CARD, functions=(no_longer,)),))
    office.adopted(changed, since=date(2026, 9, 1))
    assert not queries.skill("ILL-1/1/c1.f1.s1", on).recognisable
    assert queries.skill("ILL-1/1/c1.f1.s2", on).now is None
    assert queries.recognisable_skills(on) == []
    links = ("2519-1", "NONE/1/c1.f1.s1", "ILL-1/9/c1.f1.s1", "ILL-1/1/c9.f1.s1", "ILL-1/1/c1.f1.s2")
    assert list(queries.named(links, on)) == ["ILL-1/1/c1.f1.s2"]
    assert {one.part.kind for one in queries.search_parts(on, "лекало")} >= {"ability"}


def test_contents_that_nobody_has_read_are_fetched_with_one_question(
    office: Office, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for code in ("EQF", "NQF", "SQF"):
        office.adopted(register=FRAMEWORKS, written={**FRAMEWORK, "code": code})
    monkeypatch.setattr("tanym.apps.standards.contents._READ", {})
    with django_assert_num_queries(3):  # the instruments, their editions, all contents
        found = queries.listed(FRAMEWORKS, date(2026, 6, 1))
    assert [one.content.code for one in found] == ["EQF", "NQF", "SQF"]
    with django_assert_num_queries(2):
        queries.listed(FRAMEWORKS, date(2026, 6, 1))


def test_a_withdrawn_standard_stays_readable_with_its_reason(office: Office, client: Client) -> None:
    edition = office.adopted()
    on = date(2026, 10, 1)
    with pytest.raises(InvalidValue, match=r"standard\.no-reason"):
        _withdrawal(office, edition, on, "")
    proposal = _withdrawal(office, edition, on, "Профессия исчезла")
    adopt(actor=office.person("nazym"), at=office.at, proposal=proposal)
    assert queries.standard("ILL-1", on).condition is Condition.WITHDRAWN
    assert queries.standard("ILL-1", on - timedelta(days=1)).in_force
    page = client.get("/ru/standards/occupational-standards/ILL-1/editions/").content.decode()
    assert "Профессия исчезла" in page
    (entered, withdrawn) = source(STANDARDS).changes("ILL-1", 0, 10)
    assert (entered.act, withdrawn.act) == ("entered", "withdrawn")
    with pytest.raises(Refused, match=r"standard\.withdrawn"):
        _withdrawal(office, Edition.objects.get(), on, "Ещё раз")


def _withdrawal(office: Office, edition: Edition, since: date, reason: str) -> Proposal:
    return propose_withdrawal(
        actor=office.person("aidos"),
        at=office.at,
        edition=edition,
        since=since,
        reason={"ru": reason},
        once=uuid.uuid4(),
    )


def test_a_returned_proposal_writes_nothing_and_says_why(office: Office) -> None:
    proposal = office.proposed()
    nazym = office.person("nazym")
    with pytest.raises(InvalidValue, match=r"standard\.no-reason"):
        return_proposal(actor=nazym, at=office.at, proposal=proposal, remarks={"ru": " "})
    return_proposal(actor=nazym, at=office.at, proposal=proposal, remarks={"ru": "Нет цели"})
    assert "Нет цели" in letters_to(office.person("aidos")).get().body["ru"]
    with pytest.raises(Refused, match=r"standard\.decided"):
        adopt(actor=nazym, at=office.at, proposal=proposal)
    assert not Edition.objects.exists()


def test_a_profession_is_checked_by_the_rules_that_bind_it(office: Office, client: Client) -> None:
    late = {**PROFESSION, "proposed_on": "2026-02-05"}
    edition = office.adopted(register=PROFESSIONS, written=late, since=date(2026, 4, 1))
    kept = report(edition.report)
    assert kept.subject.startswith("standards.instrument:")
    page = client.get("/en/standards/professions/7534-0/")
    assert page.status_code == 200
    assert "/en/rules/KZ-RP-01/" in page.content.decode()


def test_frameworks_stand_side_by_side_and_in_the_registers(office: Office, client: Client) -> None:
    office.adopted(register=FRAMEWORKS, written=FRAMEWORK)
    eqf = {
        **FRAMEWORK,
        "code": "EQF",
        "kind": "regional",
        "titles": {"en": "European"},
        "correspondences": [],
    }
    office.adopted(register=FRAMEWORKS, written=eqf)
    page = client.get("/en/standards/frameworks/NQF/?beside=EQF").content.decode()
    assert "EQF 1: indicative, not referenced" in page
    assert "no official comparison" in page
    (row,) = source(FRAMEWORKS).rows(date(2026, 6, 1), None, "national")
    assert row.address == "/standards/frameworks/NQF/"
    with pytest.raises(NotFound, match="entry-unknown"):
        source(FRAMEWORKS).row("NONE", date(2026, 6, 1), None)


def test_only_keepers_of_the_register_change_it(as_: Callable[[str], Client], office: Office) -> None:
    proposal = office.proposed()
    page = f"/en/standards/proposals/{proposal.public_id}/"
    for name in ("dana", "marat", "aigul", "batyr", "gulnar"):
        client = as_(name)
        assert client.get("/en/standards/proposals/").status_code == 403
        assert client.get(page).status_code == 403
        assert client.post(f"{page}adopt/").status_code == 403
        assert (
            client.post("/en/standards/proposals/new/", form(first=as_file(UPHOLSTERER))).status_code == 403
        )
        with pytest.raises(NotPermitted):
            adopt(actor=office.person(name), at=office.at, proposal=proposal)
    assert Client().get(page).status_code == 302
    assert as_("aidos").get(f"/en/standards/proposals/{uuid.uuid4()}/").status_code == 404
    assert not Edition.objects.exists()


def test_public_pages_answer_for_any_day_and_name_what_is_not_there(office: Office, client: Client) -> None:
    office.adopted()
    office.adopted(SECOND, since=date(2026, 9, 1))
    there = "/en/standards/occupational-standards/ILL-1/"
    assert "Учёт материала" in client.get(f"{there}?on=2026-05-01").content.decode()
    assert "Учёт материала" not in client.get(there).content.decode()
    assert "Removed" in client.get(f"{there}editions/2/").content.decode()
    assert client.get(f"{there}editions/1/").status_code == 404
    assert client.get(f"{there}?edition=9").status_code == 404
    assert client.get(f"{there}?on=soon").status_code == 422
    assert client.get("/en/standards/occupational-standards/NONE/").status_code == 404
    assert client.get("/en/standards/nothing/ILL-1/editions/").status_code == 404
    assert "1 standard" in client.get("/en/standards/?q=обойщик").content.decode()
    assert "Nothing was found" in client.get("/en/standards/?q=пекарь").content.decode()
    lasting = client.get("/s/ILL-1/1/c1.f2.s1")
    assert lasting["Location"].endswith("?edition=1&part=c1.f2.s1#c1.f2.s1")
    assert 'id="c1.f2.s1"' in client.get(lasting["Location"].split("#")[0]).content.decode()
    assert client.get(f"{there}1.docx?language=kk").status_code == 404
    assert client.get(f"{there}1.docx?language=ru").content[:2] == b"PK"
