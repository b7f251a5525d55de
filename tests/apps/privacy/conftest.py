"""A case of Aigul's, from its draft on; what it holds is hers."""

from __future__ import annotations

from datetime import datetime

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.privacy.models import Consent
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tests.apps.recognition.conftest import Walk


@pytest.fixture
def walk(country: None) -> Walk:
    """A draft of Aigul's towards the introduction to data analysis, on Monday 23 November 2026."""
    began = datetime.fromisoformat("2026-11-23T10:00:00+05:00")
    discipline = disciplines().get(code="data-analysis-intro")
    return Walk(apply(actor=find("aigul"), at=began, discipline=discipline), began)


@pytest.fixture
def consent(walk: Walk) -> Consent:
    """The consent that goes with her application."""
    walk.submitted()
    return Consent.objects.get(about=f"recognition.case:{walk.case.public_id}")
