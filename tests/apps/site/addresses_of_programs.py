"""Rows of programs that act for a person."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.oauth.actions.open_grant import open_grant
from tanym.apps.oauth.actions.register_client import register_client
from tanym.apps.oauth.registration import Registration
from tanym.apps.oauth.scopes import OFFLINE
from tests.apps.site.addresses import Row

BACK = "https://program.example/back"


def programs(everybody: frozenset[str]) -> list[Row]:
    """The rows of the room."""
    now = timezone.now()
    said = Registration(name="A program", redirect_uris=(BACK,), scope=(OFFLINE,))
    client = register_client(actor=None, at=now, registration=said).client
    grant = open_grant(
        actor=find("aigul"), at=now, client=client, scope=[OFFLINE], until=now + timedelta(days=1)
    )
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": BACK,
        "scope": OFFLINE,
        "state": "x",
        "code_challenge": "c" * 43,
        "code_challenge_method": "S256",
    }
    return [
        Row("oauth:mine", read=everybody),
        Row("oauth:allow", read=everybody, act=everybody, asked=asked),
        Row("oauth:take-back", {"public_id": grant.public_id}, act=frozenset({"aigul"})),
        Row("oauth-metadata", read=everybody, public=True),
        Row("oauth-authorise", read=everybody, asked=asked, public=True),
        *(
            Row(f"oauth-{name}", act=everybody, public=True)
            for name in ("register", "push", "token", "revoke")
        ),
    ]
