"""The way through the pages: whoever has no role founds an organisation, applies, and every hand does its part."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tanym.apps.accreditation.handling import of
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import criteria
from tests.apps.accreditation.conftest import pdf

pytestmark = pytest.mark.django_db
HOME = "/en/accreditation/"


def page(client: Client, path: str, status: int = 200) -> str:
    """A page in words."""
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()


def post(client: Client, path: str, data: dict[str, Any], status: int = 302) -> str:
    """Send a form with the revision of the application as it is now."""
    made = Application.objects.order_by("-pk").first()
    answer = client.post(path, {"revision": str(made.revision if made else 1), **data})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_from_a_person_without_a_role_to_the_certificate(as_: Any, person: Any) -> None:
    damir, arman, tomiris, yerzhan = (as_(name) for name in ("damir", "arman", "tomiris", "yerzhan"))
    assert "Become a provider" in page(Client(), HOME)
    body = {"type": "training", "name_kk": "«Жібек» ЖШС", "name_ru": "ТОО «Жибек»", "name_en": "Zhibek"}
    assert "Twelve digits" in post(damir, f"{HOME}found/", {**body, "legal_id": "12"}, 422)
    post(damir, f"{HOME}found/", {**body, "legal_id": "261140000017"})
    assert "apply-zhibek" in page(damir, HOME)
    post(damir, f"{HOME}begin/", {"organisation": "zhibek", "procedure": "provider-recognition"})
    made = Application.objects.get()
    at = f"{HOME}{made.public_id}/"
    assert "Fill in the checklist" in page(damir, at)
    assert page(as_("samal"), at, 404)
    assert page(arman, at, 404), "a draft is the organisation's alone"
    post(damir, f"{at}part/scope/", {"activities": ["teaching"]}, 422)
    post(
        damir,
        f"{at}part/scope/",
        {"activities": ["teaching", "awarding"], "sectors": ["it"], "levels": ["5"]},
    )
    post(damir, f"{at}part/quality/", {"quality_policy": "Policy of 2026", "self_evaluated_on": "2026-05-01"})
    post(damir, f"{at}part/staff/", {"name_1": "A. B.", "role_1": "assessor", "until_1": "2028-01-01"})
    post(damir, f"{at}part/feedback/", {"learners_asked": "10", "learners_answered": "20"}, 422)
    post(damir, f"{at}part/public/", {"fees": "zhibek.example/fees"})
    program = SimpleUploadedFile("policy.pdf", b"MZ\x90\x00" + b"\x00" * 64, content_type="application/pdf")
    assert "error" in post(damir, f"{at}documents/founding/", {"file": program}, 422)
    for name in of(made).procedure.documents:
        post(damir, f"{at}documents/{name}/", {"file": pdf()})
    assert "Everything that the procedure asks for is there" in page(damir, at)
    post(damir, f"{at}send/", {})

    assert "Zhibek" in page(arman, f"{HOME}queue/")
    case = page(arman, f"{at}case/")
    assert "Check whether the papers are complete" in case
    assert "A. B." not in case
    post(arman, f"{at}ask/", {}, 422)
    post(arman, f"{at}ask/", {"missing-staff": "The certificates of two teachers."})
    asked = page(damir, at)
    assert "The certificates of two teachers." in asked
    assert "Add what is missing" in asked
    post(damir, f"{at}act/", {"do": "supply"}, 409)
    post(damir, f"{at}documents/staff/", {"file": pdf("more.pdf")})
    post(damir, f"{at}act/", {"do": "supply"})
    post(arman, f"{at}act/", {"do": "accept"})
    post(arman, f"{at}act/", {"do": "send-to-experts"}, 409)
    post(arman, f"{at}assign/", {"expert": str(person("tomiris").public_id)})
    post(arman, f"{at}act/", {"do": "send-to-experts"})
    assert "Declare whether anything ties you" in page(tomiris, f"{at}case/")
    post(tomiris, f"{at}declare/", {"relation": "none"})
    post(tomiris, f"{at}act/", {"do": "find-documents-fit"})
    post(tomiris, f"{at}act/", {"do": "report-visit"}, 409)
    seen = {"kind": "assessment", "announced": "unannounced", "on": "2026-11-20", "report": "Seen."}
    post(tomiris, f"{at}visit/", seen)
    names = criteria(Application.objects.get())
    sheet = {f"outcome-{name}": "met" for name in names}
    post(tomiris, f"{at}judge/", sheet, 422)
    post(tomiris, f"{at}judge/", {**sheet, **{f"reasons-{name}": "Seen on site." for name in names}})
    post(tomiris, f"{at}act/", {"do": "report-visit"})
    decision = {
        "result": "recognise",
        "reasons": "All was seen.",
        "scope-activities": ["teaching", "awarding"],
        "scope-sectors": ["it"],
        "scope-levels": ["5"],
        "condition-1": "Begin the survey.",
        "minutes": "14",
    }
    post(arman, f"{at}prepare/", decision, 422)
    post(arman, f"{at}prepare/", {**decision, "due-1": "2027-03-01"})
    post(arman, f"{at}act/", {"do": "put-to-committee"})
    assert "Read the review sheet and decide" in page(yerzhan, f"{at}case/")
    post(as_("arman"), f"{at}act/", {"do": "recognise"}, 403)
    post(yerzhan, f"{at}act/", {"do": "recognise"})

    done = page(damir, at)
    assert "P-2026-" in done
    assert "Begin the survey." in done
    made = Application.objects.get()
    for language in ("kk", "ru", "en"):
        paper = Client().get(f"{at}certificate-{language}.pdf")
        assert paper.status_code == 200
        assert paper.content.startswith(b"%PDF")
    assert "Where it stands" in page(damir, f"{at}standing/")
    condition = made.conditions.get()
    post(damir, f"{at}conditions/{condition.public_id}/report/", {"text": "It runs."})
    post(arman, f"{at}conditions/{condition.public_id}/confirm/", {})
    post(arman, f"{at}check/", {})
    post(
        arman,
        f"{at}propose/",
        {"do": "propose-suspension", "reasons": "A complaint.", "learners": "continue"},
    )
    assert "A complaint." in page(yerzhan, f"{at}case/")
    post(yerzhan, f"{at}act/", {"do": "suspend"})
    for language in ("kk", "ru"):
        for path in ("", "queue/", f"{made.public_id}/case/", f"{made.public_id}/standing/"):
            page(arman, f"/{language}/accreditation/{path}")
