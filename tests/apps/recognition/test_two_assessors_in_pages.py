"""Two assessors through the pages: who is offered which form, what each reads, what the claimant is told."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.letters.models import Letter
from tanym.apps.recognition import assessing
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.hand_in import hand_in
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.models import Assessing
from tanym.apps.recognition.views import assessing as pages
from tanym.core.recognition.joint import Settle
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(discipline) -> Walk:
    """A draft of Aigul's, today: the pages act at the present moment."""
    at = timezone.localtime()
    return Walk(apply(actor=find("aigul"), at=at, discipline=discipline), at)


@pytest.fixture
def send(walk, as_):
    """Send a form of the page of the work: `send("saule", "accept", assessor=…)`."""

    def sent(name: str, act: str, *args: object, **fields: object):
        case = walk.renew()
        with override("en"):
            address = reverse(f"recognition:{act}", args=[case.public_id, *args])
        return as_(name).post(address, {"revision": case.revision, **fields}, follow=True)

    return sent


def code(name: str) -> str:
    return str(find(name).public_id)


def told(walk, as_, name: str = "aigul", page: str = "case") -> str:
    with override("en"):
        return as_(name).get(reverse(f"recognition:{page}", args=[walk.case.public_id])).content.decode()


@pytest.fixture
def two(walk, send):
    """Timur and Raushan assess; Timur has mapped and held the interview."""
    walk.submitted()
    assert send("saule", "accept", assessor=code("timur"), second=code("raushan")).status_code == 200
    walk.mapped()
    walk.interviewed()
    send("raushan", "declare", relation="none")
    return walk


def marks(two, send, name: str, *not_achieved: int) -> None:
    for number, outcome in enumerate(two.outcomes):
        said = "not-achieved" if number in not_achieved else "achieved"
        fields = {f"{outcome}-achievement": said, f"{outcome}-reasons": f"As {name} saw it."}
        assert send(name, "judge", outcome, **fields).status_code == 200
    assert "marks handed in" in send(name, "hand-in").content.decode()


def test_the_office_names_both_when_it_accepts_the_papers(two) -> None:
    assert [one.person.username for one in two.case.assessing.all()] == ["timur", "raushan"]


def test_one_person_cannot_be_both(walk, send) -> None:
    walk.submitted()
    again = send("saule", "accept", assessor=code("timur"), second=code("timur"))
    assert again.status_code == 422
    assert "Choose two different people." in again.content.decode()


def test_the_claimant_reads_how_two_judge_and_what_happens_where_they_differ(two, send, as_) -> None:
    assert "neither sees the other’s marks" in told(two, as_)
    marks(two, send, "timur", 0)
    marks(two, send, "raushan")
    page = told(two, as_)
    assert "The office appoints a third assessor for them" in page
    assert "As timur saw it." not in page
    assert send("saule", "appoint", assessor=code("daulet"), place="3").status_code == 200
    assert "A third assessor judges them" in told(two, as_)
    send("daulet", "declare", relation="none")
    outcome = two.outcomes[0]
    send("daulet", "judge", outcome, **{f"{outcome}-achievement": "achieved", f"{outcome}-reasons": "Shown."})
    send("daulet", "hand-in")
    assert "The two differed on some outcomes; that is settled." in told(two, as_)


def test_the_third_is_shown_only_what_the_two_differ_on(two, send, as_) -> None:
    marks(two, send, "timur", 0)
    marks(two, send, "raushan")
    send("saule", "appoint", assessor=code("daulet"), place="3")
    send("daulet", "declare", relation="none")
    page = told(two, as_, "daulet", "work")
    assert page.count("/judge/") == 1
    assert "As raushan saw it." not in page
    assert "As raushan saw it." not in told(two, as_, "daulet", "commission")


def test_whoever_assesses_alone_is_no_topic_of_the_claimants_page(walk, as_) -> None:
    walk.to("assessment")
    assert "Who judges your outcomes" not in told(walk, as_)


def test_where_the_packs_let_them_the_two_reconcile_with_reasons(two, send, as_, monkeypatch) -> None:
    for module in (assessing, pages):
        monkeypatch.setattr(module, "settled_by", lambda case: Settle.RECONCILE)
    marks(two, send, "timur", 0)
    marks(two, send, "raushan")
    assert "They talk it over" in told(two, as_)
    assert "Reconcile outcomes 1" in told(two, as_, "timur", "work")
    outcome = two.outcomes[0]
    send(
        "timur", "judge", outcome, **{f"{outcome}-achievement": "achieved", f"{outcome}-reasons": "I agree."}
    )
    assert "The two differ" not in told(two, as_)
    assert two.case.judgements.get(assessor=find("timur"), outcome=outcome).alone == "not-achieved"


def test_marks_are_handed_in_once_however_often_the_button_is_pressed(two, send) -> None:
    for outcome in two.outcomes:
        judge(
            actor=find("timur"), at=two.at, case=two.case, revision=None,
            outcome=outcome, achievement="achieved", reasons="Shown.",
        )  # fmt: skip
    send("timur", "hand-in")
    first = Assessing.objects.get(case=two.case, place=1).submitted_at
    send("timur", "hand-in")
    hand_in(actor=find("timur"), at=two.at, case=two.case)
    assert Assessing.objects.get(case=two.case, place=1).submitted_at == first


def test_every_page_says_who_has_the_case_now(two, send, as_) -> None:
    """Where both differ the office has to appoint a third, who then has to judge."""
    marks(two, send, "timur", 0)
    marks(two, send, "raushan")
    assert "Now with: secretary." in told(two, as_)
    assert "Now with: secretary." in told(two, as_, "timur", "work")
    send("saule", "appoint", assessor=code("daulet"), place="3")
    now = f"Now with: assessor of the case, {find('daulet').name('en')}."
    assert now in told(two, as_)
    assert "Now with: assessor of the case." in told(two, as_, "timur", "work")


def test_what_is_kept_from_the_third_is_not_called_open_or_unseen(two, send, as_) -> None:
    marks(two, send, "timur", 0)
    marks(two, send, "raushan")
    send("saule", "appoint", assessor=code("daulet"), place="3")
    send("daulet", "declare", relation="none")
    page = told(two, as_, "daulet", "work")
    assert "looked at; shown to you after your marks" in page
    assert "claimed, not looked at yet" not in page
    assert "1 open" in page
    outcome = two.outcomes[0]
    send(
        "daulet",
        "judge",
        outcome,
        **{f"{outcome}-achievement": "partly", f"{outcome}-reasons": "Half of it."},
    )
    send("daulet", "hand-in")
    assert "Of three marks the middle one counts" in told(two, as_, "saule", "work")


def test_the_first_assessor_is_told_that_the_marks_are_settled(two, send) -> None:
    marks(two, send, "timur")
    marks(two, send, "raushan")
    subjects = [one.subject["en"] for one in Letter.objects.filter(to=find("timur"))]
    assert f"Case {two.case.number}: the marks are settled" in subjects
    assert not any("settled" in one.subject["en"] for one in Letter.objects.filter(to=find("raushan")))


def test_nothing_is_settled_while_the_first_has_not_handed_in(two, send) -> None:
    marks(two, send, "raushan")
    assert not any("settled" in one.subject["en"] for one in Letter.objects.filter(to=find("timur")))
