"""Every letter of a case on paper: the day, the number, who signed, how to appeal and until when, in the reader's language."""

from __future__ import annotations

import tomllib

import pytest
from django.urls import reverse

from tanym.adapters.pdf import letter_pdf
from tanym.apps.accounts.words import catalogue, day
from tanym.apps.letters.models import Letter
from tanym.apps.letters.printing import on_paper
from tanym.apps.recognition.casefile import appeal_until
from tests.apps.recognition.test_case_on_paper import SITE, text
from tests.places import ROOT

pytestmark = pytest.mark.django_db


def test_on_what_a_procedure_stands_is_said_in_words() -> None:
    tables = (ROOT / "src/tanym/rulepacks").rglob("*.procedure.toml")
    standings = {tomllib.loads(one.read_text(encoding="utf-8"))["procedure"]["status"] for one in tables}
    assert standings
    assert not [one for one in standings if f"recognition.basis.{one}" not in catalogue()]


def letters(walk) -> list[Letter]:
    """The claimant's letters, the first one first."""
    found = Letter.objects.filter(to=walk.case.claimant, about=f"recognition.case:{walk.case.public_id}")
    return list(found.order_by("pk"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_letter_of_a_case_is_a_paper_in_the_language_of_its_reader(walk, tmp_path, language) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3)
    sent = letters(walk)
    assert len(sent) >= 3
    for one in sent:
        words = text(letter_pdf(on_paper(one, SITE, language)), tmp_path)
        assert " ".join(one.subject[language].split()) in words
        assert f"№ {walk.case.number}/" in words
        assert day(one.sent_at.date(), language) in words
        assert walk.case.claimant.name(language) in words


def test_the_letter_of_a_decision_says_who_signed_and_until_when_to_appeal(walk, tmp_path) -> None:
    walk.to("decided", result="refuse", achieved=0)
    words = text(letter_pdf(on_paper(letters(walk)[-1], SITE, "en")), tmp_path)
    assert walk.who("aliya").name("en") in words
    assert "Chair" in words
    due = appeal_until(walk.case)
    assert due is not None
    assert "If you disagree" in words
    assert day(due, "en") in words


def test_a_letter_after_the_claimants_own_act_is_signed_by_nobody(walk) -> None:
    walk.to("completeness")
    (received,) = letters(walk)
    assert all(part.kind == "paragraph" for part in on_paper(received, SITE, "kk").parts)


def test_a_letter_can_be_taken_from_the_letter_box_by_its_reader_alone(walk, as_) -> None:
    walk.to("completeness")
    (received,) = letters(walk)
    address = reverse("records:letter-pdf", args=[received.public_id])
    answer = as_("aigul").get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert as_("saule").get(address).status_code == 404
