"""How many cases an assessor has open, as whoever appoints one sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.forms.assessing import AssessorForm
from tanym.apps.registers.load import load_of


@pytest.mark.django_db
def test_a_case_counts_from_the_appointment_until_it_is_judged(
    person: Callable[[str], Person], walk: Any
) -> None:
    timur = person("timur")
    assert load_of(timur) == 0
    walk.to("assessment")
    assert load_of(timur) == 1
    other = apply(actor=person("samal"), at=walk.at, discipline=disciplines().get(code="data-analysis-intro"))
    form = AssessorForm(other)
    assert dict(form.fields["assessor"].choices)[str(timur.public_id)].endswith(": 1)")
    walk.judged()
    assert load_of(timur) == 0
