"""The review in browsers: two sheets, the committee, a condition, a re-review; and what a stranger is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.begin_version import begin_version
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Condition, ReReview, Version
from tanym.apps.qualifications.reviewing import criteria

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Find = Callable[[str], Person]


@pytest.fixture
def high(person: Find, document: dict[str, Any]) -> Version:
    """A design of level 7, submitted now: one reviewer, then the committee."""
    level = {**document["level"], "nqf": 7, "eqf": 7}
    now = timezone.localtime()
    made = draft(
        actor=person("dana"), at=now, owner=organisation("kokzhar"), document={**document, "level": level}
    )
    return submit(actor=person("dana"), at=now, version=made)


def sheet(version: Version, recommendation: str, **more: str) -> dict[str, str]:
    """The form of a whole sheet."""
    judged = {f"judge-{name}": "met" for name in criteria(version)}
    judged["revision"] = str(Version.objects.get(pk=version.pk).revision)
    return {**judged, "recommendation": recommendation, "reasons": "Seen.", "do": "sign", **more}


def test_from_a_sheet_to_the_committee_and_a_fulfilled_condition(as_: As, high: Version) -> None:
    marat, review = as_("marat"), f"/en/designs/review/{high.public_id}/"
    assert marat.post(f"{review}take/", {"do": "take"}).status_code == 302
    page = marat.get(review).content.decode()
    assert "Sign the sheet" in page
    assert 'value="approve">Approve<' not in page.replace(" ", "")
    half = {"do": "note", "judge-need": "partly", "note-need": "Thin.", "revision": str(high.revision)}
    assert marat.post(review, half).status_code == 302
    assert "Thin." in marat.get(review).content.decode()
    missing = sheet(high, "approve", revision=str(high.revision))
    del missing["judge-level"]
    assert marat.post(review, missing).status_code == 409
    condition = {
        "condition-1": "Name the assessor.",
        "condition-1-due": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "condition-1-about": "assessment",
    }
    whole = sheet(high, "approve-with-conditions", revision=str(high.revision), **condition)
    assert marat.post(review, {**whole, "condition-1-due": "soon"}).status_code == 422
    assert marat.post(review, whole).status_code == 302
    assert Version.objects.get().stage == "committee"
    sitting = f"/ru/designs/committee/{high.public_id}/"
    assert as_("dana").get(sitting).status_code == 403
    for name in ("dina", "sabyr"):
        vote = {"do": "vote", "verdict": "approve-with-conditions", "reasons": "С условием."}
        assert as_(name).post(sitting, vote).status_code == 302
    revision = str(Version.objects.get().revision)
    decision = {
        "do": "decide",
        "result": "approve-with-conditions",
        "reasons": "Одобрено.",
        "revision": revision,
    }
    # the conditions of the form take the place of those of the reviewers; none were typed here
    assert as_("dina").post(sitting, decision).status_code == 302
    assert "Протокол" in as_("sabyr").get("/ru/designs/committee/").content.decode()
    own = f"/kk/designs/{high.public_id}/"
    one = Condition.objects.get()
    assert one.about == "assessment"
    assert "Мақұлдау шарттары" in as_("dana").get(own).content.decode()
    answer = f"/kk/designs/conditions/{one.public_id}/"
    assert as_("nurlan").post(answer, {"do": "fulfil", "text": "Біз."}).status_code == 404
    assert as_("dana").post(answer, {"do": "fulfil", "text": "Ерлан."}).status_code == 302
    assert "Ерлан." in marat.get(own).content.decode()
    assert marat.post(answer, {"do": "confirm"}).status_code == 302
    assert Condition.objects.get().confirmed_at


def test_the_second_reviewer_does_not_see_the_first_sheet_before_signing(
    as_: As, person: Find, document: dict[str, Any]
) -> None:
    shares = {"contact": 75, "self-study": 60, "assessment": 15}
    large = {
        **document,
        "credits": 5,
        "ects": 5,
        "workload": {k: f"{n} academic-hour" for k, n in shares.items()},
    }
    now = timezone.localtime()
    made = draft(actor=person("dana"), at=now, owner=organisation("kokzhar"), document=large)
    version = submit(actor=person("dana"), at=now, version=made)
    review = f"/kk/designs/review/{version.public_id}/"
    assert as_("marat").post(review, sheet(version, "approve")).status_code == 302
    first = f"{review}sheets/1/1/"
    assert as_("marat").get(first).status_code == 200
    assert as_("gaukhar").get(first).status_code == 404
    assert "Seen." not in as_("gaukhar").get(review).content.decode()
    assert as_("gaukhar").post(review, sheet(version, "return-with-remarks")).status_code == 302
    assert as_("gaukhar").get(first).status_code == 200
    assert Version.objects.get().stage == "committee"


def test_suspension_and_re_review_in_a_browser(as_: As, high: Version, person: Find) -> None:
    Version.objects.update(route={}, level=5)
    published = approve(actor=person("marat"), at=timezone.localtime(), version=Version.objects.get())
    own, marat = f"/en/designs/{published.public_id}/", as_("marat")
    code = published.micro_qualification.code
    assert "Suspend it" in marat.get(own).content.decode()
    revision = str(published.revision)
    assert (
        marat.post(f"{own}offer/", {"do": "suspend", "reason": "", "revision": revision}).status_code == 422
    )
    given = {"do": "suspend", "reason": "The provider is suspended.", "revision": revision}
    assert marat.post(f"{own}offer/", given).status_code == 302
    assert marat.post(f"{own}offer/", given).status_code == 302  # a second click
    page = Client().get(f"/en/catalogue/{code}/").content.decode()
    assert "The provider is suspended." in page
    assert as_("aigul").post(f"/en/learning/enrol/{published.public_id}/").status_code == 409
    again = {"do": "reinstate", "reason": "In order.", "revision": str(Version.objects.get().revision)}
    assert marat.post(f"{own}offer/", again).status_code == 302
    assert as_("nurlan").post(f"{own}re-review/").status_code == 404
    assert as_("dana").post(f"{own}re-review/").status_code == 302
    running = f"/en/designs/re-reviews/{ReReview.objects.get().public_id}/"
    assert as_("dana").post(running, {"do": "report", "text": "New tools."}).status_code == 302
    assert "New tools." in marat.get(own).content.decode()
    assert marat.post(running, {"do": "decide", "outcome": "", "text": "Good."}).status_code == 422
    assert marat.post(running, {"do": "decide", "outcome": "confirm", "text": "Good."}).status_code == 302
    assert "Confirmed" in marat.get(own).content.decode().replace("confirmed", "Confirmed")


def test_everybody_reads_what_changed_between_published_versions(
    as_: As, person: Find, at: Any, published: Version
) -> None:
    first = Client().get(f"/en/designs/{published.public_id}/difference/")
    assert first.status_code == 404
    begun = begin_version(actor=person("dana"), at=at, version=published)
    content = {
        **begun.content,
        "offer": {**begun.content["offer"], "cost": 41000},
        "changes": {"en": "Cheaper."},
    }
    second = revise(actor=person("dana"), at=at, version=begun, document=content)
    address = f"/en/designs/{second.public_id}/difference/"
    assert Client().get(address).status_code == 404  # not published yet
    assert "41,000" in as_("dana").get(address).content.decode()
    assert as_("nurlan").get(address).status_code == 404


def test_a_learner_has_no_business_with_sheets_or_votes(as_: As, high: Version) -> None:
    aigul = as_("aigul")
    for path in ("review/", f"review/{high.public_id}/", "committee/", f"committee/{high.public_id}/"):
        assert aigul.get(f"/kk/designs/{path}").status_code == 403
    assert aigul.post(f"/kk/designs/review/{high.public_id}/take/").status_code == 403
