"""Entering results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.learning.actions.assess import Given, assess
from tanym.apps.learning.models import Enrolment, Result
from tanym.apps.organisations.models import Membership, Organisation
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.learning.conftest import plan

People = Callable[[str], Person]
Begin = Callable[..., Enrolment]


def by_omar(enrolment: Enrolment, person: People, at: datetime, **changed: Any) -> Enrolment:
    results, identity = plan(enrolment)
    given: dict[str, Any] = {
        "actor": person("omar"),
        "at": at,
        "enrolment": enrolment,
        "revision": enrolment.revision,
        "relation_to_learner": "none",
        "results": results,
        "identity": identity,
    }
    return assess(**(given | changed))


def test_each_outcome_has_its_result_and_reasons(enrolled: Begin, person: People, at: datetime) -> None:
    found = by_omar(enrolled(), person, at)
    assert Result.objects.filter(enrolment=found).count() == len(plan(found)[0])
    assert not Result.objects.filter(reasons="").exists()


def test_results_are_kept_as_far_as_they_are_entered(enrolled: Begin, person: People, at: datetime) -> None:
    enrolment = enrolled()
    by_omar(enrolment, person, at, results=plan(enrolment)[0][:1])
    assert Result.objects.count() == 1


def test_the_same_results_sent_twice_are_one_act(enrolled: Begin, person: People, at: datetime) -> None:
    enrolment = enrolled()
    by_omar(enrolment, person, at)
    by_omar(enrolment, person, at)  # the same revision again: a double click
    assert [act.action for act in history(enrolment.source)] == ["learning.enrol", "learning.assess"]


def test_an_outdated_page_does_not_overwrite(enrolled: Begin, person: People, at: datetime) -> None:
    enrolment = enrolled()
    by_omar(enrolment, person, at)
    first = plan(enrolment)[0][0]
    with pytest.raises(Refused, match="changed-meanwhile"):
        by_omar(enrolment, person, at, results=[Given(first.assessment, first.outcome, 10, "Other.")])
    assert Result.objects.get(outcome=first.outcome, assessment=first.assessment).percent == 82


def test_nobody_assesses_oneself(enrolled: Begin, person: People, at: datetime) -> None:
    enrolment = enrolled()
    kokzhar = Organisation.objects.get(code="kokzhar")
    Membership.objects.create(person=person("aigul"), organisation=kokzhar, role="assessor", since=at.date())
    with pytest.raises(NotPermitted, match=r"learning\.own-enrolment"):
        by_omar(enrolment, person, at, actor=person("aigul"))


def test_an_assessor_of_another_body_may_not(enrolled: Begin, person: People, at: datetime) -> None:
    with pytest.raises(NotPermitted, match="not-permitted"):
        by_omar(enrolled(), person, at, actor=person("timur"))


def test_who_taught_the_person_steps_back_and_no_result_is_kept(
    enrolled: Begin, person: People, at: datetime
) -> None:
    found = by_omar(enrolled(), person, at, relation_to_learner="taught")
    assert not Result.objects.exists()
    with pytest.raises(Refused, match=r"learning\.stepped-back"):
        by_omar(found, person, at, revision=found.revision)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"relation_to_learner": "friend"}, "learning.declaration"),
        ({"results": [Given("practical", "lo-99", 50, "Shown.")]}, "learning.result"),
        ({"identity": {}}, "learning.identity"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    enrolled: Begin, person: People, at: datetime, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        by_omar(enrolled(), person, at, **changed)
    assert refused.value.code == code
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    ("percent", "reasons", "code"),
    [(101, "Shown.", "learning.result"), (-1, "Shown.", "learning.result"), (50, "  ", "learning.reasons")],
)
def test_a_result_is_whole_per_cent_with_reasons(
    enrolled: Begin, person: People, at: datetime, percent: int, reasons: str, code: str
) -> None:
    enrolment = enrolled()
    first = plan(enrolment)[0][0]
    with pytest.raises(InvalidValue) as refused:
        by_omar(enrolment, person, at, results=[Given(first.assessment, first.outcome, percent, reasons)])
    assert refused.value.code == code


def sheet(enrolment: Enrolment, percent: str = "82", reasons: str = "Shown in the task.") -> dict[str, str]:
    data = {"revision": str(enrolment.revision), "relation": "none"}
    for one in enrolment.version.content["assessments"]:
        data[f"{one['id']}-identity"] = "supervised-with-id"
        for cell in one["covers"]:
            data[f"{one['id']}--{cell['outcome']}-percent"] = percent
            data[f"{one['id']}--{cell['outcome']}-reasons"] = reasons
    return data


def test_the_form_keeps_what_the_assessor_enters(enrolled: Begin, as_: Callable[[str], Client]) -> None:
    enrolment = enrolled()
    answer = as_("omar").post(f"/en/learning/{enrolment.public_id}/assess/", sheet(enrolment))
    assert answer.status_code == 302
    assert Result.objects.count() == len(plan(enrolment)[0])


@pytest.mark.parametrize(
    ("percent", "reasons"),
    [("120", "Shown."), ("82.5", "Shown."), ("82", ""), ("", "Shown."), ("много", "Shown.")],
)
def test_a_malformed_result_is_shown_at_its_field(
    enrolled: Begin, as_: Callable[[str], Client], percent: str, reasons: str
) -> None:
    enrolment = enrolled()
    answer = as_("omar").post(
        f"/en/learning/{enrolment.public_id}/assess/", sheet(enrolment, percent, reasons)
    )
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
    assert not Result.objects.exists()


def test_an_outdated_form_answers_409_and_shows_the_typed_text(
    enrolled: Begin, as_: Callable[[str], Client]
) -> None:
    enrolment = enrolled()
    browser = as_("omar")
    browser.post(f"/en/learning/{enrolment.public_id}/assess/", sheet(enrolment))
    answer = browser.post(
        f"/en/learning/{enrolment.public_id}/assess/", sheet(enrolment, "10", "Quite another reason.")
    )
    assert answer.status_code == 409
    assert "Quite another reason." in answer.content.decode()


def test_a_form_without_a_revision_is_not_understood(enrolled: Begin, as_: Callable[[str], Client]) -> None:
    enrolment = enrolled()
    data = sheet(enrolment) | {"revision": "x"}
    assert as_("omar").post(f"/en/learning/{enrolment.public_id}/assess/", data).status_code == 422
