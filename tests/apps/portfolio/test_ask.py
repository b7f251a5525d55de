"""Questions by a link: asked, opened, answered once, reminded, declined, withdrawn, expired; nobody is flooded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.letters.models import Letter, Message
from tanym.apps.portfolio import asking, queries
from tanym.apps.portfolio.actions.answer import answer
from tanym.apps.portfolio.actions.ask import ask
from tanym.apps.portfolio.actions.change import change
from tanym.apps.portfolio.actions.follow_up import follow_up
from tanym.apps.portfolio.actions.remind import remind
from tanym.apps.portfolio.actions.withdraw_question import withdraw_question
from tanym.apps.portfolio.links import secret
from tanym.apps.portfolio.models import Item, Question
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tests.apps.portfolio.conftest import SAMPLE
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


def asked(item: Item, at: datetime, by: Person | None = None, **other: Any) -> Question:
    given = {
        "to": "witness",
        "name": "Ruslan Akhmetov",
        "email": "ruslan@zhetikol.example",
        "questions": (),
        "language": "en",
        "until": at + timedelta(days=21),
    }
    return ask(actor=by or item.owner, at=at, item=item, **(given | other))


def link(question: Question) -> str:
    return f"/q/{secret(question.public_id)}"


def answers(question: Question, said: str = "yes") -> dict[str, str]:
    given = {f"a-{code}": said for code in question.questions}
    return given | {"name": "Ruslan Akhmetov", "role": "Head of the warehouse"}


def test_a_witness_answers_by_a_link_without_an_account_and_once(
    sample: Item, as_: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    now = timezone.localtime()
    question = asked(sample, now)
    mail = Message.objects.get(about=question.subject)
    assert mail.to == "ruslan@zhetikol.example"
    assert f"{link(question)}\n" in mail.text
    assert sample.title not in mail.text + mail.subject
    assert "own-share" in question.questions  # it is joint work
    assert as_("aigul").get(link(question)).status_code == 403  # nobody answers for others
    browser = Client()
    first = browser.get(link(question))
    assert first.status_code == 302
    assert first["Location"] == "/en/portfolio/question/"  # the secret has left the address
    assert first["Referrer-Policy"] == "no-referrer"
    before = browser.get(first["Location"]).content.decode()
    assert sample.title not in before
    question.refresh_from_db()
    assert question.opened_at is None  # a program that reads mail has opened nothing
    assert browser.get("/en/portfolio/question/answer/").status_code == 302
    assert browser.post("/en/portfolio/question/").status_code == 302
    page = browser.get("/en/portfolio/question/answer/").content.decode()
    assert SAMPLE.own_share in page
    assert page.count("<h1") == 1
    half = browser.post("/en/portfolio/question/answer/", {"name": "R"})
    assert half.status_code == 422
    given = answers(question) | {"w-knows": "We worked together for a year."}
    thanks = browser.post("/en/portfolio/question/answer/", given)
    assert thanks.status_code == 200
    question.refresh_from_db()
    assert question.standing(now) == "answered"
    assert (question.email, question.digest, question.domain) == ("", "", "zhetikol.example")
    assert question.answers["knows"] == {"answer": "yes", "words": "We worked together for a year."}
    assert browser.post("/en/portfolio/question/answer/", given).status_code == 404  # a replay
    assert Client().get(link(question)).status_code == 404
    own = as_("aigul").get(f"/en/portfolio/{sample.public_id}/").content.decode()
    assert "We worked together for a year." in own
    assert "no proof" in own
    assert Letter.objects.filter(to=sample.owner, about=question.subject).count() == 1
    acts = Act.objects.filter(subject=question.subject).order_by("number")
    assert [act.action.partition(".")[2] for act in acts] == ["ask", "open_question", "answer"]
    assert "ruslan" not in str(list(acts.values())).lower()


@pytest.mark.parametrize(("language", "words"), [("it", "Inviare la risposta"), ("kk", "Жауапты жіберу"), ("ru", "Отправить ответ")])  # fmt: skip
def test_the_questions_are_in_the_language_that_was_chosen(sample: Item, language: str, words: str) -> None:
    question = asked(sample, timezone.localtime(), language=language)
    browser = Client()
    browser.get(link(question))
    prefix = "en" if language == "it" else language
    browser.post(f"/{prefix}/portfolio/question/")
    page = browser.get(f"/{prefix}/portfolio/question/answer/").content.decode()
    assert words in page
    assert f'lang="{language}"' in page
    assert "UNDEFINED" not in page


def test_a_link_ends_with_its_time_its_withdrawal_or_a_no(
    sample: Item, person: Callable[[str], Person], at: datetime
) -> None:
    now = timezone.localtime()
    declined, withdrawn = asked(sample, now), asked(sample, now, email="other@works.example")
    browser = Client()
    browser.get(link(declined))
    assert browser.post("/en/portfolio/question/not-mine/").status_code == 200
    for stranger in ("samal", "timur"):  # an assessor, but of no case that shows it
        with pytest.raises(NotPermitted):
            withdraw_question(actor=person(stranger), at=now, question=withdrawn)
    withdraw_question(actor=person("aigul"), at=now, question=withdrawn)
    for one, standing in ((declined, "declined"), (withdrawn, "withdrawn")):
        one.refresh_from_db()
        assert (one.standing(now), one.email) == (standing, "")
        assert Client().get(link(one)).status_code == 404
    late = asked(sample, now, email="third@works.example")
    with pytest.raises(NotFound):
        queries.by_secret(secret(late.public_id), late.until)
    with pytest.raises(NotFound):
        answer(at=late.until, kept=late.digest, answers={}, name="R", role="R")
    call_command("questions")
    assert follow_up(at=late.until) == (0, 1)
    late.refresh_from_db()
    assert (late.standing(late.until), late.email) == ("expired", "")


def test_a_reminder_holds_the_same_link_and_comes_seldom(
    sample: Item, person: Callable[[str], Person]
) -> None:
    now = timezone.localtime()
    question, aigul = asked(sample, now), person("aigul")
    with pytest.raises(Refused, match="reminded"):
        remind(actor=aigul, at=now + timedelta(days=1), question=question)
    assert follow_up(at=now + timedelta(days=5)) == (0, 0)
    assert follow_up(at=now + timedelta(days=11)) == (1, 0)
    assert follow_up(at=now + timedelta(days=11)) == (0, 0)
    remind(actor=aigul, at=now + timedelta(days=14), question=question)
    with pytest.raises(Refused, match="reminded"):
        remind(actor=aigul, at=now + timedelta(days=18), question=question)
    texts = [one.text for one in Message.objects.filter(about=question.subject) if one.text]
    assert all(link(question) in text for text in texts)
    with pytest.raises(NotPermitted):
        remind(actor=person("samal"), at=now, question=question)


def test_nobody_is_flooded_by_way_of_the_platform(sample: Item, person: Callable[[str], Person]) -> None:
    now = timezone.localtime()
    first = asked(sample, now)
    assert asked(sample, now) == first  # a double click
    with pytest.raises(Refused, match="asked-already"):
        asked(sample, now + timedelta(hours=1), email=" RUSLAN@zhetikol.example")
    with pytest.raises(Refused, match="own-address"):
        asked(sample, now, email=person("aigul").email.upper())
    for number in range(asking.MOST_OPEN_OF_AN_ITEM - 1):
        asked(sample, now, email=f"w{number}@works.example")
    with pytest.raises(Refused, match="too-often"):
        asked(sample, now, email="one.more@works.example")
    later = now
    for _ in range(asking.MOST_TO_AN_ADDRESS - 1):
        withdraw_question(actor=sample.owner, at=later, question=Question.objects.get(pk=first.pk))
        later += timedelta(hours=1)
        first = asked(sample, later)
    withdraw_question(actor=sample.owner, at=later, question=first)
    with pytest.raises(Refused, match="too-often"):
        asked(sample, later)
    assert Message.objects.filter(to="ruslan@zhetikol.example").count() == asking.MOST_TO_AN_ADDRESS


def test_who_guesses_links_has_to_wait(sample: Item) -> None:
    browser = Client()
    for number in range(20):
        assert browser.get(f"/q/{number:032d}").status_code == 404
    assert browser.get(f"/q/{0:032d}").status_code == 429
    assert browser.get("/en/portfolio/question/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " \u202e "}, "question.no-name"),
        ({"email": "nobody"}, "question.email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "question.email"),
        ({"language": "de"}, "question.language"),
        ({"until": timezone.localtime()}, "question.until"),
        ({"until": timezone.localtime() + timedelta(days=400)}, "question.until"),
        ({"questions": ("nothing",)}, "question.unknown-code"),
        ({"to": "anybody"}, "question.unknown-code"),
    ],
)
def test_a_question_that_makes_no_sense_does_not_leave(
    sample: Item, wrong: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        asked(sample, timezone.localtime(), **wrong)
    assert refused.value.code == code
    assert not Message.objects.filter(about__startswith="portfolio").exists()


def test_who_works_on_a_case_asks_the_issuer_and_the_answer_stands_there(
    walk: Walk, person: Callable[[str], Person], as_: Callable[[str], Client]
) -> None:
    walk.to("mapping")
    now, shown = timezone.localtime(), walk.case.evidence.get()
    assert shown.kept is not None
    issuer = {"to": "issuer", "email": "registry@darmen.example", "language": "en"}
    with pytest.raises(NotPermitted):
        asked(shown.kept, now, person("omar"), **issuer)  # an assessor elsewhere
    question = asked(shown.kept, now, person("timur"), **issuer)
    assert question.organisation is not None
    assert question.organisation.code == "sayram"
    mail = Message.objects.get(about=question.subject)
    assert "Sayram" in mail.subject
    assert shown.title not in mail.text
    given = {code: {"answer": "yes", "words": ""} for code in question.questions}
    with pytest.raises(InvalidValue, match="unanswered"):
        answer(at=now, kept=question.digest, answers={}, name="Dana", role="Registrar")
    answer(at=now, kept=question.digest, answers=given, name="Dana", role="Registrar of Darmen")
    work = as_("timur").get(f"/en/recognition/cases/{walk.case.public_id}/handling/").content.decode()
    assert "Registrar of Darmen" in work
    assert "darmen.example" in work
    assert re.search(r"What others say of it", work)
    change(actor=shown.kept.owner, at=now, item=shown.kept, revision=shown.kept.revision, given=SAMPLE)
    own = as_("aigul").get(f"/en/portfolio/{shown.kept.public_id}/").content.decode()
    assert "was changed after the question" in own
