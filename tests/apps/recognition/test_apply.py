"""From a draft to a submitted application."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.letters.queries import letters_to
from tanym.apps.policy.models import PackBundle
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.claim import claim
from tanym.apps.recognition.actions.remove_evidence import remove_evidence
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.withdraw import withdraw
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.registers.actions.withdraw import withdraw as withdraw_entry
from tanym.apps.registers.models import Entry
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.evidence import EvidenceKind

pytestmark = pytest.mark.django_db


def test_a_case_keeps_its_target_and_its_packs(walk) -> None:
    case = walk.case
    assert case.target["credits"] == 500
    assert {"eu", "recognition", "kz", "sayram"} <= set(case.case["stack"])
    assert {*PackBundle.objects.values_list("digest", flat=True)} >= {*case.case["stack"].values()}
    discipline = disciplines().get(code="data-analysis-intro")
    discipline.outcomes = discipline.outcomes[:1]
    discipline.save()
    assert len(walk.renew().target["outcomes"]) == 5


def test_a_second_click_opens_the_same_draft(walk, discipline) -> None:
    assert apply(actor=walk.who("aigul"), at=walk.at, discipline=discipline) == walk.case


def test_one_case_a_discipline_runs_at_a_time(walk, discipline) -> None:
    walk.to("completeness")
    with pytest.raises(Refused, match=r"recognition\.runs-already"):
        apply(actor=walk.who("aigul"), at=walk.at, discipline=discipline)
    walk.act(withdraw, "aigul")
    again = apply(actor=walk.who("aigul"), at=walk.at, discipline=discipline)
    assert again.number != walk.case.number


def test_a_body_that_is_not_entitled_that_day_recognises_nothing(country, person, at, discipline) -> None:
    right = Entry.objects.get(organisation__code="sayram", register="academic-recognition")
    withdraw_entry(actor=None, at=at, entry=right, since=at.date(), reason={"en": "asked for by Sayram"})
    with pytest.raises(Refused, match=r"recognition\.not-entitled"):
        apply(actor=person("aigul"), at=at, discipline=discipline)
    assert not RecognitionCase.objects.exists()


def test_without_a_certificate_the_papers_are_not_complete(walk) -> None:
    walk.act(
        add_evidence, "aigul", given=Given(EvidenceKind.EXPERIENCE, "Work", text="Three years of reports")
    )
    with pytest.raises(Refused, match=r"case\.submit\.documents-given") as refused:
        walk.act(submit, "aigul", application="Please count it.", informed=True)
    assert refused.value.details["missing"] == "result"
    assert walk.renew().stage == "draft"


def test_who_was_not_told_how_it_goes_cannot_submit(walk) -> None:
    with pytest.raises(InvalidValue, match=r"recognition\.not-informed"):
        walk.act(submit, "aigul", application="Please count it.", informed=False)


def test_a_letter_says_that_the_application_came(walk, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        walk.submitted()
    letter = letters_to(walk.who("aigul")).get()
    assert walk.case.number in letter.subject["kk"]
    assert "30 November 2026" in letter.body["en"]
    assert letter.address == f"/recognition/cases/{walk.case.public_id}/"


def test_another_persons_award_is_no_evidence(walk, person) -> None:
    walk.to("decided")
    award = walk.case.decisions.get().award
    other = apply(actor=person("samal"), at=walk.at, discipline=disciplines().get(code="data-tables"))
    with pytest.raises(NotPermitted, match=r"evidence\.not-yours"):
        add_evidence(actor=person("samal"), at=walk.at, case=other, revision=other.revision, award=award)


def test_evidence_and_claims_can_be_changed_until_they_are_sent(walk) -> None:
    walk.act(
        add_evidence, "aigul", given=Given(EvidenceKind.CERTIFICATE, "Course", text="Charts"), outcomes=["o1"]
    )
    item = walk.case.evidence.get()
    walk.act(claim, "aigul", claims={str(item.public_id): ["o2", "o3"]})
    assert {one.outcome for one in item.mappings.all()} == {"o2", "o3"}
    with pytest.raises(InvalidValue, match=r"mapping\.unknown-outcome"):
        walk.act(claim, "aigul", claims={str(item.public_id): ["o9"]})
    walk.act(remove_evidence, "aigul", item=item)
    assert not walk.case.evidence.exists()
    walk.to("completeness")
    with pytest.raises(Refused, match=r"case\.not-now"):
        walk.act(remove_evidence, "aigul", item=walk.case.evidence.get())


def test_joint_work_says_which_part_was_ones_own(walk) -> None:
    with pytest.raises(InvalidValue, match=r"evidence\.no-share"):
        walk.act(
            add_evidence,
            "aigul",
            given=Given(EvidenceKind.WORK_SAMPLE, "Report", text="A report", joint=True),
        )


def test_a_forged_or_oversized_file_is_refused_with_a_sentence(walk, as_) -> None:
    with override("en"):
        answer = as_("aigul").post(
            reverse("recognition:evidence", args=[walk.case.public_id]),
            {
                "revision": walk.case.revision,
                "kind": "certificate",
                "title": "Course",
                "file": SimpleUploadedFile("course.pdf", b"MZ\x90 this is a program"),
            },
        )
    assert answer.status_code == 422
    assert not walk.renew().evidence.exists()


def test_a_file_with_a_broken_signature_stays_evidence_and_says_so(walk) -> None:
    upload = SimpleUploadedFile("badge.json", b'{"@context": [], "type": ["VerifiableCredential"]}')
    given = Given(EvidenceKind.SIGNED_CREDENTIAL, "Badge from elsewhere")
    walk.act(add_evidence, "aigul", given=given, upload=upload)
    item = walk.case.evidence.get()
    assert item.checked
    assert item.checked.get("signature") != "confirmed"


def test_the_form_is_shown_again_with_what_was_typed(walk, as_) -> None:
    with override("en"):
        answer = as_("aigul").post(
            reverse("recognition:evidence", args=[walk.case.public_id]),
            {
                "revision": walk.case.revision,
                "kind": "certificate",
                "title": "My course",
                "dated": "2999-01-01",
            },
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "My course" in page
    assert "cannot lie after today" in page


def test_an_outdated_page_is_refused_and_its_words_are_kept(walk, as_) -> None:
    walk.act(add_evidence, "aigul", given=Given(EvidenceKind.CERTIFICATE, "Course", text="Charts"))
    with override("en"):
        answer = as_("aigul").post(
            reverse("recognition:submit", args=[walk.case.public_id]),
            {"revision": "0", "application": "A long text that must not be lost", "informed": "on"},
        )
    assert answer.status_code == 409
    assert "A long text that must not be lost" in answer.content.decode()


@pytest.mark.parametrize("revision", ["", "x", "1.5"])
def test_a_form_without_its_revision_is_refused(walk, as_, revision: str) -> None:
    with override("en"):
        answer = as_("aigul").post(
            reverse("recognition:withdraw", args=[walk.case.public_id]), {"revision": revision}
        )
    assert answer.status_code == 422
