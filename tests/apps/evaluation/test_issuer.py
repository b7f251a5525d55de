"""The issuer is asked by a link: the applicant is told, the term stands still, and silence harms nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tanym.apps.clocks.actions.run import run as run_clocks
from tanym.apps.evaluation.actions.ask_issuer import ask_issuer
from tanym.apps.evaluation.asked import open_questions
from tanym.apps.letters.models import Message
from tanym.apps.letters.queries import letters_about
from tanym.apps.portfolio.actions.answer import answer
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.pinning import state_of
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
WHOM = {"name": "Registry of Monteverde", "email": "registry@monteverde.example", "language": "it"}


def test_the_term_waits_for_the_issuer_and_goes_on_with_what_was_left(walk) -> None:
    walk.to("evaluation")
    with pytest.raises(Refused, match=r"case\.not-now"):
        walk.act(step, "ainash", do="ask-issuer")  # taken by asking, not by a button
    item = walk.case.evidence.get()
    for stranger in ("leyla", "arailym", "sanzhar", "timur"):
        with pytest.raises(NotPermitted):
            walk.act(ask_issuer, stranger, item=item, **WHOM)
    walk.act(ask_issuer, "ainash", item=item, **WHOM)
    assert walk.case.stage == "issuer"
    assert set(state_of(walk.case).running) == {"issuer"}
    left = state_of(walk.case).paused["decide"].left
    letter = letters_about(f"recognition.case:{walk.case.public_id}").order_by("-pk").first()
    assert letter.subject["en"].startswith("We have asked the issuer")
    sent = Message.objects.get(to="registry@monteverde.example")
    assert "DEMIR" not in sent.subject
    ((_item, question),) = open_questions(walk.case, walk.at)
    answers = {code: {"answer": "yes", "words": "In our register."} for code in question.questions}
    walk.later(7)
    answer(at=walk.at, kept=question.digest, answers=answers, name="Anna Bianchi", role="registrar")
    assert open_questions(walk.case, walk.at) == []
    walk.act(step, "ainash", do="go-on")
    assert walk.case.stage == "evaluation"
    running = state_of(walk.case).running["decide"]
    assert running.length == left
    assert running.since == walk.at.date()


def test_what_the_issuer_said_is_read_by_evaluator_and_applicant(walk, as_) -> None:
    walk.to("evaluation")
    item = walk.case.evidence.get()
    walk.act(ask_issuer, "ainash", item=item, **WHOM)
    ((_item, question),) = open_questions(walk.case, walk.at)
    answers = {code: {"answer": "yes", "words": "In our register."} for code in question.questions}
    answer(
        at=walk.at + timedelta(days=1),
        kept=question.digest,
        answers=answers,
        name="Anna Bianchi",
        role="registrar",
    )
    walk.act(step, "ainash", do="go-on")
    page = as_("ainash").get(f"/en/evaluation/cases/{walk.case.public_id}/").content.decode()
    assert "Anna Bianchi" in page
    assert "In our register." in page
    told = as_("leyla").get(f"/en/recognition/cases/{walk.case.public_id}/").content.decode()
    assert "Registry of Monteverde" in told
    assert "answered" in told


def test_silence_of_the_issuer_ends_the_waiting_by_itself_and_refuses_nothing(walk) -> None:
    walk.to("evaluation")
    walk.act(ask_issuer, "ainash", item=walk.case.evidence.get(), **WHOM)
    run_clocks(at=walk.later(29).at)
    assert walk.renew().stage == "issuer"
    run_clocks(at=walk.later(3).at)
    assert walk.renew().stage == "evaluation"
    assert set(state_of(walk.case).running) == {"decide"}
    letter = letters_about(f"recognition.case:{walk.case.public_id}").order_by("-pk").first()
    assert letter.subject["en"].startswith("The evaluation")
