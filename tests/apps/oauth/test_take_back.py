"""A person sees which programs act for them, and takes it back."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client as Browser
from django.test import RequestFactory

from tanym.apps.accounts.models import Person
from tanym.apps.oauth.actions.take_back import take_back
from tanym.apps.oauth.models import Grant
from tanym.apps.oauth.queries import token_of
from tanym.core.kernel.errors import NotFound, NotPermitted
from tests.apps.oauth.conftest import READ, Program, signed_in

pytestmark = pytest.mark.django_db


def test_a_person_reads_what_a_program_may_do_and_takes_it_back(aigul: Browser, program: Program) -> None:
    assert "No program acts for you" in aigul.get("/en/programs/").content.decode()
    made = program.tokens(aigul, scope=f"{READ} offline_access")
    assert "Ornek Backpack" in aigul.get("/en/programs/").content.decode()
    address = f"/en/programs/{Grant.objects.get().public_id}/take-back/"
    assert signed_in("samal").post(address).status_code == 404
    for _ in range(2):  # a double click
        assert aigul.post(address).status_code == 302
    assert "Ornek Backpack" not in aigul.get("/en/programs/").content.decode()
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {made['access_token']}"})
    with pytest.raises(NotPermitted, match="token-invalid"):
        token_of(request, READ)
    form = {"grant_type": "refresh_token", "refresh_token": made["refresh_token"]}
    assert program.post("/oauth/token", **form).json()["error"] == "invalid_grant"


def test_nobody_takes_back_what_another_allowed(aigul: Browser, program: Program, at: datetime) -> None:
    program.tokens(aigul)
    samal = Person.objects.create_user("samal", name_kk="S", name_ru="S", name_passport="S S")
    with pytest.raises(NotFound):
        take_back(actor=samal, at=at, grant=Grant.objects.get())


def test_the_newest_permission_for_a_program_is_the_one_that_counts(aigul: Browser, program: Program) -> None:
    first = program.tokens(aigul)
    program.tokens(aigul)
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {first['access_token']}"})
    with pytest.raises(NotPermitted, match="token-invalid"):
        token_of(request, READ)
    assert Grant.objects.filter(ended_at__isnull=True).count() == 1


def test_the_server_describes_itself() -> None:
    said = Browser().get("/.well-known/oauth-authorization-server").json()
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["token_endpoint"] == "http://localhost:8000/oauth/token"
    assert {"authorization_code", "refresh_token"} <= set(said["grant_types_supported"])
