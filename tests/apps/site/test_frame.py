"""What stands around every page says the same whatever the page itself is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tanym.apps.accounts.models import Person
from tanym.apps.letters.actions.send import send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", ["KZ-RP-01", "IS-02"])
def test_every_page_counts_the_letters_that_the_reader_has_not_opened(
    rule: str, as_: Callable[[str], Client], person: Callable[[str], Person], at: datetime
) -> None:
    for number in range(2):
        send(to=person("dana"), at=at, about=f"test:{number}", subject={"en": "A letter"}, body={"en": "."})
    assert ", 2 new letters" in as_("dana").get(f"/en/rules/{rule}/").content.decode()


def test_no_name_in_the_context_of_a_page_changes_its_frame(
    rf: RequestFactory, person: Callable[[str], Person]
) -> None:
    request = rf.get("/en/")
    request.user = person("dana")
    names = ("frame", "languages", "theme", "roles", "unread", "sample_country")
    page = render_to_string("site/error.html", dict.fromkeys(names, "PLANTED"), request)
    assert "PLANTED" not in page
    assert all(f'title="{name}"' in page for _code, name in settings.LANGUAGES)
