"""Whoever guided a person does not evaluate what they learnt abroad (AS-02)."""

from __future__ import annotations

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.validation.models import Guidance
from tanym.core.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db


def test_who_guided_the_person_is_not_named_evaluator(walk) -> None:
    walk.submitted()
    walk.routed()
    evaluator = find(walk.cast.evaluator)
    guided = {"person": find("leyla"), "adviser": evaluator, "organisation": walk.case.organisation}
    Guidance.objects.create(**guided, asked_at=walk.at)
    with pytest.raises(NotPermitted, match=r"recognition\.adviser-assesses|case\.two-sides"):
        walk.act(accept, walk.cast.office, assessor=evaluator)
    assert walk.renew().assessor is None
