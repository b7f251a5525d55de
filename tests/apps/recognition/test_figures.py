"""What was decided so far is told without people, and never of few; the body itself sees where it decided otherwise."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition import figures
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.core.recognition.decision import Result

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(walk):
    """One case that was recognised in full."""
    return walk.to("decided")


def _copies(walk, number: int, result: str) -> None:
    """Further decided cases, as rows: what is tested is only how they are counted."""
    taken = walk.case.decisions.get()
    recognised = result == "recognise"
    for n in range(number):
        case = RecognitionCase.objects.get(pk=walk.case.pk)
        case.pk, case.public_id, case.number = None, None, f"{result}-{n}"
        case._state.adding = True
        case.public_id = RecognitionCase._meta.get_field("public_id").get_default()
        case.save()
        content = {
            **taken.content,
            "result": result,
            "findings": [{**one, "recognised": recognised} for one in taken.content["findings"]],
        }
        Decision.objects.create(
            case=case, result=result, content=content, decided_at=walk.at, by=taken.by, minutes={}
        )


def test_nothing_is_published_of_few_decisions(decided) -> None:
    body = organisation("sayram")
    assert figures.public(body, decided.at.date()) == ([], None, 10, None)
    _copies(decided, 8, "recognise")
    assert figures.public(body, decided.at.date())[0] == []


def test_above_the_floor_everybody_reads_the_figures_but_no_small_count(decided, client) -> None:
    body = organisation("sayram")
    _copies(decided, 19, "recognise")
    _copies(decided, 10, "refuse")
    [line] = figures.public(body, decided.at.date())[0]
    assert (line.figures.decisions, line.figures.results[Result.REFUSE]) == (30, 10)
    page = client.get(reverse("recognition:decided", args=["sayram"]))
    assert page.status_code == 200
    assert decided.case.number not in page.content.decode()
    _copies(decided, 0, "refuse")
    Decision.objects.filter(case__number="refuse-0").delete()
    Decision.objects.filter(case__number__in=[f"recognise-{n}" for n in range(9)]).delete()
    [line] = figures.public(body, decided.at.date())[0]
    assert line.figures.decisions == 20
    assert not line.figures.results, "nine refusals are too few to tell"


def test_a_rehearsal_counts_in_no_figure(decided) -> None:
    RecognitionCase.objects.filter(pk=decided.case.pk).update(rehearsal=True, played_in=uuid4())
    assert figures.targets(organisation("sayram")) == []


def _on_appeal(walk, result: str, instead: str = "") -> None:
    """What an appeal made of the decision, as a row."""
    first = walk.case.decisions.first()
    findings = [{**one, "recognised": False} for one in first.content["findings"]]
    content = {"result": result, "reasons": "The annex shows it."}
    if instead:
        content["instead"] = {**first.content, "result": instead, "findings": findings}
    Decision.objects.create(
        case=walk.case, result=result, content=content, decided_at=walk.later(1).at, by=first.by, minutes={}
    )


def test_a_decision_that_an_appeal_changed_counts_as_the_appeal_has_it(decided, as_) -> None:
    body = organisation("sayram")
    _on_appeal(decided, "reverse", "refuse")
    [target] = figures.targets(body)
    assert [one.result for one in target.decisions] == [Result.REFUSE]
    assert figures.set_aside(body) == 1
    page = as_("saule").get("/en/recognition/offices/sayram/consistency/").content.decode()
    assert "1 decision was changed on appeal" in page
    assert figures.public(body, decided.at.date())[3] is None, "one is too few to tell everybody"


def test_a_decision_that_is_taken_anew_counts_nowhere_until_it_is(decided) -> None:
    _on_appeal(decided, "remit")
    assert figures.targets(organisation("sayram")) == []
    assert figures.set_aside(organisation("sayram")) == 1


def test_the_body_sees_its_own_figures_and_nobody_else_does(decided, as_) -> None:
    page = reverse("recognition:consistency", args=["sayram"])
    for name, status in (("saule", 200), ("aliya", 200), ("aigul", 404), ("dana", 404)):
        assert as_(name).get(page).status_code == status
