"""Finding micro-qualifications in the public catalogue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as person_called
from tanym.apps.catalogue.queries import newest, search
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.site.queries import read
from tests.apps.kept_rows import KeptRows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 10, tzinfo=ZoneInfo("Asia/Almaty"))
AUTHORS = {"kokzhar": "dana", "tobyl": "nurlan", "darmen": "viktor"}
DESIGNS = ("data-analysis-decisions", "lean-shift", "cash-flow-small-business")


@pytest.fixture(scope="module")
def rows_of_the_catalogue(rows_of_the_country: KeptRows, django_db_blocker: Any) -> KeptRows:
    """What three acts on each of three designs write: done once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        rows_of_the_country.bring()
        rows = KeptRows.of(publish_three)
        transaction.set_rollback(True)
    return rows


def publish_three() -> None:
    for number, name in enumerate(DESIGNS):
        document = read(f"micro-qualifications/{name}.toml")
        owner = document["bodies"]["delivering"]
        author, when = person_called(AUTHORS[owner]), NOW - timedelta(days=number)
        version = draft(actor=author, at=when, owner=organisation(owner), document=document)
        submit(actor=author, at=when, version=version)
        approve(actor=person_called("marat"), at=when, version=version)


@pytest.fixture
def catalogue(country: None, rows_of_the_catalogue: KeptRows) -> list[Version]:
    """Three micro-qualifications of three providers."""
    assert rows_of_the_catalogue.bring()
    return list(Version.objects.order_by("pk"))


@pytest.mark.parametrize(
    "words",
    [
        "деректерді талдау",
        "ДЕРЕКТЕР",
        "анализ данных",
        "анализа данными",
        "data analysis",
        "analysing DATA",
        "көкжар",
    ],
)
def test_words_are_found_in_three_languages_and_other_endings(catalogue: list[Version], words: str) -> None:
    assert search(TODAY, words, {}).versions[0] == catalogue[0].pk


@pytest.mark.parametrize("words", ["қырыққабат", "%", "_", "' OR 1=1 --", "\\", "данных қырыққабат"])
def test_words_that_nobody_wrote_find_nothing(catalogue: list[Version], words: str) -> None:
    assert search(TODAY, words, {}).versions == ()


def test_facets_count_what_each_choice_would_leave(catalogue: list[Version]) -> None:
    found = search(TODAY, "", {"sector": ["it"]})
    assert found.versions == (catalogue[0].pk,)
    assert found.facets["sector"] == {"it": 1, "manufacturing": 1, "finance": 1}
    assert found.facets["provider"] == {"kokzhar": 1}


def test_two_choices_in_one_facet_are_either_or(catalogue: list[Version]) -> None:
    assert len(search(TODAY, "", {"sector": ["it", "finance"]}).versions) == 2


def test_what_is_published_tomorrow_is_not_there_today(catalogue: list[Version]) -> None:
    assert len(search(TODAY - timedelta(days=1), "", {}).versions) == 2


def test_a_draft_is_not_in_the_catalogue(person: Callable[[str], Person], at: datetime) -> None:
    document = read("micro-qualifications/lean-shift.toml")
    draft(actor=person("nurlan"), at=at, owner=organisation("tobyl"), document=document)
    assert search(TODAY, "", {}).versions == ()
    assert newest(TODAY) == []


def test_the_newest_come_first(catalogue: list[Version]) -> None:
    assert [one.pk for one in newest(TODAY, 2)] == [catalogue[0].pk, catalogue[1].pk]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_says_how_many_and_offers_to_remove_each_filter(
    client: Client, catalogue: list[Version], language: str
) -> None:
    page = client.get(f"/{language}/catalogue/?q=data&sector=it&level=6").content.decode()
    assert "UNDEFINED-VARIABLE" not in page
    assert page.count('class="chip"') == 2
    assert 'href="?q=data&amp;level=6"' in page
    assert page.count("card-link") == 1


def test_an_empty_answer_says_what_to_do(client: Client, catalogue: list[Version]) -> None:
    assert "Nothing was found" in client.get("/en/catalogue/?q=cabbage").content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=999", "page=x", "sector=nonsense", "level=six", "credits=%00", "q=%00" + "a" * 5000],
)
def test_nonsense_in_the_address_breaks_nothing(client: Client, catalogue: list[Version], query: str) -> None:
    assert client.get(f"/en/catalogue/?{query}").status_code == 200


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_says_what_it_gives_and_what_it_does_not(
    client: Client, catalogue: list[Version], language: str
) -> None:
    page = client.get(f"/{language}/catalogue/data-analysis-decisions/").content.decode()
    assert "UNDEFINED-VARIABLE" not in page
    said = {
        "kk": [
            "Сізге не береді",
            "Диплом емес",
            "Кәсіптік біліктілік берілмейді",
            "90\u00a0академиялық сағат",
        ],
        "ru": [
            "Что вам это даёт",
            "Это не диплом",
            "Профессиональная квалификация не присваивается",
            "90\u00a0академических",
        ],
        "en": [
            "What this gives you",
            "It is no diploma",
            "It assigns no professional qualification",
            "SRU-2026/14",
        ],
    }[language]
    assert [one for one in said if one not in page] == []


def test_the_page_of_a_visitor_leads_to_sign_in_and_of_a_learner_to_enrolment(
    client: Client, as_: Callable[[str], Client], catalogue: list[Version]
) -> None:
    address = "/en/catalogue/data-analysis-decisions/"
    assert "Sign in and enrol" in client.get(address).content.decode()
    assert f"/en/learning/enrol/{catalogue[0].public_id}/" in as_("aigul").get(address).content.decode()


def test_an_unknown_code_is_told_plainly(client: Client) -> None:
    answer = client.get("/ru/catalogue/no-such-thing/")
    assert answer.status_code == 404
    assert "Поищите в каталоге" in answer.content.decode()


def test_the_date_of_today_decides_what_the_page_shows(client: Client, catalogue: list[Version]) -> None:
    Version.objects.filter(pk=catalogue[0].pk).update(retired_on=timezone.localdate())
    page = client.get("/en/catalogue/data-analysis-decisions/").content.decode()
    assert "No longer offered" in page
    assert "/learning/enrol/" not in page
    assert "data-analysis-decisions" not in client.get("/en/catalogue/").content.decode()
