"""A conditional recognition is followed up: shown, answered, told of before its last day, ended where it is not met."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tanym.apps.accounts.holdings import clear
from tanym.apps.accounts.words import day
from tanym.apps.clocks.actions.run import run as run_clocks
from tanym.apps.credentials.ended_for import successor
from tanym.apps.credentials.middleware import issue_all
from tanym.apps.credentials.verification import verify
from tanym.apps.evaluation import conditions
from tanym.apps.evaluation.actions.answer_condition import answer_condition
from tanym.apps.evaluation.actions.propose import Proposal
from tanym.apps.evaluation.actions.show_condition import show_condition
from tanym.apps.evaluation.casefile import evaluation_of
from tanym.apps.letters.queries import letters_about
from tanym.apps.portfolio.queries import items
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.reading import clocks
from tanym.core.credentials.checks import Name
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.foreign.forms_of_recognition import Condition, Considered, Form
from tanym.core.recognition.foreign.statements import StatementType

pytestmark = pytest.mark.django_db


@pytest.fixture
def conditional(walk):
    """Recognised on two conditions, the second of which has to be met first; entered by the registrar."""
    today = walk.at.date()
    proposal = Proposal(
        StatementType.COMPARABILITY,
        (Considered(Form.CONDITIONAL, True, "Two courses are missing."),),
        Form.CONDITIONAL,
        "From now on.",
        (
            Condition("c1", "Statistics", "An exam passed", today + timedelta(days=200)),
            Condition("c2", "Media law", "An essay", today + timedelta(days=100)),
        ),
    )
    walk.to("decided", result="recognise-in-part", achieved=4, proposal=proposal)
    later(walk, 40)
    run_clocks(at=walk.at)
    walk.act(confirm_credits, "arailym", credits=0, line="Statements, 12")
    return walk


def later(walk, days: int) -> datetime:
    walk.at += timedelta(days=days)
    return walk.at


def due(walk) -> int:
    """How many days the condition that comes first has still."""
    term = walk.case.case["running"]["condition"]
    return int(term["length"])


def summary(walk) -> str:
    return from_json(decision_taken(walk.case).award.record).summary["en"]


def test_the_clock_runs_to_the_condition_that_comes_first(conditional) -> None:
    assert (conditional.case.stage, due(conditional)) == ("conditional", 60)
    assert "Not confirmed as met yet" in summary(conditional)


def test_each_condition_that_is_met_is_said_by_a_new_statement_and_the_last_one_ends_the_case(
    conditional,
) -> None:
    first = decision_taken(conditional.case).award
    kept = items(conditional.who("leyla")).first()
    conditional.act(show_condition, "leyla", number=2, words="The essay is marked.", item=kept)
    assert (conditional.case.stage, "condition" in conditional.case.case["paused"]) == ("condition", True)
    conditional.act(answer_condition, "arailym", met=True, words="Mark seen.")
    assert (conditional.case.stage, due(conditional)) == ("conditional", 160)
    first.refresh_from_db()
    assert first.annulled_on is not None
    assert summary(conditional).count("Confirmed as met") == 1
    second = decision_taken(conditional.case).award
    conditional.act(show_condition, "leyla", number=1, words="Passed with 80 %.")
    conditional.act(answer_condition, "arailym", met=True, words="")
    assert (conditional.case.stage, conditional.case.case["running"]) == ("entered", {})
    second.refresh_from_db()
    assert second.annulled_on is not None
    assert summary(conditional).count("Confirmed as met") == 2
    assert decision_taken(conditional.case).award.annulled_on is None


def test_a_document_whose_condition_is_met_says_which_one_took_its_place(conditional, as_) -> None:
    issue_all()
    first = decision_taken(conditional.case).award.credential
    conditional.act(show_condition, "leyla", number=2, words="The essay is marked.")
    conditional.act(answer_condition, "arailym", met=True, words="Mark seen.")
    issue_all()
    second = decision_taken(conditional.case).award.credential
    first.refresh_from_db()
    assert (second.number != first.number, successor(first), successor(second)) == (True, second, None)
    found = verify(bytes(first.document), conditional.at)
    status = found.check(Name.STATUS)
    assert (status.code, status.details["number"]) == ("credential.replaced-by-number", second.number)
    second.number_open = False
    second.save()
    found = verify(bytes(first.document), conditional.at)
    assert found.check(Name.STATUS).code == "credential.replaced-by-another"
    leyla = as_("leyla")
    page = leyla.get(f"/en/documents/{first.public_id}/").content.decode()
    assert "A condition was confirmed as met" in page
    assert second.number in page
    assert "A condition was confirmed as met" in leyla.get("/en/documents/").content.decode()


def test_what_does_not_show_it_yet_is_said_with_a_reason_and_the_time_runs_on(conditional) -> None:
    later(conditional, 10)
    conditional.act(show_condition, "leyla", number=2, words="Nearly.")
    later(conditional, 5)
    with pytest.raises(InvalidValue, match=r"evaluation\.condition-because"):
        conditional.act(answer_condition, "arailym", met=False, words=" ")
    conditional.act(answer_condition, "arailym", met=False, words="The mark is missing.")
    assert (conditional.case.stage, due(conditional)) == ("conditional", 50)
    letter = letters_about(f"recognition.case:{conditional.case.public_id}").order_by("-pk").first()
    assert "The mark is missing" in letter.body["en"]
    assert decision_taken(conditional.case).award.annulled_on is None


def test_the_applicant_is_told_once_before_the_last_day_and_then_the_recognition_ends(conditional) -> None:
    award = decision_taken(conditional.case).award
    about = f"recognition.case:{conditional.case.public_id}"
    soon = {"subject__en__startswith": "A condition in"}
    run_clocks(at=later(conditional, 20))
    assert not letters_about(about).filter(**soon).exists()
    for _ in range(2):
        run_clocks(at=later(conditional, 15))
    assert letters_about(about).filter(**soon).count() == 1
    run_clocks(at=later(conditional, 20))
    assert conditional.renew().stage == "condition_missed"
    award.refresh_from_db()
    assert award.annulled_on is not None
    letter = letters_about(about).order_by("-pk").first()
    assert "the recognition ended" in letter.body["en"]


def test_nobody_answers_what_is_their_own_and_nothing_is_answered_twice(conditional) -> None:
    with pytest.raises(NotPermitted):
        conditional.act(show_condition, "samal", number=2, words="Mine.")
    with pytest.raises(Refused, match=r"evaluation\.nothing-shown"):
        conditional.act(answer_condition, "arailym", met=True, words="")
    conditional.act(show_condition, "leyla", number=2, words="Done.")
    with pytest.raises(NotPermitted):
        conditional.act(answer_condition, "leyla", met=True, words="")
    with pytest.raises(Refused, match=r"case\.not-now"):
        conditional.act(show_condition, "leyla", number=1, words="Done, too.")


def test_a_condition_has_one_last_day_though_the_stated_one_is_a_day_off(conditional) -> None:
    case = conditional.case
    stated = next(iter(conditions.stated(case).values()))
    sunday = stated + timedelta(days=6 - stated.weekday())
    kept = evaluation_of(case)
    kept.conditions = [one | {"until": sunday.isoformat()} for one in kept.conditions[1:]]
    kept.save()
    running = case.case["running"]["condition"]
    running["length"] += (sunday - stated).days
    case.save()
    (one,) = conditions.standings(case)
    (clock,) = clocks(case, conditional.at.date())
    assert (one.condition.until, one.last_day) == (sunday, clock.due)
    assert clock.due > sunday
    (line,) = conditions.lines(kept, "en")
    assert day(clock.due, "en") in line


def test_the_pages_lead_to_the_one_next_thing(conditional, as_) -> None:
    case = conditional.case
    leyla, office = as_("leyla"), as_("arailym")
    page = leyla.get(f"/en/recognition/cases/{case.public_id}/").content.decode()
    assert "Show that a condition is met" in page
    assert "Still to be met" in page
    assert "Last day: " in page[page.index('class="next"') : page.index("To the next step")]
    address = f"/en/evaluation/cases/{case.public_id}/conditions/2/"
    empty = leyla.post(address, {"revision": case.revision, "words": ""})
    assert empty.status_code == 422
    conditional.act(show_condition, "leyla", number=2, words="The essay is marked.")
    page = leyla.get(f"/en/recognition/cases/{case.public_id}/").content.decode()
    assert "Nothing to do for you now" in page
    assert "Now with: " in page
    page = office.get(f"/en/recognition/cases/{case.public_id}/handling/").content.decode()
    assert "Answer whether a condition is met" in page
    assert "The essay is marked." in page
    unsaid = {"revision": conditional.renew().revision, "met": "no", "words": ""}
    assert office.post(f"/en/evaluation/cases/{case.public_id}/condition/", unsaid).status_code == 422
    conditional.act(answer_condition, "arailym", met=True, words="")
    for who, where in ((leyla, ""), (office, "handling/")):
        page = who.get(f"/kk/recognition/cases/{case.public_id}/{where}").content.decode()
        assert "Орындалғаны расталды" in page
        assert "UNDEFINED-VARIABLE" not in page


def test_a_case_that_is_cleared_keeps_no_word_of_what_was_put_for_a_condition(conditional) -> None:
    conditional.act(show_condition, "leyla", number=2, words="The essay is marked.")
    conditional.act(answer_condition, "arailym", met=True, words="Mark seen.")
    clear(f"recognition.case:{conditional.case.public_id}", later(conditional, 400))
    (kept,) = conditional.renew().evaluation.fulfilments.all()
    assert (kept.words, kept.answer, kept.state) == ("", "", "met")
