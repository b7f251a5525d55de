"""Sending a design to the reviewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.letters.queries import letters_to
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import holds, report
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_a_submitted_design_waits_for_the_reviewer_with_a_report_that_can_be_made_again(
    submitted: Version,
) -> None:
    assert submitted.stage == "review"
    assert holds(report(submitted.report))


def test_a_blocking_rule_that_is_not_met_refuses_and_names_the_rules(
    person: Find, at: datetime, document: dict[str, Any]
) -> None:
    version = draft(
        actor=person("dana"), at=at, owner=organisation("kokzhar"), document={**document, "credits": 9}
    )
    with pytest.raises(Refused, match=r"design.not-met") as refused:
        submit(actor=person("dana"), at=at, version=version)
    assert "MQ-06" in str(refused.value.details["rules"])
    assert Version.objects.get().stage == "draft"


def test_the_institutions_own_rule_holds_for_its_designs(
    person: Find, at: datetime, document: dict[str, Any]
) -> None:
    document = {**document, "attestations": []}  # Kokzhar asks for an employer in every design team
    version = draft(actor=person("dana"), at=at, owner=organisation("kokzhar"), document=document)
    with pytest.raises(Refused) as refused:
        submit(actor=person("dana"), at=at, version=version)
    assert "MQ-27" in str(refused.value.details["rules"])


@pytest.mark.django_db(transaction=True)
def test_the_author_gets_a_letter_with_the_day_of_the_answer(
    person: Find, at: datetime, drafted: Version
) -> None:
    submit(actor=person("dana"), at=at, version=drafted)
    letter = letters_to(person("dana")).get()
    assert "2026" in letter.body["kk"]
    assert letter.address == f"/designs/{drafted.public_id}/"


def test_a_second_click_on_send_sends_once(dana: Client, drafted: Version) -> None:
    address = f"/en/designs/{drafted.public_id}/submit/"
    first, second = (dana.post(address, {"revision": drafted.revision}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Act.objects.filter(action="qualifications.submit").count() == 1


def test_what_was_changed_meanwhile_is_not_sent(dana: Client, drafted: Version) -> None:
    assert dana.post(f"/en/designs/{drafted.public_id}/submit/", {"revision": 7}).status_code == 409
    assert Version.objects.get().stage == "draft"


def test_sending_is_a_post(dana: Client, drafted: Version) -> None:
    assert dana.get(f"/en/designs/{drafted.public_id}/submit/").status_code == 405


def test_the_last_step_says_what_stands_in_the_way(dana: Client, person: Find, at: datetime) -> None:
    version = draft(
        actor=person("dana"), at=at, owner=organisation("kokzhar"), document={"titles": {"en": "Tea"}}
    )
    page = dana.get(f"/en/designs/{version.public_id}/send/").content.decode()
    assert "It cannot be sent yet" in page
    assert 'class="next"' not in page


def test_the_last_step_of_a_sound_design_has_one_next_step(dana: Client, drafted: Version) -> None:
    page = dana.get(f"/en/designs/{drafted.public_id}/send/").content.decode()
    assert page.count('class="next"') == 1
    assert "Send it to the national centre" in page
