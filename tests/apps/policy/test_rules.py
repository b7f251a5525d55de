"""The rules as the public reads them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import shown, tally

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_rule_has_a_page_in_every_language(client: Client, language: str) -> None:
    assert client.get(f"/{language}/rules/").status_code == 200
    for rule in stack(TODAY).rules:
        answer = client.get(f"/{language}/rules/{rule}/")
        assert answer.status_code == 200, rule
        assert "UNDEFINED-VARIABLE" not in answer.content.decode(), rule


def test_a_rule_shows_its_numbers_over_layers_with_sources(client: Client) -> None:
    page = client.get("/en/rules/MQ-06/").content.decode()
    assert "30 academic hours" in page
    assert "25 hours" in page
    assert "https://adilet.zan.kz/rus/docs/V1100006976" in page
    assert "27 clock hours a credit are right in Europe and wrong here" in page


def test_what_nobody_has_read_says_so(client: Client) -> None:
    page = client.get("/ru/rules/MQ-10/").content.decode()
    assert "Не является нормой" in page


def test_an_unknown_rule_is_told_plainly(client: Client) -> None:
    answer = client.get("/kk/rules/MQ-99/")
    assert answer.status_code == 404
    assert "MQ-99" in answer.content.decode()


def test_a_pack_that_no_lawyer_has_read_says_so_in_the_list(client: Client) -> None:
    assert "not verified by a lawyer" in client.get("/en/rules/").content.decode()


def test_an_unread_finding_is_never_shown_as_a_fault() -> None:
    by = stack(TODAY)
    found = check_now(
        "design", {"design.levels_stated": ["nqf", "eqf"], "design.level_eqf_status": ""}, TODAY
    )
    one = shown(by, found.finding("MQ-10"), "en")
    assert (one.mark, one.word, one.warns) == ("unread", "Not a norm", False)


def test_the_words_of_codes_stand_in_the_readers_language() -> None:
    by = stack(TODAY)
    found = check_now("design", {"design.participation": "swimming"}, TODAY)
    sentence = shown(by, found.finding("MQ-16"), "ru").sentences[0]
    assert "смешанно" in sentence
    assert "blended" not in sentence


def test_a_tally_counts_each_finding_once() -> None:
    found = check_now("design", {}, TODAY)
    counts = tally(found.findings)
    applying = [one for one in found.findings if one.outcome != "not-applicable"]
    assert (
        counts.met + counts.blocking + counts.warning + counts.noted + counts.undecided + counts.unread
        == len(applying)
    )


def test_the_page_of_a_pack_shows_every_version(as_, person, at) -> None:
    client = as_("gulnar")
    page = client.get("/en/rules/sets/kz/").content.decode()
    assert "from the beginning" in page
    assert "the makers of Tanym" in page
    assert client.get("/en/rules/sets/nowhere/").status_code == 404


def test_a_rule_that_nothing_asks_yet_says_what_it_waits_for(client: Client) -> None:
    assert "Nothing checks this rule yet" in client.get("/en/rules/KZ-DS-01/").content.decode()
    assert "Nothing checks this rule yet" not in client.get("/en/rules/MQ-08/").content.decode()
    assert "are checked nowhere yet" in client.get("/en/rules/").content.decode()
