"""People without documents: a questionnaire, two evaluators, a background paper, a statement that ends."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tanym.apps.evaluation.actions.answer import answer
from tanym.apps.evaluation.actions.choose_route import choose_route
from tanym.apps.evaluation.actions.hear import Sat, hear
from tanym.apps.evaluation.actions.propose import Proposal
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.checking import facts_of
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.recognition.foreign.statements import StatementType
from tanym.core.recognition.routing import Route
from tests.apps.evaluation.conftest import begun, found_by_rules

pytestmark = pytest.mark.django_db
TOLD = {"studied": "Nursing", "where-and-when": "2012–2015", "content": "Anatomy", "papers": "Burnt"}


def test_two_evaluators_of_two_centres_stand_in_for_the_documents(country, moment, client) -> None:
    walk = begun(moment, documented=False)
    walk.act(answer, "leyla", answers=TOLD)
    walk.act(submit, "leyla", application="I had to leave without papers.", informed=True)
    walk.act(choose_route, "arailym", route=Route.INTERVIEW)
    walk.act(accept, "arailym", assessor=walk.who("ainash"))
    walk.act(declare, "ainash", relation="none")
    shown = {"shows": {}, "direct": walk.outcomes, "finish": True}
    with pytest.raises(Refused, match="heard-by-two"):
        walk.act(map_outcomes, "ainash", **shown)
    sat = [Sat(walk.who("ainash")), Sat(walk.who("chiara"), True, True)]
    held = {
        "held_on": moment.date(),
        "language": "Dari",
        "said": {"content": "Names the bones."},
        "agreed": "Credible.",
    }
    for wrong, code in (
        (sat[:1], "two-evaluators"),
        ([sat[0], Sat(walk.who("timur"), True, True)], "no-evaluator"),
        ([sat[0], Sat(walk.who("chiara"), True, False)], "nobody-knows-system"),
    ):
        with pytest.raises(InvalidValue, match=code):
            walk.act(hear, "ainash", evaluators_=wrong, **held)
    walk.act(hear, "ainash", evaluators_=sat, **held)
    client.force_login(walk.who("leyla"))
    page = client.get(f"/en/evaluation/cases/{walk.case.public_id}/background/").content.decode()
    assert "Names the bones." in page
    assert "It is not formal recognition." in page
    walk.act(map_outcomes, "ainash", **shown)
    walk.found()
    walk.judged()
    with pytest.raises(InvalidValue, match=r"evaluation\.statement"):
        walk.proposed(Proposal(StatementType.COMPARABILITY))
    walk.proposed(Proposal(StatementType.ADVICE))
    walk.act(refer, "ainash")
    walk.decided()
    record = from_json(decision_taken(walk.case).award.record)
    assert record.valid_until is not None
    assert timezone.localdate(record.valid_until) == date(2031, 11, 23)
    assert "formal-recognition" in record.is_not
    facts = facts_of(walk.case, moment.date())
    assert facts["case.kind"] == "undocumented"
    outcome = found_by_rules(walk.case, moment.date())
    asked = ("RC-05", "RC-26", "RC-27", "RC-27-T")
    assert {rule: outcome[rule] for rule in asked} == dict.fromkeys(asked, "met")
