"""Bring institutions that were invited yesterday, a list that needs mending, and an open invitation into the sample."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tanym.apps.accounts.queries import person
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.upload import upload
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.queries import organisation
from tanym.apps.site.queries import SAMPLE

INSTITUTIONS = "institutions"


def load_people() -> None:
    """By the acts of arman, who brings institutions in for the national centre, and of leila at Kokzhar."""
    yesterday, arman = timezone.now() - timedelta(days=1), person("arman")
    invited = upload(actor=arman, at=yesterday, kind=INSTITUTIONS, data=_list("new-institutions"))
    confirm(actor=arman, at=yesterday, batch=invited, revision=invited.revision)
    upload(actor=arman, at=timezone.now(), kind=INSTITUTIONS, data=_list("institutions-to-mend"))
    invite(
        actor=person("leila"),
        at=yesterday,
        organisation=organisation("kokzhar-engineering"),
        roles=["author"],
        names={"kk": "Нұрай Сатыбалдина", "ru": "Нурай Сатыбалдина"},
        email="nurai@kokzhar.example",
        scope={"sectors": ["manufacturing"]},
    )


def _list(name: str) -> bytes:
    return (SAMPLE / "lists" / f"{name}.csv").read_bytes()
