"""The pages of standing decisions, through a browser's eyes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.offers.models import StandingDecision
from tanym.apps.qualifications.models import Award
from tests.apps.offers.conftest import CODE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch, world) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.at)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def text(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_everybody_reads_what_counts_where_and_on_both_sides(world, standing, client) -> None:
    listed = text(client, "offers:list")
    assert "Introduction to data analysis" in listed
    shown = text(client, "offers:offer", standing.public_id)
    assert "Aigul" not in shown
    assert str(standing.case.public_id) not in shown
    assert "Without a petition" in text(client, "catalogue:page", CODE)
    assert "With these you need no petition" in text(
        client, "recognition:discipline", "sayram", "data-analysis-intro"
    )
    (one,) = client.get(reverse("offers:data")).json()["offers"]
    assert (one["organisation"], one["credits"], one["in_full"]) == ("sayram", 5.0, True)
    assert client.get(reverse("offers:list"), {"organisation": "kokzhar"}).context["offers"] == []


def test_a_learner_takes_it_with_one_button_and_reads_the_decision(world, standing, browser) -> None:
    world.held("samal")
    samal = browser("samal")
    assert "You can take it." in text(samal, "offers:what-counts")
    address = reverse("offers:take", args=[standing.public_id])
    answer = samal.post(address)
    assert answer.status_code == 302
    assert samal.post(address).headers["Location"] == answer.headers["Location"]
    page = samal.get(answer.headers["Location"]).content.decode()
    assert "Decided by a standing decision" in page
    case = Award.objects.get(person__username="samal", kind="discipline").source.rpartition(":")[2]
    for name in ("recognition:letter", "recognition:letter-pdf"):
        assert samal.get(reverse(name, args=[case])).status_code == 200
    rustem = browser("rustem")
    assert standing.minutes_number in text(rustem, "recognition:register-line", case)
    assert standing.minutes_number in text(rustem, "recognition:work", case)


def test_the_office_proposes_and_another_person_puts_it_in_force(world, case, browser) -> None:
    saule, aliya = browser("saule"), browser("aliya")
    assert "Propose a standing decision" in text(saule, "recognition:work", case.public_id)
    address = reverse("offers:propose", args=[case.public_id])
    form = saule.get(address).context["form"]
    sent = {"sources": [CODE], "outcomes": form.initial["outcomes"], "since": "2026-11-23", "words": "Alike."}
    late = saule.post(address, sent | {"until": "2026-11-22"})
    assert (late.status_code, "until" in late.context["form"].errors) == (422, True)
    saule.post(address, sent | {"until": "2027-11-22"})
    row = StandingDecision.objects.get()
    assert "Put in force" not in text(saule, "offers:offer", row.public_id)
    assert "Put in force" in text(aliya, "offers:offer", row.public_id)
    put = reverse("offers:put-in-force", args=[row.public_id])
    assert saule.post(put, {"revision": 1}).status_code == 403
    assert aliya.post(put, {"revision": 9}).status_code == 409
    assert aliya.post(put, {"revision": 1}).status_code == 302
    assert "(1)" in text(saule, "offers:office", "sayram")
    assert saule.get(reverse("offers:renew", args=[row.public_id])).status_code == 200


def test_a_proposal_is_nothing_to_the_public_and_an_office_nothing_to_strangers(world, case, browser) -> None:
    row = world.proposed(case)
    samal = browser("samal")
    assert samal.get(reverse("offers:offer", args=[row.public_id])).status_code == 404
    assert samal.post(reverse("offers:take", args=[row.public_id])).status_code == 404
    assert samal.get(reverse("offers:office", args=["sayram"])).status_code == 404
    assert "nothing to compare" in text(samal, "offers:what-counts")
