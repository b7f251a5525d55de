"""Earlier decisions on the same learning are shown before a case is decided, without the people in them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Award, MicroQualification, Version
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.models import Decision, EvidenceItem, RecognitionCase
from tanym.apps.recognition.precedents import earlier, precedents
from tanym.core.recognition.decision import CommissionDecision, Result

pytestmark = pytest.mark.django_db

REFUSAL = CommissionDecision(Result.REFUSE, (), "Nothing is shown.", date(2026, 11, 30))


@pytest.fixture
def version(walk, person) -> Version:
    owner = MicroQualification.objects.create(
        code="data-in-practice",
        owner=organisation("kokzhar"),
        created_by=person("dana"),
        created_at=walk.at,
    )
    return Version.objects.create(
        micro_qualification=owner, content={}, digest="0" * 64, edited_by=person("dana"), edited_at=walk.at
    )


@pytest.fixture
def decided(walk, version) -> RecognitionCase:
    """Aigul's case, recognised in part on an award of that micro-qualification."""
    case = walk.to("decided", result="recognise-in-part", achieved=3).case
    case.evidence.update(award=_award(version, walk.who("aigul"), "1"))
    return case


def _award(version: Version, holder: Person, number: str) -> Award:
    return Award.objects.create(
        number=number,
        person=holder,
        kind="micro-qualification",
        version=version,
        awarding_body=organisation("kokzhar"),
        conferred_on=date(2026, 6, 1),
        conferred_by=holder,
        source=f"test:{number}",
        record={"titles": {"en": "Data in practice"}},
    )


def _another(walk, person, award: Award | None) -> RecognitionCase:
    case = apply(actor=person("samal"), at=walk.at, discipline=walk.case.discipline)
    EvidenceItem.objects.create(case=case, kind="certificate", title="Data", award=award, added_at=walk.at)
    return case


def test_a_similar_case_is_found_with_its_result_and_nobodys_name(walk, person, version, decided) -> None:
    case = _another(walk, person, _award(version, person("samal"), "2"))
    [one] = earlier(case, REFUSAL)
    assert (one.result, one.recognised, one.of, one.otherwise) == ("recognise-in-part", 3, 5, True)
    assert "aigul" not in repr(one).lower()
    [same] = earlier(case, None)
    assert not same.otherwise, "nothing is decided yet that could differ"


def test_the_rules_hear_of_the_search_and_of_what_was_decided_otherwise(
    walk, person, version, decided
) -> None:
    case = _another(walk, person, _award(version, person("samal"), "2"))
    found = precedents(case, timezone.localdate(walk.at))
    assert found.found == {str(decided.public_id)}
    assert (found.otherwise, found.searched_on) == (frozenset(), timezone.localdate(walk.at))


def test_other_learning_is_no_precedent(walk, person, decided) -> None:
    assert earlier(_another(walk, person, None), REFUSAL) == []


def test_a_case_by_the_same_provider_or_in_alike_words_is_shown_with_why_but_binds_nobody(
    walk, person, decided
) -> None:
    case = _another(walk, person, None)
    case.evidence.update(title="Data analysis in practice", text=decided.evidence.get().text)
    [alike] = earlier(case, REFUSAL)
    assert not alike.near.same_learning
    assert (alike.near.text, alike.recognised_numbers, alike.missing_numbers) == (100, "1, 2, 3", "4, 5")
    assert precedents(case, timezone.localdate(walk.at)).found == frozenset()


@pytest.mark.parametrize(("result", "found"), [("reverse", [Result.REFUSE]), ("remit", [])])
def test_a_decision_that_an_appeal_set_aside_is_no_precedent(
    walk, decided, person, version, result, found
) -> None:
    first = decided.decisions.get()
    findings = [{**one, "recognised": False} for one in first.content["findings"]]
    content = {"result": result, "reasons": "The annex was not read."}
    if result == "reverse":
        content["instead"] = {**first.content, "result": "refuse", "findings": findings}
    Decision.objects.create(
        case=decided,
        result=result,
        content=content,
        decided_at=walk.later(1).at,
        by=first.by,
        minutes={},
    )
    another = _another(walk, person, _award(version, person("samal"), "2"))
    assert [one.result for one in earlier(another, REFUSAL)] == [str(one) for one in found]


def test_an_outcome_that_is_found_otherwise_asks_for_a_reason(walk, person, version, decided, as_) -> None:
    """Both in part: the result is the same, outcome 4 is not."""
    first = decided
    walk.case = apply(actor=person("samal"), at=walk.at, discipline=first.discipline)
    walk.by = "samal"
    walk.to("commission", achieved=4)
    walk.case.evidence.update(award=_award(version, person("samal"), "2"))
    walk.seated()
    walk.voted("recognise-in-part")
    sent = {
        "revision": walk.renew().revision,
        "result": "recognise-in-part",
        "reasons": "As found.",
        "advice": "Go on.",
    }
    for place, finding in enumerate(walk.draft("recognise-in-part", 4)["findings"]):
        sent |= {f"recognised_{place}": "yes" if finding["recognised"] else "no"}
        sent |= {f"reasons_{place}": finding["reasons"], f"departs_{place}": ""}
    address = f"/en/recognition/cases/{walk.case.public_id}/commission/"
    answer = as_("saule").post(f"{address}minutes/", sent)
    assert answer.status_code == 422
    assert "it was decided otherwise on outcomes 4." in answer.content.decode()
    kept = as_("saule").post(f"{address}minutes/", {**sent, "deviation": "The tasks have changed since."})
    assert kept.status_code == 302
    found = precedents(walk.renew(), timezone.localdate(walk.at))
    assert (found.otherwise, found.deviation) == ({str(first.public_id)}, "The tasks have changed since.")
    assert "otherwise than here (outcomes 4)" in as_("saule").get(address).content.decode()
