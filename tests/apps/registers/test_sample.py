"""The registers of the sample country that keepers write by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tanym.apps.registers.models import Proposal
from tanym.apps.registers.queries import entries
from tanym.apps.site.actions.load_registers import load_registers


@pytest.mark.django_db
def test_agreements_assessors_and_one_proposal_that_waits(country: None) -> None:
    load_registers()
    on = date(2026, 11, 22)
    statuses = sorted(one.standing.status for one in entries("agreements", on))
    assert statuses == ["expired", "in-force", "in-force"]
    assert len(entries("assessors", on)) == 4
    (waiting,) = Proposal.objects.filter(state="waiting")
    assert waiting.by.username == "arman"
    page = Client().get("/en/registers/agreements/").content.decode()
    assert "take each other’s evaluations" in page
    assert "Scuola del Legno Fiume Chiaro, IT" in page
    assessors = Client().get("/en/registers/assessors/").content.decode()
    assert "E-2026-0001" in assessors
    assert "Омар" not in assessors + Client().get("/ru/registers/assessors/").content.decode()
