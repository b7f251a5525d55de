"""A document that waits for somebody without an account, conferred by Zhanar of Kokzhar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tanym.apps.accounts.actions.await_person import await_person
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import names
from tanym.apps.claims.actions.offer import offer
from tanym.apps.claims.codes import digest, new_code
from tanym.apps.claims.models import Claim
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Version
from tests.apps.learning.conftest import published as published  # a fixture

NAMES = names("Әйгерім Өмірбекқызы", "Айгерим Омирбеккызы", "OMIRBEKKYZY AIGERIM")


@pytest.fixture
def offered(
    published: Callable[..., Version], person: Callable[[str], Person], at: datetime
) -> Callable[..., tuple[Claim, str]]:
    """A claim and its code: `offered(way="sms")`; a document is not signed yet."""
    version = published()

    def make(
        way: str = "mail", email: str = "aida@people.example", phone: str = "", **more: Any
    ) -> tuple[Claim, str]:
        number = Claim.objects.count()
        zhanar = person("zhanar")
        award = confer(
            actor=zhanar,
            at=at,
            person=await_person(actor=zhanar, at=at, names=NAMES, email=email, language="kk"),
            awarding_body=organisation("kokzhar"),
            source=f"a.list:{number}",
            record={},
            version=version,
        )
        made = offer(
            actor=zhanar, at=at, award=award, way=way, email=email, phone=phone, source="a.list:1", **more
        )
        code = new_code()
        if way != "paper":
            Claim.objects.filter(pk=made.pk).update(digest=digest(code))
            made.refresh_from_db()
        return made, code

    return make


@pytest.fixture
def mailbox(settings: Any, tmp_path: Path) -> Path:
    """The folder in which what leaves is caught, empty at first."""
    settings.TANYM = settings.TANYM.model_copy(update={"var": tmp_path})
    return tmp_path / "mail"
