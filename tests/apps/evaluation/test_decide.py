"""Foreign learning is decided: as asked, in another form, refused, and reversed on appeal."""

from __future__ import annotations

import pytest

from tanym.apps.recognition.casefile import decision_taken
from tanym.core.credentials.record_document import from_json

pytestmark = pytest.mark.django_db


def test_what_is_recognised_for_work_becomes_a_statement_of_its_own_type(walk) -> None:
    case = walk.to("decided").case
    assert case.stage == "recognised"
    award = decision_taken(case).award
    assert (award.kind, award.of, award.person.username) == ("evaluation", "purpose:employment", "leyla")
    record = from_json(award.record)
    assert record.titles["en"].startswith("Statement of comparability")
    assert "recognition-decision" in record.is_not
    assert "other-centre" in record.is_not
