"""The secretary answers by name what only a person can know, and the rules hear it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tanym.apps.audit.models import Act
from tanym.apps.recognition.actions.attest import attest
from tanym.apps.recognition.attesting import said_facts
from tanym.apps.recognition.checking import said_by_rules
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

pytestmark = pytest.mark.django_db


def _outcome(walk, rule: str) -> str:
    said = said_by_rules(walk.renew(), timezone.localdate(walk.at))
    return {one.rule: one.mark for one in (*said.not_met, *said.undecided, *said.met)}[rule]


def test_an_answer_settles_the_rule_that_asked_for_it(walk) -> None:
    walk.to("commission").seated()
    assert _outcome(walk, "VL-04") == "unknown"
    given = {"fact": "case.guidance_periods", "value": ["before"], "words": "The log of the advice centre."}
    walk.act(attest, "saule", **given)
    assert _outcome(walk, "VL-04") == "no"
    walk.act(
        attest, "saule", **{**given, "value": ["before", "during"], "words": "A second entry was found."}
    )
    assert _outcome(walk, "VL-04") == "yes"
    assert walk.case.attestations.count() == 2, "earlier words stay on record"


def test_an_answer_is_journalled_without_its_words(walk) -> None:
    walk.to("completeness")
    walk.act(attest, "saule", fact="case.meeting_offer", value="On Tuesday.", words="By telephone.")
    entry = Act.objects.get(action="recognition.attest")
    assert entry.details == {"fact": "case.meeting_offer"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"fact": "case.decided_on", "value": "2026-01-01"}, "attestation.unknown"),
        ({"fact": "case.no-such", "value": ""}, "attestation.unknown"),
        ({"fact": "case.admission_until", "value": "some day"}, "attestation.value"),
        ({"fact": "case.meeting_offer", "value": "On Tuesday.", "words": " "}, "attestation.no-words"),
    ],
)
def test_what_cannot_be_said_is_refused(walk, given: dict[str, str], code: str) -> None:
    walk.to("completeness")
    with pytest.raises((InvalidValue, NotFound)) as refused:
        walk.act(attest, "saule", **{"words": "I know.", **given})
    assert refused.value.code == code
    assert said_facts(walk.renew(), timezone.localdate(walk.at)) == {}


def test_of_a_draft_nothing_is_said(walk) -> None:
    with pytest.raises(Refused, match=r"attestation\.draft"):
        walk.act(attest, "saule", fact="case.meeting_offer", value="On Tuesday.", words="I know.")


def test_the_page_leads_from_the_question_to_the_answer(walk, as_) -> None:
    walk.to("completeness")
    client, address = as_("saule"), f"/en/recognition/cases/{walk.case.public_id}/said/"
    page = client.get(address).content.decode()
    assert "?fact=case.admission_until" in page
    assert (
        "Last day to act on the admission"
        in client.get(f"{address}?fact=case.admission_until").content.decode()
    )
    data = {"revision": walk.case.revision, "value": "2027-05-01", "words": ""}
    empty = client.post(f"{address}case.admission_until/", data)
    assert empty.status_code == 422
    assert "2027-05-01" in empty.content.decode(), "what was typed is shown again"
    kept = client.post(
        f"{address}case.admission_until/", {**data, "words": "The order of admission."}, follow=True
    )
    assert "The order of admission." in kept.content.decode()
    again = client.post(f"{address}case.admission_until/", {**data, "words": "The order of admission."})
    assert (again.status_code, walk.case.attestations.count()) == (302, 1), "a double click acts once"
    late = client.post(f"{address}case.admission_until/", {**data, "words": "Other words."})
    assert (late.status_code, walk.case.attestations.count()) == (409, 1)


def test_who_is_no_secretary_reads_and_cannot_answer(walk, as_) -> None:
    walk.to("commission").seated()
    address = f"/en/recognition/cases/{walk.case.public_id}/said/"
    assert "?fact=" not in as_("aliya").get(address).content.decode()
    data = {"revision": walk.case.revision, "value": "On Tuesday.", "words": "I know."}
    assert as_("aliya").post(f"{address}case.meeting_offer/", data).status_code == 403
    assert as_("aigul").get(address).status_code == 302
    assert not walk.case.attestations.exists()
