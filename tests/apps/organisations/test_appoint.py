"""The first person of an installation comes by a link that the operator hands over."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.organisations.models import Membership, Organisation

pytestmark = pytest.mark.django_db


def appointed(*arguments: str) -> str:
    said = StringIO()
    call_command("appoint", *arguments, stdout=said)
    return said.getvalue().strip()


def test_an_empty_installation_gets_its_national_centre_and_its_first_keeper() -> None:
    link = appointed(
        "--organisation", "centre", "--type", "national-centre", "--name", "Ұлттық орталық",
        "--role", "administrator", "--role", "keeper",
    )  # fmt: skip
    path = "/" + link.split("/", 3)[3]
    page = Client()
    assert "Ұлттық орталық" in page.get(path).content.decode()
    answer = page.post(
        path,
        {
            "name_kk": "Айжан Омарова",
            "name_ru": "Айжан Омарова",
            "name_passport": "OMAROVA AIZHAN",
            "language": "kk",
            "password": "Таудағы-бұлақ-7",
            "again": "Таудағы-бұлақ-7",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert set(Membership.objects.values_list("role", flat=True)) == {"administrator", "keeper"}
    assert Organisation.objects.get().confirmed
    assert Person.objects.count() == 1
    founded, invited = Act.objects.filter(action__startswith="organisations.").order_by("number")[:2]
    assert (founded.action, invited.action) == ("organisations.found", "organisations.invite")
    assert invited.details["source"] == "operator:appoint"


def test_an_organisation_that_is_not_here_is_not_made_without_its_type_and_name() -> None:
    for wrong in (["--organisation", "centre"], ["--organisation", "centre", "--type", "national-centre"]):
        with pytest.raises(CommandError):
            appointed(*wrong)
    assert not Organisation.objects.exists()
