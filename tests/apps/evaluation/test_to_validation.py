"""Who was shown the way to a validation begins it with the evidence that is there."""

from __future__ import annotations

import pytest

from tanym.apps.evaluation.actions.choose_route import choose_route
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.queries import shown_elsewhere
from tanym.apps.validation.targets import aim
from tanym.core.kernel.errors import NotPermitted
from tanym.core.recognition.routing import Route

pytestmark = pytest.mark.django_db

AIM = "discipline:sayram/production-engineering/lean-production"


@pytest.fixture
def elsewhere(walk):
    """Leyla's case, shown the way to a validation."""
    walk.to("completeness")
    walk.act(choose_route, "arailym", route=Route.VALIDATION, reasons="No level and no credits are stated.")
    walk.act(step, "arailym", do="send-elsewhere", reasons="A validation fits what you did.")
    return walk


def test_a_validation_begins_with_the_evidence_of_the_case_and_nothing_is_uploaded_again(
    elsewhere, as_
) -> None:
    leyla = elsewhere.who("leyla")
    assert shown_elsewhere(leyla) == [elsewhere.case]
    page = as_("leyla").get(f"/en/validation/aims/{AIM}/")
    assert f"that of your case {elsewhere.case.number}" in page.content.decode()
    sent = {"kind": "alone", "informed": "on", "carry": str(elsewhere.case.public_id)}
    made = as_("leyla").post(f"/en/validation/aims/{AIM}/begin/", sent)
    assert made.status_code == 302
    case = RecognitionCase.objects.get(procedure="validation", claimant=leyla)
    first, second = elsewhere.case.evidence.get(), case.evidence.get()
    assert (first.kept, first.title, first.file) == (second.kept, second.title, second.file)
    assert case.stage == "identification"


def test_nobody_carries_the_evidence_of_somebody_else(elsewhere) -> None:
    found = aim(AIM, elsewhere.at.date())
    with pytest.raises(NotPermitted, match=r"evidence\.not-yours"):
        begin(
            actor=elsewhere.who("yerlan"),
            at=elsewhere.at,
            aim=found,
            kind="alone",
            informed=True,
            carries=elsewhere.case,
        )
    assert shown_elsewhere(elsewhere.who("yerlan")) == []
