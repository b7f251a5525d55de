"""Concluding: the award follows, or the reasons do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.learning.actions.assess import assess
from tanym.apps.learning.actions.conclude import conclude
from tanym.apps.learning.conclusions import outcome_of
from tanym.apps.learning.models import Enrolment
from tanym.apps.letters.queries import letters_to
from tanym.apps.policy.models import CheckReport
from tanym.apps.qualifications.models import Award
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.models import Entry
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.learning.conftest import plan

People = Callable[[str], Person]
Begin = Callable[..., Enrolment]
Judge = Callable[..., Enrolment]


def by(name: str, found: Enrolment, person: People, at: datetime) -> Enrolment:
    return conclude(actor=person(name), at=at, enrolment=found, revision=found.revision)


def test_every_threshold_reached_confers_the_award(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = by("omar", judged(enrolled(), 82), person, at)
    award = Award.objects.get(source=found.source)
    assert (found.state, found.percent, found.letter) == ("awarded", 82, "B")
    assert award.person == person("aigul")
    assert award.awarding_body.code == "kokzhar"
    assert [act.action for act in history(found.source)] == [
        "learning.enrol",
        "learning.assess",
        "learning.conclude",
    ]
    assert prove().fault is None


def test_the_record_is_the_frozen_version_with_this_persons_results(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = by("zhanar", judged(enrolled(), 82, lo_1=91), person, at)
    record = from_json(Award.objects.get(source=found.source).record)
    assert record.holder.name.passport == "SEIITOVA AIGUL"
    assert record.awarding.id.endswith(":o:kokzhar")
    assert record.grade is not None
    assert (record.grade.letter, record.grade.points) == (found.letter, record.grade.points)
    assert record.outcomes[0].percent == 91
    assert all(outcome.achieved for outcome in record.outcomes)
    assert record.identity_check == "document-in-person"
    written = str(Award.objects.get(source=found.source).record)
    assert not re.search(r"(?<!\w)1996(?!\w)", written)  # the date of birth is never in it


def test_one_outcome_below_its_threshold_means_no_award(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = by("omar", judged(enrolled(), 95, lo_1=20), person, at)
    assert found.state == "not-reached"
    assert not Award.objects.exists()
    assert outcome_of(found).next == "retake"


def test_f_means_that_the_course_is_repeated(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = by("omar", judged(enrolled(), 10), person, at)
    assert (found.letter, outcome_of(found).next) == ("F", "repeat")


def test_nothing_is_concluded_while_a_result_is_missing(
    enrolled: Begin, person: People, at: datetime
) -> None:
    with pytest.raises(InvalidValue, match=r"award\.results-missing"):
        by("omar", enrolled(), person, at)


def test_a_body_that_was_not_entitled_on_the_day_awards_nothing(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = judged(enrolled())
    right = Entry.objects.get(organisation__code="kokzhar", register="providers")
    suspend(actor=None, at=at, entry=right, since=at.date(), reason={"en": "no assessors"})
    with pytest.raises(Refused, match=r"learning\.not-entitled"):
        by("omar", found, person, at)
    assert Enrolment.objects.get(pk=found.pk).state == "enrolled"
    assert not Award.objects.exists()


def test_an_assessor_who_later_declares_an_interest_stops_the_award(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = judged(enrolled())
    found = assess(actor=person("omar"), at=at, enrolment=found, revision=found.revision, relation_to_learner="interest", results=[], identity={})  # fmt: skip
    with pytest.raises(Refused, match=r"learning\.not-independent"):
        by("zhanar", found, person, at)


def test_identification_weaker_than_planned_stops_the_award(
    enrolled: Begin, person: People, at: datetime
) -> None:
    enrolment = enrolled()
    results, identity = plan(enrolment)
    weaker = dict.fromkeys(identity, "unsupervised")
    found = assess(actor=person("omar"), at=at, enrolment=enrolment, revision=1, relation_to_learner="none", results=results, identity=weaker)  # fmt: skip
    with pytest.raises(Refused, match=r"learning\.identity-weaker"):
        by("omar", found, person, at)


def test_two_clicks_confer_one_award(enrolled: Begin, judged: Judge, as_: Callable[[str], Client]) -> None:
    found = judged(enrolled())
    browser = as_("omar")
    for _ in range(2):
        answer = browser.post(f"/kk/learning/{found.public_id}/conclude/", {"revision": found.revision})
        assert answer.status_code == 302
    assert Award.objects.count() == 1


def test_a_conclusion_from_an_outdated_page_is_refused(
    enrolled: Begin, judged: Judge, as_: Callable[[str], Client]
) -> None:
    found = judged(enrolled())
    answer = as_("omar").post(f"/ru/learning/{found.public_id}/conclude/", {"revision": found.revision - 1})
    assert answer.status_code == 409
    assert not Award.objects.exists()


def test_only_the_awarding_body_concludes(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = judged(enrolled())
    with pytest.raises(NotPermitted):
        by("rustem", found, person, at)


@pytest.mark.django_db(transaction=True)
def test_the_learner_reads_of_it_in_a_letter(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    by("omar", judged(enrolled(), 10), person, at)
    assert "10\u00a0% (F)" in letters_to(person("aigul")).first().body["ru"]


def test_who_concludes_reads_what_the_rules_say_before(
    enrolled: Begin, judged: Judge, person: People, as_: Callable[[str], Client]
) -> None:
    found = judged(enrolled())
    page = as_("omar").get(f"/en/learning/{found.public_id}/assess/").content.decode()
    assert "Every outcome has a result with reasons." in page  # met, folded
    assert (
        "Every assessor is qualified for the field" in page
    )  # no register shows it: it does not stop anybody
    assert "could not be checked from the record" in page
    assert "A rule stands in the way" not in page
    assert "sealed against changes" not in page  # asked when the document is signed
    assert str(person("omar").public_id) not in page  # named, not numbered


def test_a_rule_that_blocks_is_shown_before_the_click(
    enrolled: Begin, judged: Judge, person: People, at: datetime, as_: Callable[[str], Client]
) -> None:
    found = judged(enrolled())
    assess(actor=person("omar"), at=at, enrolment=found, revision=found.revision, relation_to_learner="taught", results=[], identity={})  # fmt: skip
    page = as_("zhanar").get(f"/en/learning/{found.public_id}/assess/").content.decode()
    assert "A rule stands in the way" in page
    assert "No assessor has a conflict of interest" in page


def test_what_the_rules_said_of_assessment_and_issue_is_kept_without_the_name(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = by("omar", judged(enrolled(), 82), person, at)
    kept = list(CheckReport.objects.filter(subject=found.source))
    said = {
        one["rule"]: one["outcome"]
        for report in kept
        for one in json.loads(bytes(report.content))["findings"]
    }
    assert {said[f"AS-{n}"] for n in ("02", "03", "06", "07", "09")} == {"met"}
    assert {said[f"IS-{n}"] for n in ("01", "02", "03", "04", "05", "06", "09", "13")} == {"met"}
    assert said["IS-07"] == "undecided"  # asked again when the document is signed
    assert all("SEIITOVA" not in str(report.facts) for report in kept)


def test_a_person_without_any_identifier_gets_no_award(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = judged(enrolled(), 82)
    Person.objects.filter(username="aigul").update(email="")
    with pytest.raises(Refused, match=r"learning\.rule-not-met") as refused:
        by("omar", found, person, at)
    assert refused.value.details["rule"] == "IS-01"


@pytest.mark.django_db(transaction=True)
def test_the_letter_with_the_result_says_where_to_appeal(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = by("omar", judged(enrolled(), 10), person, at)
    contact = found.version.content["offer"]["contact"]
    assert all(contact in text for text in letters_to(person("aigul")).first().body.values())
