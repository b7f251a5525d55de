"""A shared link goes to a messenger in one tap, and nothing is asked of another host before that tap."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.actions.share import share
from tanym.apps.credentials.models import Credential, SharedLink

pytestmark = pytest.mark.django_db


def test_a_link_goes_to_a_messenger_in_one_tap(
    issued: Credential, person: Callable[[str], Person], as_: Callable[[str], Client]
) -> None:
    issued.refresh_from_db()
    link = share(
        actor=person("aigul"),
        at=timezone.localtime(),
        credential=issued,
        revision=issued.revision,
        until=None,
    )
    response = as_("aigul").get(f"/en/documents/{issued.public_id}/")
    page = response.content.decode()
    hosts = {
        urlsplit(one.replace("&amp;", "&")).netloc: one.replace("&amp;", "&")
        for one in re.findall(r'href="([^"]+)"', page)
    }
    telegram = parse_qs(urlsplit(hosts["t.me"]).query)
    assert telegram["url"][0].endswith(f"/s/{link.token}")
    assert f"/s/{link.token}" in unquote(hosts["wa.me"])
    shared = "".join((hosts["t.me"], hosts["wa.me"]))
    assert not re.search("aigul|Seiitova|Сеитова", unquote(shared), re.IGNORECASE)
    loaded = re.findall(r'(?:src|srcset|poster|data)="(https?:[^"]+)"', page)
    assert loaded == []  # nothing is fetched from anywhere else
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    SharedLink.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "t.me" not in as_("aigul").get(f"/en/documents/{issued.public_id}/").content.decode()
