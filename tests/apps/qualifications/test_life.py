"""After approval: re-reviews with reminders, suspension, retirement with a day of teaching out."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.learning.actions.enrol import enrol
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.adopt import adopt
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import in_force, pack_of
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.begin_re_review import begin_re_review
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.actions.decide_re_review import decide_re_review
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.reinstate import reinstate
from tanym.apps.qualifications.actions.remind_reviews import remind_reviews
from tanym.apps.qualifications.actions.report_re_review import report_re_review
from tanym.apps.qualifications.actions.retire import retire
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.actions.suspend import suspend
from tanym.apps.qualifications.models import ReReview, Version
from tanym.apps.qualifications.queries import (
    design_of,
    enrolment_refusal,
    facts_of,
    review_standing,
    shown_version,
    suspensions,
)
from tanym.apps.qualifications.queries import published as in_catalogue
from tanym.apps.registers.sources import source
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.qualifications.validity import Standing
from tanym.core.rules import read_pack

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]
TEACH_OUT = date(2027, 6, 30)


def refused(version: Version, on: date) -> str:
    found = enrolment_refusal(version, on)
    return found.code if found else ""


def test_what_is_suspended_takes_nobody_until_it_is_reinstated(
    person: Find, at: datetime, published: Version
) -> None:
    with pytest.raises(InvalidValue, match=r"design.no-reason"):
        suspend(actor=person("marat"), at=at, version=published, reason=" ")
    with pytest.raises(NotPermitted):
        suspend(actor=person("dana"), at=at, version=published, reason="I want it.")
    gone = suspend(actor=person("marat"), at=at, version=published, reason="The provider is suspended.")
    assert (gone.stage, in_catalogue(at.date()).count()) == ("suspended", 0)
    assert shown_version(gone.micro_qualification.code, at.date()) == gone
    with pytest.raises(Refused, match=r"offer.suspended"):
        enrol(actor=person("aigul"), at=at, version=gone)
    with pytest.raises(Refused, match=r"case.not-now"):
        suspend(actor=person("gaukhar"), at=at, version=gone, reason="Again.")
    later = at + timedelta(days=3)
    back = reinstate(actor=person("marat"), at=later, version=gone, reason="The register has it again.")
    assert refused(back, later.date()) == ""
    (kept,) = suspensions(back)
    assert (kept.since, kept.until) == (at.date(), later.date())


def test_a_suspension_by_another_procedure_needs_its_name(
    person: Find, at: datetime, published: Version
) -> None:
    done = suspend(
        actor=person("dina"), at=at, version=published, reason="Suspended.", source="accreditation.measure:1"
    )
    assert suspensions(done)[0].source == "accreditation.measure:1"


def test_it_is_taught_out_until_its_last_day(person: Find, at: datetime, published: Version) -> None:
    with pytest.raises(InvalidValue, match=r"retire.teach-out-over"):
        retire(actor=person("dana"), at=at, version=published, reason="Old.", teach_out=date(2026, 1, 1))
    gone = retire(actor=person("dana"), at=at, version=published, reason="Old.", teach_out=TEACH_OUT)
    assert refused(gone, at.date()) == "offer.retired"
    kokzhar = organisation("kokzhar")

    def award(on: date, source: str, decided: date | None = None) -> None:
        moment = at.replace(year=on.year, month=on.month, day=on.day)
        confer(
            actor=person("zhanar"), at=moment, person=person("aigul"), awarding_body=kokzhar, source=source,
            record={}, version=gone, decided_on=decided,
        )  # fmt: skip

    award(TEACH_OUT, "learning.enrolment:1")
    with pytest.raises(Refused, match=r"award.taught-out"):
        award(TEACH_OUT + timedelta(days=1), "learning.enrolment:2")
    award(TEACH_OUT + timedelta(days=1), "learning.enrolment:2", decided=TEACH_OUT)
    award(TEACH_OUT + timedelta(days=9), "learning.enrolment:1")  # the same award once more


def test_an_approval_holds_as_long_as_a_term_that_begins_on_the_day_the_packs_say(
    person: Find, at: datetime, published: Version, document: dict[str, Any]
) -> None:
    assert published.valid_until == date(2029, at.month, at.day)  # term.first-day is the next day
    row = in_force("kz", at.date())
    assert row is not None
    files = {name: dict(content) for name, content in pack_of(row.bundle_id).files.items()}
    files["terms.toml"] = copy.deepcopy(files["terms.toml"])
    files["terms.toml"]["value"]["term.first-day"]["dated"][0]["value"] = "same-day"
    adopt(at=at, packs=[read_pack(files)], origin=InForce.Origin.SAMPLE)
    made = draft(
        actor=person("dana"), at=at, owner=organisation("kokzhar"), document={**document, "code": "another"}
    )
    made = submit(actor=person("dana"), at=at, version=made)
    made = approve(actor=person("marat"), at=at, version=made)
    assert made.valid_until == date(2029, at.month, at.day) - timedelta(days=1)


def test_an_approval_that_is_over_takes_nobody(at: datetime, published: Version) -> None:
    Version.objects.update(valid_until=date(2026, 11, 20))
    assert refused(published, at.date()) == "offer.lapsed"


def test_a_re_review_is_asked_reported_and_confirmed(person: Find, at: datetime, published: Version) -> None:
    begun = begin_re_review(actor=person("dana"), at=at, version=published)
    assert begin_re_review(actor=person("marat"), at=at, version=published) == begun
    with pytest.raises(NotPermitted):
        begin_re_review(actor=person("aigul"), at=at, version=published)
    report_re_review(actor=person("dana"), at=at, re_review=begun, report="Two employers joined.")
    later = at + timedelta(days=5)
    with pytest.raises(InvalidValue, match=r"re-review.outcome"):
        decide_re_review(actor=person("marat"), at=later, re_review=begun, outcome="perhaps", reasons="Why.")
    done = decide_re_review(
        actor=person("marat"), at=later, re_review=begun, outcome="confirm", reasons="It is taught well."
    )
    version = Version.objects.get()
    assert (done.stage, version.last_review_on) == ("confirmed", later.date())
    assert version.next_review_on is not None
    with pytest.raises(Refused, match=r"re-review.decided"):
        decide_re_review(actor=person("gaukhar"), at=later, re_review=begun, outcome="retire", reasons="No.")


@pytest.mark.parametrize(("outcome", "stage"), [("ask-changes", "approved"), ("retire", "retired")])
def test_a_re_review_asks_for_changes_or_retires(
    person: Find, at: datetime, published: Version, outcome: str, stage: str
) -> None:
    begun = begin_re_review(actor=person("marat"), at=at, version=published)
    decide_re_review(
        actor=person("marat"),
        at=at,
        re_review=begun,
        outcome=outcome,
        reasons="The tools are old.",
        teach_out=TEACH_OUT,
    )
    version = Version.objects.get()
    assert version.stage == stage
    assert version.teach_out_on == (TEACH_OUT if stage == "retired" else None)
    assert "The tools are old" in Letter.objects.filter(to=person("dana")).latest("pk").body["en"]
    assert ReReview.objects.get().decided_by == person("marat")
    told = source("micro-qualifications").changes(None, 0, 10)
    assert told[-1].act == ("withdrawn" if stage == "retired" else "entered")


def test_reminders_come_once_before_a_review_and_once_when_it_is_overdue(
    person: Find, at: datetime, published: Version
) -> None:
    due = date(2027, 3, 10)
    Version.objects.update(next_review_on=due)

    def sent(on: date) -> int:
        return remind_reviews(at=at.replace(year=on.year, month=on.month, day=on.day))

    assert sent(date(2027, 1, 9)) == 0
    assert [sent(date(2027, 1, 10)), sent(date(2027, 1, 11))] == [1, 0]
    assert [sent(date(2027, 3, 11)), sent(date(2027, 3, 12))] == [1, 0]
    version = Version.objects.get()
    assert review_standing(version, date(2027, 1, 10)) is Standing.SOON
    assert review_standing(version, date(2027, 3, 11)) is Standing.OVERDUE


def test_the_rules_read_the_days_of_the_register(at: datetime, published: Version) -> None:
    Version.objects.update(last_review_on=date(2026, 2, 1), next_review_on=date(2026, 10, 1))
    version = Version.objects.get()
    found = facts_of(version, design_of(version), at.date())
    assert found["design.last_review_on"] == date(2026, 2, 1)
    assert found["design.next_review_on"] == date(2026, 10, 1)
