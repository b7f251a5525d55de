"""The pages of validation through a browser's requests: double clicks, outdated pages, wrong readers, malformed answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tanym.apps.audit.models import Act
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.models import SelfDescription
from tests.apps.validation.conftest import DISCIPLINE, Walk

pytestmark = pytest.mark.django_db
Start = Callable[..., Walk]
As = Callable[[str], Client]
ANSWERS = {f"can_{n}": "yes" for n in range(4)} | {"words_0": "Every week."}


def test_own_words_told_at_the_start_are_compared_and_forgotten(country: None) -> None:
    acts = Act.objects.count()
    answer = Client().post(
        reverse("validation:start"), {"words": "I observe a flow of work and find its wastes."}
    )
    assert answer.status_code == 200
    assert "lean-production" in answer.content.decode()
    assert (Act.objects.count(), RecognitionCase.objects.count()) == (acts, 0)
    assert Client().post(reverse("validation:start"), {"words": ""}).status_code == 422


def test_a_validation_begins_with_a_yes_and_once(as_: As) -> None:
    yerlan, address = as_("yerlan"), reverse("validation:begin", args=[DISCIPLINE])
    assert yerlan.post(address, {"kind": "alone"}).status_code == 422
    assert yerlan.post(address, {"kind": "by-myself", "informed": "on"}).status_code == 422
    assert not RecognitionCase.objects.exists()
    first = yerlan.post(address, {"kind": "accompanied", "informed": "on", "consent": "on"})
    again = yerlan.post(address, {"kind": "accompanied", "informed": "on", "consent": "on"})
    assert first.headers["Location"] == again.headers["Location"]
    assert yerlan.get(first.headers["Location"]).status_code == 200
    assert yerlan.get(reverse("validation:aim", args=["discipline:nowhere/x/y"])).status_code == 404


def test_own_words_are_kept_once_by_their_owner_and_on_the_page_as_it_is(as_: As, start: Start) -> None:
    case, yerlan = start().case, as_("yerlan")
    address = reverse("validation:words", args=[case.public_id])
    said = {**ANSWERS, "revision": case.revision}
    assert as_("samal").post(address, said).status_code == 404
    assert yerlan.post(address, {"revision": case.revision}).status_code == 422
    assert yerlan.post(address, {**ANSWERS, "revision": "soon"}).status_code == 422
    for _ in range(2):  # a double click
        assert yerlan.post(address, {**said, "go_on": "yes"}).status_code == 302
    case.refresh_from_db()
    assert case.stage == "documentation"
    assert case.events.filter(step="go-on").count() == 1
    assert SelfDescription.objects.count() == 4
    assert yerlan.post(address, {**said, "words_0": "Other words."}).status_code == 409
    unknown = reverse("validation:words", args=[uuid.uuid4()])
    assert yerlan.get(unknown).status_code == 404


def test_methods_and_the_record_open_to_whom_they_concern(as_: As, start: Start) -> None:
    case = start().to("interview").case
    methods = reverse("validation:methods", args=[case.public_id])
    assert as_("timur").get(methods).status_code == 200
    assert as_("saule").get(methods).status_code == 404
    chosen = {f"methods_{n}": ["self-assessment"] for n in range(4)} | {"revision": case.revision}
    refused = as_("timur").post(methods, chosen)
    assert refused.status_code == 422
    record = reverse("validation:record", args=[case.public_id])
    assert as_("saule").get(record).status_code == 200
    assert as_("timur").get(record).status_code == 404
    unknown = reverse("validation:say", args=[case.public_id, "telepathy"])
    assert as_("saule").post(unknown, {"words": "x"}).status_code == 404
    for who in ("yerlan", "timur", "saule"):
        assert (
            as_(who).get(reverse("recognition:case", args=[case.public_id]), follow=True).status_code == 200
        )


def test_a_decided_case_shows_each_reader_the_phases_and_the_plan(as_: As, start: Start) -> None:
    case = start().to("decided", result="recognise-in-part", achieved=2).case
    page = as_("yerlan").get(reverse("recognition:case", args=[case.public_id])).content.decode()
    assert 'data-state="done"' in page
    plan = reverse("validation:plan", args=[case.public_id])
    assert as_("saule").get(plan).status_code == 200
    assert as_("yerlan").get(plan).status_code == 404
    assert as_("laura").get(plan).status_code == 404
    assert as_("saule").post(plan, {"revision": 1, "give": "yes"}).status_code == 409
