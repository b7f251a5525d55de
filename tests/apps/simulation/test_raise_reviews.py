"""What falls short of rules that came later is asked to be reviewed, once, and in public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.letters.models import Letter
from tanym.apps.policy.actions.put_in_force import put_in_force
from tanym.apps.policy.models import Waiver
from tanym.apps.qualifications.models import Review, Version
from tanym.apps.qualifications.queries import review_of, subject_of
from tanym.apps.simulation.actions.begin_reviews import begin_reviews
from tanym.apps.simulation.actions.raise_reviews import raise_reviews
from tanym.core.rules import Pack

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture
def short(person: Find, at: datetime, catalogue: dict[str, Version], lowered: Pack) -> Version:
    """A published micro-qualification of two credits, while one credit is now the most."""
    put_in_force(
        actor=person("baurzhan"), at=at, pack=lowered, since=at.date(), authors=[person("gulnar")], draft="d", reason={"en": "r"}
    )  # fmt: skip
    return catalogue["cnc-router-furniture"]


def test_before_the_rules_change_nothing_is_asked(at: datetime, catalogue: dict[str, Version]) -> None:
    assert raise_reviews(at=at, on=at.date()) == 0
    assert not Review.objects.exists()


def test_a_review_names_the_rule_its_pack_and_its_day_and_is_asked_once(
    short: Version, at: datetime, lowered: Pack, catalogue: dict[str, Version]
) -> None:
    raised = raise_reviews(at=at, on=at.date())
    assert raised == Review.objects.count() > 0
    review = review_of(short, at.date())
    assert review is not None
    (rule,) = review.rules
    assert rule == {"rule": "MQ-08", "severity": "warn", "pack": lowered.id, "bundle": lowered.digest, "since": at.date().isoformat()}  # fmt: skip
    letters, acts = Letter.objects.count(), Act.objects.count()
    assert raise_reviews(at=at, on=at.date()) == 0
    assert (Letter.objects.count(), Act.objects.count()) == (letters, acts)


def test_what_is_asked_from_a_later_day_on_waits_for_that_day(
    person: Find, at: datetime, catalogue: dict[str, Version], lowered: Pack
) -> None:
    later = at.date() + timedelta(days=60)
    put_in_force(
        actor=person("baurzhan"), at=at, pack=lowered, since=later, authors=[person("gulnar")], draft="d", reason={"en": "r"}
    )  # fmt: skip
    raised = raise_reviews(at=at, on=later)
    reviews, letters = list(Review.objects.values_list("pk", "found_on", "rules")), Letter.objects.count()
    assert raised == len(reviews) > 0
    for on in (at.date(), later):  # the daily act of the platform, before that day and on it
        assert raise_reviews(at=at, on=on) == 0
    assert raise_reviews(at=at + timedelta(days=60), on=later) == 0
    assert list(Review.objects.filter(closed_at=None).values_list("pk", "found_on", "rules")) == reviews
    assert Letter.objects.count() == letters


def test_the_public_and_the_author_see_it(
    short: Version, at: datetime, as_: Callable[[str], Client], client: Client, lowered: Pack
) -> None:
    raise_reviews(at=at, on=at.date())
    page = client.get(f"/en/catalogue/{short.micro_qualification.code}/").content.decode()
    assert "MQ-08" in page
    assert lowered.digest in page
    desk = as_("nurlan").get("/en/designs/").content.decode()
    assert "falls short" in desk


def test_a_waiver_hides_it_and_a_later_version_closes_it(short: Version, at: datetime, person: Find) -> None:
    raise_reviews(at=at, on=at.date())
    Waiver.objects.create(subject=subject_of(short), rule="MQ-08", person=person("marat"), reason="r", since=at.date(), until=at.date() + timedelta(days=30), at=at)  # fmt: skip
    assert review_of(short, at.date()) is None
    raise_reviews(at=at, on=at.date())
    assert not Review.objects.filter(version=short, closed_at__isnull=True).exists()
    other = Review.objects.filter(closed_at__isnull=True).first()
    if other:
        Version.objects.filter(pk=other.version_id).update(retired_on=at.date())
        raise_reviews(at=at, on=at.date())
        other.refresh_from_db()
        assert other.closed_at


def test_approval_looks_for_it_in_the_background_although_another_search_waits(
    short: Version, at: datetime, person: Find, lowered: Pack, django_capture_on_commit_callbacks: Any
) -> None:
    act = {"actor": person("baurzhan"), "at": at, "bundle": lowered.digest, "on": at.date()}
    waiting = begin_reviews(**act)
    with django_capture_on_commit_callbacks(execute=True):
        done = begin_reviews(**act)
    done.refresh_from_db()
    assert (waiting.state, done.state, done.steps) == ("waiting", "done", 3)
    assert review_of(short, at.date()) is not None


def test_the_daily_command_says_how_many(short: Version, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reviews")
    first = capsys.readouterr().out.split()
    call_command("reviews")
    again = capsys.readouterr().out.split()
    assert (int(first[0]) > 0, again) == (True, ["0", "0", "reminders", "sent"])
