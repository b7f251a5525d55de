"""A portfolio with one sample of work in it, and files to put there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.files.receiving import Received, receive
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.models import Item
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tanym.core.recognition.evidence import EvidenceKind
from tests.apps.recognition.conftest import Walk

SAMPLE = Given(
    kind=EvidenceKind.WORK_SAMPLE,
    title="Dashboard of a warehouse",
    provider="Zhetikol",
    dated=date(2026, 9, 1),
    minutes=40 * 60,
    text="Cleaning and joining of data, charts",
    joint=True,
    own_share="The data model and all charts",
)


def paper(content: bytes = b"%PDF-1.7\n% dashboard\n%%EOF\n", name: str = "dashboard.pdf") -> Received:
    return receive(SimpleUploadedFile(name, content))


@pytest.fixture
def sample(person: Callable[[str], Person], at: datetime) -> Item:
    """Aigul's sample of work, with its file."""
    return keep(actor=person("aigul"), at=at, given=SAMPLE, received=paper())


@pytest.fixture
def walk(country: None) -> Walk:
    """A draft of Aigul's towards the introduction to data analysis, on Monday 23 November 2026."""
    began = datetime.fromisoformat("2026-11-23T10:00:00+05:00")
    discipline = disciplines().get(code="data-analysis-intro")
    return Walk(apply(actor=find("aigul"), at=began, discipline=discipline), began)
