"""The registrar's list of claims: counted and paged by the database, and codes to all of them in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.claims.actions.send_to_all import KIND, send_to_all
from tanym.apps.claims.models import Claim
from tanym.apps.claims.sending import run
from tanym.apps.claims.standings import STATES, counts, holding, standing
from tanym.apps.jobs.kinds import Stopped
from tanym.apps.jobs.models import Job
from tanym.apps.letters.models import Message
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db
Offered = Callable[..., tuple[Claim, str]]
Who = Callable[[str], Person]


def test_the_database_says_of_every_claim_what_the_claim_says(offered: Offered, at: datetime) -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"opened_at": at},
        {"claimed_at": at, "digest": ""},
        {"digest": ""},
        {"expires_at": None},
        {"expires_at": at},
        {"wrong_in_all": Claim.MOST_WRONG_IN_ALL},
        {"disowned_at": at, "digest": ""},
        {"opened_at": at, "expires_at": at},
    ]
    for change in changes:
        Claim.objects.filter(pk=offered()[0].pk).update(**change)
    annulled, _ = offered()
    Award.objects.filter(pk=annulled.award_id).update(annulled_on=timezone.localdate(at))
    found = standing(Claim.objects.select_related("award"), at)
    assert [one.state for one in found] == [one.standing(at) for one in found]
    assert set(counts(found)) == set(STATES)
    assert sum(counts(found).values()) == len(changes) + 1


def test_people_are_found_by_name_title_and_group_whatever_the_letters(offered: Offered) -> None:
    made, _ = offered(group="ДТ-26-1")
    offered()
    claims = Claim.objects.all()
    assert holding(claims, "дт-26") == [made.pk]
    assert len(holding(claims, "ӨМІРБЕК")) == 2
    assert len(holding(claims, made.award.version.titles["kk"].upper())) == 2  # type: ignore[union-attr]
    assert holding(claims, "samal") == []


def test_codes_to_all_leave_in_the_background_and_what_left_before_a_stop_stays(
    offered: Offered, person: Who, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tanym.apps.claims.sending.A_PIECE", 2)
    for _ in range(3):
        offered()
    offered("paper", email="")
    Claim.objects.update(made_at=timezone.localtime() - timedelta(days=1))
    Message.objects.all().delete()
    answer = as_("zhanar").post("/kk/claims/issued/send/", {"all": "yes"})
    job = Job.objects.get(kind=KIND)
    assert answer["Location"] == f"/kk/jobs/{job.public_id}/"
    assert Message.objects.count() == 0  # the request itself sends nothing
    again = as_("zhanar").post("/kk/claims/issued/send/", {"all": "yes"})
    assert again["Location"] == answer["Location"]  # the other click

    def stop(steps: int, of: int) -> None:
        assert of == 3
        if steps:
            raise Stopped

    with pytest.raises(Stopped):
        run(job.arguments, stop)
    assert Message.objects.count() == 2
    seen: list[int] = []
    run(job.arguments, lambda steps, of: seen.append(steps))
    assert seen == [0, 2, 3]
    assert Message.objects.count() == 3  # nobody gets a second one
    with pytest.raises(NotPermitted):
        send_to_all(actor=person("samal"), at=timezone.localtime())
