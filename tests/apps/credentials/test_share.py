"""Sharing by a link and by the printed number, and stopping it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.credentials.actions.open_number import open_number
from tanym.apps.credentials.actions.share import MOST, share
from tanym.apps.credentials.actions.withdraw_share import withdraw_share
from tanym.apps.credentials.models import Credential, SharedLink
from tanym.apps.policy.models import CheckReport
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused

People = Callable[[str], Person]


def shared(issued: Credential, person: People, **more: object) -> SharedLink:
    issued.refresh_from_db()
    given = {
        "actor": person("aigul"),
        "at": timezone.localtime(),
        "credential": issued,
        "revision": issued.revision,
        "until": None,
    }
    return share(**(given | more))  # type: ignore[arg-type]


def follow(path: str) -> int:
    return Client().get(path, follow=True).status_code


def test_a_link_works_until_it_is_withdrawn(issued: Credential, person: People) -> None:
    link = shared(issued, person)
    assert follow(f"/s/{link.token}") == 200
    withdraw_share(actor=person("aigul"), at=timezone.localtime(), credential=issued, token=link.token)
    assert follow(f"/s/{link.token}") == 404
    assert follow(f"/v/{issued.number}") == 200  # the paper is shared by handing it over


def test_a_link_ends_on_its_day(issued: Credential, person: People) -> None:
    link = shared(issued, person, until=timezone.localdate())
    assert follow(f"/s/{link.token}") == 200
    SharedLink.objects.filter(pk=link.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert follow(f"/s/{link.token}") == 404


def test_everything_stops_at_once(issued: Credential, person: People) -> None:
    links = [shared(issued, person), shared(issued, person)]
    withdraw_share(actor=person("aigul"), at=timezone.localtime(), credential=issued, token=None)
    assert [follow(f"/s/{link.token}") for link in links] == [404, 404]
    assert follow(f"/v/{issued.number}") == 404
    assert follow(f"/c/{issued.public_id}") == 404


def test_a_withheld_number_answers_like_one_that_was_never_given(issued: Credential, person: People) -> None:
    open_number(actor=person("aigul"), at=timezone.localtime(), credential=issued, is_open=False)
    withheld = Client().get(f"/en/documents/verify/{issued.number}/")
    unknown = Client().get("/en/documents/verify/ZZZZ-ZZZZ-ZZ/")
    assert withheld.status_code == unknown.status_code == 404
    tokens = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
    blank = [
        tokens.sub(b"", page.content).replace(number.encode(), b"")
        for page, number in ((withheld, issued.number), (unknown, "ZZZZ-ZZZZ-ZZ"))
    ]
    assert blank[0] == blank[1]


def test_the_number_can_be_opened_again(issued: Credential, person: People) -> None:
    for is_open, status in ((False, 404), (True, 200)):
        open_number(actor=person("aigul"), at=timezone.localtime(), credential=issued, is_open=is_open)
        assert follow(f"/v/{issued.number}") == status


def test_the_same_choice_twice_is_one_act(issued: Credential, person: People) -> None:
    for _ in range(2):
        withdraw_share(actor=person("aigul"), at=timezone.localtime(), credential=issued, token=None)
    assert [act.action for act in history(issued.subject)] == [
        "credentials.issue",
        "credentials.withdraw-share",
    ]


def test_a_link_of_another_document_is_unknown_here(issued: Credential, person: People) -> None:
    with pytest.raises(NotFound):
        withdraw_share(actor=person("aigul"), at=timezone.localtime(), credential=issued, token="none")


def test_only_the_holder_shares(issued: Credential, person: People) -> None:
    for name in ("samal", "zhanar", "omar"):
        with pytest.raises(NotPermitted):
            shared(issued, person, actor=person(name))


def test_there_is_an_end_to_links(issued: Credential, person: People) -> None:
    for _ in range(MOST):
        shared(issued, person)
    with pytest.raises(Refused, match=r"credential\.links-many"):
        shared(issued, person)


def test_a_double_click_makes_one_link(issued: Credential, as_: Callable[[str], Client]) -> None:
    browser, data = as_("aigul"), {"revision": issued.revision, "until": ""}
    path = f"/en/documents/{issued.public_id}/share/"
    assert [browser.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert issued.links.count() == 1


@pytest.mark.parametrize("until", ["2020-01-01", "tomorrow"])
def test_a_day_that_cannot_be_is_shown_at_its_field(
    issued: Credential, as_: Callable[[str], Client], until: str
) -> None:
    answer = as_("aigul").post(f"/en/documents/{issued.public_id}/share/", {"revision": 1, "until": until})
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content


def test_the_link_stands_on_the_holders_page_and_can_be_withdrawn_there(
    issued: Credential, as_: Callable[[str], Client]
) -> None:
    browser, page = as_("aigul"), f"/en/documents/{issued.public_id}/"
    browser.post(f"{page}share/", {"revision": issued.revision})
    link = issued.links.get()
    assert f"/s/{link.token}" in browser.get(page).content.decode()
    assert browser.post(f"{page}withdraw/", {"token": link.token}).status_code == 302
    assert f"/s/{link.token}" not in browser.get(page).content.decode()


def test_a_moment_decides(issued: Credential, at: datetime) -> None:
    link = SharedLink(credential=issued, made_at=at, until=at.date())
    assert link.works(at)
    assert not link.works(at + timedelta(days=1))


def test_the_rules_on_use_are_asked_when_a_link_is_made(issued: Credential, person: People) -> None:
    shared(issued, person)
    kept = [json.loads(bytes(one.content)) for one in CheckReport.objects.filter(subject=issued.subject)]
    used = next(one for one in kept if one["subject"] == "use")
    said = {one["rule"]: one["outcome"] for one in used["findings"]}
    assert {said[rule] for rule in ("US-01", "US-02", "US-03")} == {"met"}
    assert said["US-06"] == "not-met"  # nobody writes verifications down
