"""The consultation of the sample country is what its pages promise."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.consultation import queries
from tanym.apps.site.actions.load_consultation import load_consultation
from tests.apps.consultation.conftest import Room

pytestmark = pytest.mark.django_db


def test_the_sample_country_discusses_a_draft_in_three_languages(country: None) -> None:
    room = Room(load_consultation(), timezone.localtime())
    assert room.of.stage(timezone.localdate()) == "open"
    standing = queries.standing(room.of, timezone.localdate())
    assert (standing.held, standing.unanswered, standing.proposals) == (1, 2, 0)
    for language in ("kk", "ru", "en"):
        html = Client().get(room.url("page").replace("/en/", f"/{language}/")).content.decode()
        assert room.of.titles[language] in html
        assert "UNDEFINED-VARIABLE" not in html
