"""The recipe "follow a register" does what it says: its programs are run as they stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from tanym.apps.registers import changes
from tanym.apps.registers.actions.enter import enter
from tanym.core.registers import webhooks
from tests.places import ROOT

PROGRAMS = re.findall(
    r"```python\n(.*?)```",
    (ROOT / "docs" / "recipes" / "follow-a-register.md").read_text(encoding="utf-8"),
    re.S,
)


def _program(number: int, name: str) -> Callable[..., Any]:
    names: dict[str, Any] = {}
    exec(PROGRAMS[number], names)  # noqa: S102  # our own document
    return names[name]


@pytest.mark.django_db(transaction=True)
def test_the_program_for_feeds_reads_what_is_new_through_the_archives(
    country: None, live_server: Any, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    monkeypatch.setattr(settings.TANYM, "address", live_server.url)
    monkeypatch.setattr(changes, "PAGE", 3)
    news = _program(0, "news")
    address = f"{live_server.url}/registers/agreements/changes.atom"
    seen: set[str] = set()
    for batch in (0, 2, 17, 1):
        for _ in range(batch):
            enter(actor=None, at=at, register="agreements", titles={"en": "A"}, since=at.date())
        fresh = news(address, seen)
        assert len(fresh) == batch
        seen |= {one.findtext("{http://www.w3.org/2005/Atom}id") for one in fresh}
    assert len(seen) == 20


def test_the_program_for_webhooks_tells_genuine_from_forged() -> None:
    genuine = _program(1, "genuine")
    key, now = Ed25519PrivateKey.generate(), timezone.localtime()
    public = webhooks.public_key(key.public_key().public_bytes_raw())
    sent = webhooks.headers("msg_1", now, b"{}", signer=key, secrets=[b"s" * 32])
    assert genuine(sent, b"{}", public)
    assert not genuine(sent, b"{ }", public)
    old = webhooks.headers("msg_1", now - timedelta(minutes=6), b"{}", signer=key, secrets=[b"s" * 32])
    assert not genuine(old, b"{}", public)
