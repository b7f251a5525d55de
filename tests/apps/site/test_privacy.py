"""Pages of somebody who has signed in are kept by no cache."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_after_signing_in_is_stored_nowhere(as_) -> None:
    assert as_("aigul").get("/kk/records/")["Cache-Control"] == "private, no-store"


def test_a_page_for_everybody_is_not_marked(country: None) -> None:
    assert "no-store" not in Client().get("/kk/catalogue/").get("Cache-Control", "")
