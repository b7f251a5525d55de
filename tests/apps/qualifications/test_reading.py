"""What everybody may read of a design, and what nobody else may."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tanym.apps.policy.models import CheckReport
from tanym.apps.qualifications.models import Version
from tanym.core.qualifications.design import parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["report/", "report.json", "design.json"])
def test_a_draft_is_read_by_its_authors_alone(
    client: Client, as_: Callable[[str], Client], drafted: Version, page: str
) -> None:
    address = f"/en/designs/{drafted.public_id}/{page}"
    assert [one.get(address).status_code for one in (client, as_("nurlan"), as_("marat"))] == [404, 404, 404]


def test_the_report_of_a_published_version_is_public_and_computed_again(
    client: Client, published: Version
) -> None:
    page = client.get(f"/en/designs/{published.public_id}/report/").content.decode()
    assert "Computed again just now" in page
    assert "Credits agree with the hours of work." in page
    assert "read in full" in page


def test_a_report_that_was_tampered_with_says_so(client: Client, published: Version) -> None:
    CheckReport.objects.filter(digest=published.report).update(
        content=bytes(CheckReport.objects.get(digest=published.report).content).replace(b'"met"', b'"mot"', 1)
    )
    page = client.get(f"/en/designs/{published.public_id}/report/").content.decode()
    assert "Computing it again gives other bytes" in page


def test_the_reviewers_decision_stands_in_the_report(
    client: Client, marat: Client, submitted: Version
) -> None:
    typed = {"decide-MQ-37": "met", "reason-MQ-37": "The form marks its fields.", "do": "approve"}
    answer = marat.post(
        f"/en/designs/review/{submitted.public_id}/", {"revision": submitted.revision, **typed}
    )
    assert answer.status_code == 302
    page = client.get(f"/en/designs/{submitted.public_id}/report/").content.decode()
    assert "The form marks its fields." in page


def test_a_remark_beside_an_approval_is_read_by_the_author_as_advice(
    dana: Client, marat: Client, submitted: Version
) -> None:
    typed = {"revision": submitted.revision, "remark-": "Add a second project next year.", "do": "approve"}
    assert marat.post(f"/en/designs/review/{submitted.public_id}/", typed).status_code == 302
    assert "Add a second project" in dana.get(f"/en/designs/{submitted.public_id}/").content.decode()


def test_the_downloaded_document_is_what_the_command_line_reads(
    client: Client, published: Version, document: dict[str, Any]
) -> None:
    answer = client.get(f"/en/designs/{published.public_id}/design.json")
    assert parse(json.loads(answer.content)) == parse(document)


def test_the_downloaded_report_is_the_bytes_that_were_kept(client: Client, published: Version) -> None:
    answer = client.get(f"/en/designs/{published.public_id}/report.json")
    assert answer.content == bytes(CheckReport.objects.get(digest=published.report).content)


@pytest.mark.parametrize("page", ["", "report/", "design.json", "title/"])
def test_an_unknown_design_is_no_page(dana: Client, page: str) -> None:
    address = f"/kk/designs/8d3c8c41-5a3d-4f3b-9d63-2f6f5f1f0000/{page}"
    assert dana.get(address).status_code == 404


def test_my_designs_name_one_next_step(dana: Client, drafted: Version) -> None:
    page = dana.get("/en/designs/").content.decode()
    assert page.count('class="next"') == 1
    assert "No binding rule stands in the way. Next: check and send." in page


def test_no_designs_is_said_in_words(dana: Client) -> None:
    assert "You have no designs yet" in dana.get("/en/designs/").content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_of_a_design_shows_in_every_language(
    dana: Client, marat: Client, drafted: Version, language: str
) -> None:
    for step in ("title", "outcomes", "volume", "assessment", "need", "quality", "send"):
        answer = dana.get(f"/{language}/designs/{drafted.public_id}/{step}/")
        assert answer.status_code == 200
        assert "UNDEFINED-VARIABLE" not in answer.content.decode(), step
    assert marat.get(f"/{language}/designs/review/").status_code == 200


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_of_a_review_shows_in_every_language(
    marat: Client, submitted: Version, language: str
) -> None:
    page = marat.get(f"/{language}/designs/review/{submitted.public_id}/").content.decode()
    assert "UNDEFINED-VARIABLE" not in page
    assert "MQ-37" in page
