"""Whoever is asked by a link in a rehearsal is played there: the link opens for nobody, no mail leaves, nobody is reminded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.evaluation.actions.ask_issuer import ask_issuer
from tanym.apps.letters.models import Message
from tanym.apps.portfolio.actions.follow_up import follow_up
from tanym.apps.portfolio.links import secret
from tanym.apps.portfolio.models import Question
from tanym.apps.rehearsal.staging import on_stage, time_in
from tests.apps.evaluation import conftest as foreign
from tests.apps.rehearsal.test_procedures import pages
from tests.apps.rehearsal.test_to_the_end import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(rehearse, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gulnar's rehearsal at the national centre, in which the issuer was asked."""
    played = rehearse("gulnar", "national-centre", "foreign")
    with on_stage(played.row):
        who = cast(played, "foreign")
        monkeypatch.setattr(foreign, "find", who)
        walk = foreign.Walk(played.case, timezone.localtime(time_in(played.row)), foreign.SAYRAM)
        walk.to("evaluation")
        ask_issuer(
            actor=who(foreign.SAYRAM.evaluator),
            at=walk.at,
            case=walk.renew(),
            revision=None,
            item=walk.case.evidence.get(),
            name="Registrar's office",
            email="issuer@example.org",
            language="en",
        )
    return played


def test_the_officer_answers_in_the_place_of_the_issuer(asking) -> None:
    asked = Question.objects.get()
    link = f"/q/{secret(asked.public_id)}"
    for stranger in (Client(), asking.client):
        answer = stranger.get(link, headers={"accept-language": "en"})
        assert answer.status_code == 404
        assert "belongs to a rehearsal" in answer.content.decode()
    assert Message.objects.get().fault == "message.played"
    assert follow_up(at=timezone.localtime() + timedelta(days=10)) == (0, 0)
    assert Message.objects.count() == 1

    address = f"{pages(asking)}questions/{asked.public_id}/"
    assert address in asking.client.get(pages(asking)).content.decode()
    assert "Registrar" in asking.client.get(address).content.decode()
    assert asking.client.post(address, {"name": "x"}).status_code == 422
    said = {f"a-{code}": "yes" for code in asked.questions}
    sent = {**said, "name": "Invented Registrar", "role": "Registrar"}
    assert asking.client.post(address, sent).status_code == 302
    asked.refresh_from_db()
    assert asked.answered_name == "Invented Registrar"
    assert asking.client.get(address).status_code == 404
    work = asking.get("assessor", f"evaluation/cases/{asking.case.public_id}/")
    assert "Invented Registrar" in work.content.decode()


def test_nobody_but_its_officer_answers_there(asking, as_) -> None:
    address = f"{pages(asking)}questions/{Question.objects.get().public_id}/"
    for who in ("saule", "arailym", "samal"):
        assert as_(who).get(address).status_code == 404
        assert as_(who).post(address).status_code == 404
    assert Client().get(address).status_code == 302
