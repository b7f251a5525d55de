"""The pages of an evaluation: what is missing is said beside the field, nobody strays in, a double click acts once."""

from __future__ import annotations

import pytest

from tanym.apps.evaluation.models import Finding

pytestmark = pytest.mark.django_db


def test_empty_and_malformed_answers_are_shown_again_with_what_is_missing(walk, as_) -> None:
    walk.to("evaluation")
    ainash, its = as_("ainash"), f"/en/evaluation/cases/{walk.case.public_id}/"
    stamp = {"revision": walk.case.revision}
    item = walk.case.evidence.get().public_id
    for path, data in (
        ("credential/", {"kind": "novel", "country": "Italy", "award_day": "tomorrow"}),
        ("source/", {"name": "", "standing": "perhaps"}),
        (f"check/{item}/", {"method": "signature"}),
        (f"issuer/{item}/", {"name": "", "email": "nobody"}),
        ("finding/elements/level/", {"elements-level-rating": "excellent"}),
        ("difference/", {"element": "colour"}),
    ):
        answer = ainash.post(its + path, stamp | data)
        assert answer.status_code == 422, path
        assert "mending" in answer.content.decode(), path
    assert ainash.post(its + "finding/planets/level/", stamp).status_code == 404
    assert ainash.post(its + "finding/elements/colour/", stamp).status_code == 404
    assert walk.renew().revision == stamp["revision"]


def test_the_same_finding_sent_twice_is_kept_once_and_an_outdated_page_keeps_nothing(walk, as_) -> None:
    walk.to("evaluation")
    ainash, its = as_("ainash"), f"/en/evaluation/cases/{walk.case.public_id}/"
    data = {
        "revision": walk.case.revision,
        "elements-level-rating": "not-available",
        "elements-level-because": "The paper names none.",
    }
    for _ in range(2):
        assert ainash.post(its + "finding/elements/level/", data).status_code == 302
    assert walk.renew().revision == data["revision"] + 1
    other = data | {"elements-level-because": "Nobody says."}
    assert ainash.post(its + "finding/elements/level/", other).status_code == 409
    assert Finding.objects.get(evaluation=walk.kept, name="level").because == "The paper names none."


def test_the_applicant_reads_the_case_and_not_the_page_of_the_work(walk, as_) -> None:
    walk.to("evaluation")
    leyla, its = as_("leyla"), f"/en/evaluation/cases/{walk.case.public_id}/"
    assert leyla.get(its).headers["Location"] == f"/en/recognition/cases/{walk.case.public_id}/"
    assert leyla.post(its + "difference/", {"revision": walk.case.revision}).status_code == 403
    assert as_("samal").get(its).status_code == 404
    page = leyla.get(f"/en/recognition/cases/{walk.case.public_id}/").content.decode()
    assert "evaluation in the manner of the Lisbon Convention" in page
    assert "not rated yet" not in page


def test_whoever_cannot_get_documents_is_asked_the_questions_first(country, as_) -> None:
    leyla = as_("leyla")
    sent = {"purpose": "employment", "wanted": "work as a nurse", "documented": "no"}
    page = leyla.post("/en/evaluation/apply/", sent, follow=True)
    assert "Questions in place of documents" in page.content.decode()
    assert leyla.post("/en/evaluation/apply/", {"purpose": "exemption"}).status_code == 422
    assert leyla.post("/en/evaluation/apply/", {"purpose": "employment"}).status_code == 422
