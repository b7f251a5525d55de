"""Two who decide on one design at once: one is heard, the other is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.begin_re_review import begin_re_review
from tanym.apps.qualifications.actions.decide import decide
from tanym.apps.qualifications.actions.decide_re_review import decide_re_review
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.recommend import recommend
from tanym.apps.qualifications.actions.retire import retire
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.actions.suspend import suspend
from tanym.apps.qualifications.actions.vote import vote
from tanym.apps.qualifications.models import Minutes, ReReview, Sheet, Version
from tanym.apps.qualifications.reviewing import criteria
from tanym.apps.site.queries import read
from tests.apps.test_at_once import one_wins

pytestmark = pytest.mark.django_db(transaction=True)


def submitted(at: datetime, **other: Any) -> Version:
    document = {**read("micro-qualifications/data-analysis-decisions.toml"), **other}
    made = draft(actor=find("dana"), at=at, owner=organisation("kokzhar"), document=document)
    return submit(actor=find("dana"), at=at, version=made)


def signed(version: Version, at: datetime, who: str, what: str) -> Version:
    judged = dict.fromkeys(criteria(version), ("met", ""))
    return recommend(
        actor=find(who), at=at, version=version, judgements=judged, recommendation=what, reasons=f"By {who}.",
        revision=version.revision,
    )  # fmt: skip


def test_two_who_record_the_committees_decision(country: None, at: datetime) -> None:
    level = {**read("micro-qualifications/data-analysis-decisions.toml")["level"], "nqf": 7, "eqf": 7}
    before = signed(submitted(at, level=level), at, "marat", "approve")
    for name in ("dina", "sabyr", "yerzhan"):
        vote(actor=find(name), at=at, version=before, verdict="approve", reasons="Needed.")
    given = {"at": at, "version": before, "result": "approve", "revision": before.revision}
    told = one_wins(
        lambda: decide(actor=find("dina"), reasons="By Dina.", **given),
        lambda: decide(actor=find("sabyr"), reasons="By Sabyr.", **given),
    )
    assert told == "changed-meanwhile"
    assert Minutes.objects.get().reasons in ("By Dina.", "By Sabyr.")


def test_two_reviewers_who_sign_the_first_sheet(country: None, at: datetime) -> None:
    version = submitted(at)
    told = one_wins(
        lambda: signed(version, at, "marat", "approve"), lambda: signed(version, at, "gaukhar", "approve")
    )
    assert told in ("changed-meanwhile", "case.not-now")
    assert Sheet.objects.filter(signed_at__isnull=False).count() == 1


def test_the_centre_suspends_while_the_author_retires(country: None, at: datetime) -> None:
    version = approve(actor=find("marat"), at=at, version=submitted(at))
    given = {"at": at, "version": version, "revision": version.revision, "reason": "Because."}
    assert one_wins(
        lambda: suspend(actor=find("marat"), **given), lambda: retire(actor=find("dana"), **given)
    ) == ("changed-meanwhile")


def test_two_outcomes_of_a_re_review(country: None, at: datetime) -> None:
    version = approve(actor=find("marat"), at=at, version=submitted(at))
    begun = begin_re_review(actor=find("marat"), at=at, version=version)
    given = {"at": at, "re_review": begun}
    told = one_wins(
        lambda: decide_re_review(actor=find("marat"), outcome="confirm", reasons="Good.", **given),
        lambda: decide_re_review(actor=find("gaukhar"), outcome="retire", reasons="Old.", **given),
    )
    assert told == "re-review.decided"
    assert ReReview.objects.get().stage in ("confirmed", "retired")
