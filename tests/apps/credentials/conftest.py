"""A credential to act upon: Aigul completed what Kokzhar awards, and the document was issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import holder
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.models import Credential
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.record_document import to_json
from tests.apps.credentials.awarded import published, record_of_completion


@pytest.fixture
def award(person: Callable[[str], Person], at: datetime) -> Award:
    """Aigul's award of "Data analysis for decisions", conferred by Kokzhar's registrar."""
    aigul, version = person("aigul"), published(at)
    return confer(
        actor=person("zhanar"),
        at=at,
        person=aigul,
        awarding_body=organisation("kokzhar"),
        source="learning.enrolment:test",
        record=to_json(record_of_completion(version, holder(aigul), at)),
        version=version,
    )


@pytest.fixture
def issued(award: Award, at: datetime) -> Credential:
    """The credential of that award."""
    return issue(actor=None, at=at, award=award)
