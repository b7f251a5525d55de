"""Two accounts of one person: that of the sample country, and another one with the same names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tanym.apps.accounts.actions.open_account import open_account
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import names
from tests.apps.credentials.conftest import award, issued
from tests.apps.recognition.conftest import Walk, discipline, walk

__all__ = ["Walk", "award", "discipline", "issued", "walk"]
PASSWORD = "four words of one's own"


@pytest.fixture
def twin(country: None, at: datetime) -> Callable[[Person], Person]:
    """Another account of the same person."""

    def made(of: Person) -> Person:
        return open_account(
            at=at,
            names=names(of.name_kk, of.name_ru, of.name_passport),
            email="",
            language=of.language,
            password=PASSWORD,
        )

    return made
