"""The sample country comes in by the same acts that people take."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.proving import prove
from tanym.apps.claims.models import Claim
from tanym.apps.portfolio.models import Item, Question
from tanym.apps.qualifications.models import Award, Version
from tanym.apps.site.actions.load_cases import load_cases
from tanym.apps.site.actions.load_claims import load_claims
from tanym.apps.site.actions.load_country import load_country
from tanym.apps.site.actions.load_designs import load_designs
from tanym.apps.site.actions.load_learning import load_learning
from tanym.apps.site.actions.load_portfolios import load_portfolios
from tanym.apps.site.queries import moment, read

pytestmark = pytest.mark.django_db


def test_the_sample_country_comes_in_by_the_acts_of_its_people() -> None:
    load_country()
    load_designs()
    load_cases(load_learning())
    stages = {
        v.micro_qualification.code: v.stage for v in Version.objects.select_related("micro_qualification")
    }
    assert stages == {row["code"]: row["state"] for row in read("sample-index.toml")["design"]}
    assert sum(stage == "approved" for stage in stages.values()) >= 12
    assert Award.objects.count() == sum("award" in row for row in read("cases.toml")["enrolment"])
    claims = load_claims()
    states = Counter(claim.standing(timezone.localtime()) for claim in Claim.objects.all())
    assert states == {"claimed": 3, "waiting": 3, "not-sent": 1}
    assert {claim.way for claim in claims} == {"mail", "sms", "paper"}
    assert prove().fault is None


def test_bringing_the_country_in_twice_changes_nothing() -> None:
    load_country()
    load_country()
    for _ in range(2):
        load_portfolios()
    assert Counter(item.owner.username for item in Item.objects.all()) == {"aigul": 2, "damir": 2}
    asked = Counter(one.standing(moment(date(2026, 11, 20))) for one in Question.objects.all())
    assert asked == {"answered": 1, "sent": 1}
    assert len(read("people.toml")["person"]) > 15


def test_where_no_sample_country_runs_nothing_is_brought_in_and_nothing_erased(settings: object) -> None:
    Person.objects.create_user("somebody", name_passport="SOMEBODY REAL")
    settings.TANYM = settings.TANYM.model_copy(update={"sample": False})  # type: ignore[attr-defined]
    for arguments in ([], ["--reset"]):
        with pytest.raises(CommandError):
            call_command("sample", *arguments)
    assert list(Person.objects.values_list("username", flat=True)) == ["somebody"]
