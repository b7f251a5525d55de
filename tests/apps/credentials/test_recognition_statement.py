"""A decision on recognition becomes a document in the same way as an award."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import holder
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.documents import certificate_of, supplement_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.verification import verify
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation, recorded_body
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.entitlement import right_of
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.registers.actions.annul import annul
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import authorised
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.record import AwardRecord, Decision, Kind, Recognition, RecordedOutcome
from tanym.core.credentials.record_document import to_json

CONDITIONS = "Recognised on a condition: Statistics, no later than 11 June 2027."


def decided(body: Organisation, aigul: Person, at: datetime, subject: dict[str, str]) -> AwardRecord:
    """A decision in part on what Aigul can do, on a condition."""
    return AwardRecord(
        kind=Kind.RECOGNITION,
        id="",
        achievement_id="https://tanym.example/d/1",
        number="",
        titles={"kk": "Тану туралы шешім", "ru": "Решение о признании", "en": "Decision on recognition"},
        holder=holder(aigul),
        awarding=recorded_body(body),
        awarded_at=at,
        summary={"en": CONDITIONS},
        outcomes=(
            RecordedOutcome("lo-1", {"en": "Reads a table."}, achieved=True),
            RecordedOutcome("lo-2", {"en": "Writes a survey."}, achieved=False, reason={"en": "Not shown."}),
        ),
        credits=300,
        recognition=Recognition(
            Decision.IN_PART,
            subject,
            credits=300,
            decided_on=date(2026, 11, 20),
            evidence=({"en": "A course in Pavia"},),
            reasons={"en": "One outcome is not shown by the evidence."},
        ),
    )


@pytest.fixture
def statement(person: Callable[[str], Person], at: datetime) -> Credential:
    """Sayram recognises in part what Aigul can do, towards one of its disciplines."""
    sayram, aigul = organisation("sayram"), person("aigul")
    discipline = disciplines(sayram).first()
    assert discipline is not None
    record = decided(sayram, aigul, at, discipline.titles)
    award = confer(
        actor=person("saule"),
        at=at,
        person=aigul,
        awarding_body=sayram,
        source="recognition.case:test",
        record=to_json(record),
        discipline=discipline,
    )
    return issue(actor=None, at=at, award=award)


def test_every_check_of_a_statement_is_confirmed(statement: Credential, at: datetime) -> None:
    assert {check.outcome for check in verify(bytes(statement.document), at).checks} == {Outcome.CONFIRMED}


def test_a_right_to_award_is_no_right_to_recognise(statement: Credential, at: datetime) -> None:
    sayram = Organisation.objects.get(code="sayram")
    right = Entry.objects.get(organisation=sayram, register="academic-recognition")
    annul(actor=None, at=at, entry=right, since=at.date(), reason={"en": "entered in error"})
    assert authorised(sayram, "awarding", at.date()).held
    check = verify(bytes(statement.document), at).check(Name.ENTITLEMENT)
    assert check is not None
    assert check.outcome is Outcome.NOT_CONFIRMED


@pytest.mark.parametrize(
    ("body", "kind", "outcome", "code"),
    [
        ("oner-centre", "skill", Outcome.CONFIRMED, "credential.entitled"),
        ("oner-centre", "qualification", Outcome.CONFIRMED, "credential.entitled"),
        ("sayram", "skill", Outcome.NOT_CONFIRMED, "credential.not-entitled"),
        ("sayram", "outcomes", Outcome.CONFIRMED, "credential.entitled"),
        ("national-centre", "evaluation", Outcome.NOT_CHECKED, "credential.no-register-of-this"),
    ],
)
def test_each_decision_is_asked_about_its_own_right(
    person: Callable[[str], Person], at: datetime, body: str, kind: str, outcome: Outcome, code: str
) -> None:
    aigul, by = person("aigul"), organisation(body)
    award = confer(
        actor=person("saule"),
        at=at,
        person=aigul,
        awarding_body=by,
        source="recognition.case:test",
        record=to_json(decided(by, aigul, at, {"en": "Work at a machine"})),
        kind=kind,
        of="profession:1",
    )
    made = issue(actor=None, at=at, award=award)
    check = verify(bytes(made.document), at).check(Name.ENTITLEMENT)
    assert check is not None
    assert (check.outcome, check.code) == (outcome, code)
    answer = {Outcome.CONFIRMED: "yes", Outcome.NOT_CONFIRMED: "no", Outcome.NOT_CHECKED: "unknown"}[outcome]
    assert right_of(award).answer == answer


def test_the_page_says_the_conditions_first_and_gives_evidence_no_day_of_the_decision(
    statement: Credential,
) -> None:
    page = Client().get(f"/en/documents/verify/{statement.number}/").content.decode()
    assert page.index(CONDITIONS) < page.index("One outcome is not shown by the evidence.")
    shown_by = page[page.index("A course in Pavia") :]
    assert "2026" not in shown_by[: shown_by.index("</dd>")]
    assert "20 November 2026" in page


def test_the_page_names_what_was_recognised_and_what_was_not(statement: Credential) -> None:
    page = Client().get(f"/en/documents/verify/{statement.number}/").content.decode()
    assert "Recognised in part" in page
    assert page.index("Reads a table.") < page.index("Writes a survey.")
    assert "not recognised" in page
    assert "One outcome is not shown by the evidence." in page


def test_the_holder_reads_it_among_the_own_documents(
    statement: Credential, as_: Callable[[str], Client]
) -> None:
    browser = as_("aigul")
    assert "Decision on recognition" in browser.get("/en/documents/").content.decode()
    assert browser.get(f"/en/documents/{statement.public_id}/").status_code == 200


def test_its_papers_can_be_made(statement: Credential) -> None:
    assert certificate_of(statement, "ru").startswith(b"%PDF-")
    assert supplement_of(statement, "ru").startswith(b"%PDF-")
