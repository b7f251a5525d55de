"""Silence counts as approval where an institution's pack says so, and the author is told beforehand what it means."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.clocks.actions.run import run
from tanym.apps.clocks.models import Term
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.adopt import adopt
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import in_force, pack_of
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.queries import published
from tanym.apps.site.queries import read
from tanym.core.rules import Pack, read_pack
from tests.apps.clocks.conftest import moment

pytestmark = pytest.mark.django_db

COUNTS = {
    "en": "it counts as approved",
    "ru": "проект считается одобренным",
    "kk": "жоба мақұлданды деп есептеледі",
}


def _silence_is_consent() -> Pack:
    """The pack of an invented centre with a procedure of its own: who does not answer in time has approved."""

    def files(pack: str) -> dict:
        row = in_force(pack, date(2026, 8, 3))
        assert row is not None
        return copy.deepcopy({name: dict(content) for name, content in pack_of(row.bundle_id).files.items()})

    own, above = files("national-centre"), files("kz")
    table = above["approval.procedure.toml"]
    table["clock"]["review"] |= {"on_expiry": "approve-by-silence", "tacit": COUNTS}
    table["step"].append(
        {
            "do": "approve-by-silence",
            "words": dict.fromkeys(COUNTS, "Approved by silence"),
            "from": ["review"],
            "to": "approved",
            "by": ["clock:review"],
            "stops": ["review"],
            "effects": ["publish"],
            "letters": ["approved"],
            "cites": ["own-rule, silence counts as approval [O]"],
        }
    )
    own["sources.toml"]["source"]["own-rule"] = above["sources.toml"]["source"]["own-rule"]
    return read_pack({**own, "approval.procedure.toml": table})


def test_a_design_that_nobody_answers_is_approved_after_its_last_day(country: None, as_, today) -> None:
    at = today(date(2026, 8, 3))
    adopt(at=at, packs=[_silence_is_consent()], origin=InForce.Origin.SAMPLE)
    document = read("micro-qualifications/data-analysis-decisions.toml")
    version = draft(actor=find("dana"), at=at, owner=organisation("kokzhar"), document=document)
    version = submit(actor=find("dana"), at=at, version=version)
    assert Term.objects.get().due_on == date(2026, 9, 1)  # Monday 31 August is off
    for language, words in COUNTS.items():
        with override(language):
            page = as_("dana").get(reverse("qualifications:design", args=[version.public_id]))
        assert words in page.content.decode()
    assert run(at=moment(date(2026, 9, 1))) == 0
    assert run(at=moment(date(2026, 9, 2))) == 1
    version.refresh_from_db()
    assert (version.stage, version.published_on) == ("approved", date(2026, 9, 2))
    assert list(published(date(2026, 9, 2))) == [version]
    assert Term.objects.get().state == Term.State.OVER
