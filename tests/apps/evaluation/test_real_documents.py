"""Real documents: a course of an Italian university's catalogue, and the European sample of a micro-credential."""

from __future__ import annotations

import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.evaluation.actions.describe import Described, describe
from tanym.apps.evaluation.filling import read_so_far
from tanym.apps.evaluation.opening import open_document
from tanym.apps.evaluation.shown import lines
from tanym.apps.portfolio.given import Given
from tanym.apps.recognition.checking import facts_of
from tanym.core.recognition.evidence import EvidenceKind
from tanym.core.recognition.foreign.findings import Part
from tests.apps.evaluation.conftest import AWARDED, begun
from tests.places import shared

pytestmark = pytest.mark.django_db
SAMPLE = "data/credentials/elm3_Sample-MC-Annex1-signed.jsonld.gz"


def european() -> bytes:
    return gzip.decompress(shared(SAMPLE).read_bytes())


def test_the_european_sample_fills_the_lines_that_it_answers_and_rates_none(country, moment) -> None:
    walk = begun(moment)
    upload = SimpleUploadedFile("credential.json", european(), "application/json")
    given = Given(kind=EvidenceKind.SIGNED_CREDENTIAL, title="European sample", text="A micro-credential")
    walk.submitted(upload, given)
    item = walk.case.evidence.get()
    assert item.checked["signature"] in {"confirmed", "could-not-be-checked", "not-confirmed"}
    proposed = read_so_far(walk.case)
    assert proposed["institution"]
    assert proposed["award_day"]
    described = Described(
        "micro-credential",
        "online",
        proposed["institution"],
        proposed["country"] or "EU",
        proposed["award_day"],
    )
    walk.act(describe, "arailym", described=described)
    kept = walk.kept
    filled = {(one.part, one.name) for one in kept.findings.all() if one.said}
    assert {("criteria", "learning-outcomes"), ("elements", "learning-outcomes")} <= filled
    assert not kept.findings.exclude(rating="").exists()
    assert kept.checks.filter(method="signature").count() == 1
    shown = {one.name: one.said for one in lines(walk.case, kept, Part.CRITERIA, moment.date())}
    assert all(shown[name] for _part, name in filled if _part == "criteria")
    facts = facts_of(walk.case, moment.date())
    assert facts["case.criteria_answered"] == frozenset()
    judged = kept.checks.get(method="signature").outcome
    assert (str(item.public_id) in facts["case.items_refuted"]) is (judged == "not-confirmed")


def test_an_evaluator_opens_the_european_sample_and_sees_its_checks_and_its_sheet(country, moment) -> None:
    opened = open_document(european(), moment)
    assert opened.found.readable
    assert opened.sheet is not None
    assert len(opened.sheet.criteria) == 7
    assert any(row.available for row in opened.sheet.elements)


def test_a_course_of_pavia_s_catalogue_is_evaluated_by_its_own_description(country, moment) -> None:
    with gzip.open(shared("data/catalogue/pavia_courses.jsonl.gz"), "rt", encoding="utf-8") as rows:
        course = next(row for row in map(json.loads, rows) if float(row["credits"]) == 6)
    text = course["texts"].get("eng") or course["texts"]["ita"]
    outcomes = text["Obiettivi formativi e risultati di apprendimento"]
    given = Given(
        kind=EvidenceKind.TRANSCRIPT,
        title=course["title"],
        provider="Università degli Studi di Pavia",
        dated=AWARDED,
        text=f"{outcomes}\n\n{course['credits']} ECTS"[:5900],
    )
    walk = begun(moment, wanted="work as a media editor")
    walk.submitted(None, given)
    assert read_so_far(walk.case) == {"institution": "Università degli Studi di Pavia", "award_day": AWARDED}
    walk.to_after_submission()
    walk.decided()
    assert walk.case.stage == "recognised"
    assert facts_of(walk.case, moment.date())["case.status_sources_official"]
