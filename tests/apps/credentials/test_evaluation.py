"""The evaluation sheet: whoever may see the check of a document sees it, in English and Italian, on the page and on paper."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.credentials.actions.open_number import open_number
from tanym.apps.credentials.models import Credential

pytestmark = pytest.mark.django_db


def test_the_sheet_stands_behind_the_number_in_two_languages(issued: Credential) -> None:
    check = Client().get(f"/en/documents/verify/{issued.number}/").content.decode()
    for language, words in (("en", "The seven criteria"), ("it", "I sette criteri")):
        address = f"/en/documents/verify/{issued.number}/evaluation/{language}"
        assert f'href="{address}/"' in check
        page = Client().get(f"{address}/")
        assert words in page.content.decode()
        paper = Client().get(f"{address}.pdf")
        assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
        assert paper.content.startswith(b"%PDF-")


def test_a_sheet_is_as_closed_as_the_check_of_its_document(issued: Credential) -> None:
    address = f"/en/documents/verify/{issued.number}/evaluation/en/"
    assert Client().get(address.replace("evaluation/en", "evaluation/xx")).status_code == 404
    open_number(actor=issued.holder, at=timezone.localtime(), credential=issued, is_open=False)
    assert Client().get(address).status_code == 404
    assert Client().get(address.rstrip("/") + ".pdf").status_code == 404
