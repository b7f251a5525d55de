"""Rows of programs that act for a person, of the backpack, and of the Open Badges API."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.backpack.actions.take_in import Came, take_in
from tanym.apps.backpack.actions.use_as_evidence import use_as_evidence
from tanym.apps.backpack.models import Connection, Host
from tanym.apps.oauth.actions.open_grant import open_grant
from tanym.apps.oauth.actions.register_client import register_client
from tanym.apps.oauth.registration import Registration
from tanym.apps.oauth.scopes import OFFLINE
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tests.apps.backpack.conftest import signed
from tests.apps.site.addresses import NOBODY, Row

BACK = "https://program.example/back"


def programs(everybody: frozenset[str]) -> list[Row]:
    """The rows of both rooms."""
    now = timezone.localtime()
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
        *_backpack(everybody),
    ]


def _backpack(everybody: frozenset[str]) -> list[Row]:
    aigul, now = find("aigul"), timezone.localtime()
    held = take_in(actor=aigul, at=now, content=signed(aigul.email), came=Came.FILE).credential
    host = Host.objects.create(
        address="https://host.example", endpoints={}, client_id="x", sealed_secret="", registered_at=now
    )
    visit = Connection.objects.create(person=aigul, host=host, sealed_token="x", begun_at=now)
    case = apply(actor=aigul, at=now, discipline=disciplines().get(code="data-tables"))
    use_as_evidence(actor=aigul, at=now, credential=held, case=case.public_id, revision=case.revision)
    item = {"case": case.public_id, "item": case.evidence.get().public_id}
    its, there, only = {"public_id": held.public_id}, {"public_id": visit.public_id}, frozenset({"aigul"})
    revision = {"revision": held.revision}
    return [
        Row("backpack:mine", read=everybody),
        Row("backpack:bring-file", read=everybody, act=everybody),
        Row("backpack:bring-link", read=everybody, act=everybody),
        Row("backpack:terms", read=everybody, public=True),
        Row("backpack:hosts", read=everybody, act=everybody),
        Row("backpack:erase-profile", act=everybody),
        Row("backpack:connection", there, read=only),
        Row("backpack:send", there, act=only),
        Row("backpack:bring", there, act=only),
        Row("backpack:disconnect", there, act=only),
        Row("backpack:evidence", item, read=only),
        Row("backpack:document", its, read=only),
        Row("backpack:download", its, read=only),
        Row("backpack:verify-again", its, act=only),
        Row("backpack:erase", its, act=only, data=revision),
        Row("backpack:show-in-case", its, act=only, data={"case": case.public_id, "revision": 2}),
        Row("open-badges-discovery", read=everybody, public=True),
        Row("open-badges-terms", read=everybody, public=True),
        Row("backpack-back", read=NOBODY),
        Row(
            "open-badges-credentials", read=NOBODY, act=NOBODY
        ),  # a program comes with a token, in test_machines
        Row("open-badges-profile", read=NOBODY),
    ]
