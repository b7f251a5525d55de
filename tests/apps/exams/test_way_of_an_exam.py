"""An exam goes from the application to a positive, a partial and a negative end, and what an appeal makes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.adapters.papers.certificate import heading_of
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.clocks.actions.run import run as run_clocks
from tanym.apps.exams.actions.admit import admit
from tanym.apps.exams.actions.apply import apply
from tanym.apps.exams.actions.judge_personal import judge_personal
from tanym.apps.exams.actions.mark_theory import mark_theory
from tanym.apps.exams.actions.not_admit import not_admit
from tanym.apps.exams.actions.plan_sitting import plan_sitting
from tanym.apps.exams.actions.postpone import postpone
from tanym.apps.exams.actions.publish_offer import publish_offer
from tanym.apps.exams.models import Examination, PlatformEntry
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.models import Membership
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply as apply_academic
from tanym.apps.recognition.actions.appoint import appoint
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import Appeal, Awaited, Meeting
from tanym.apps.recognition.queries import awards_to_show
from tanym.apps.recognition.reading import holding_content
from tanym.apps.recognition.ties import candidates
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused, TanymError
from tanym.core.kernel.localized import LANGUAGES
from tests.apps.exams.conftest import CUT, PANEL, SEAT, TERMS, Exam

pytestmark = pytest.mark.django_db


def award_of(exam: Exam) -> Award:
    return Award.objects.get(person=exam.case.claimant, of="profession:ILL-7534-0", annulled_on=None)


def finding(outcome: str, recognised: bool) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "recognised": recognised,
        "reasons": "Seen again.",
        "departs": "The seat was sound.",
    }


def in_place(result: str, **recognised: bool) -> dict[str, Any]:
    findings = [finding(one, recognised[one.replace("-", "_")]) for one in (CUT, SEAT)]
    return {"result": result, "findings": findings, "reasons": "The panel saw the seat.", "advice": "Go on."}


def test_everything_shown_brings_the_qualification_and_a_line_for_the_register(exam: Exam) -> None:
    case = exam.passed().case
    assert case.stage == "passed"
    exam.issued()
    award = award_of(exam)
    assert (exam.case.stage, award.kind) == ("documented", "qualification")
    record = from_json(award.record)
    assert record.recognition is not None
    assert (record.recognition.decision, [one.id for one in record.outcomes]) == ("in-full", [CUT, SEAT])
    assert record.valid_until is not None
    assert record.valid_until.year == exam.at.year + 3  # the register of professions says three years
    assert "professional-qualification" not in record.is_not
    assert heading_of(record) == "-qualification"
    assert PlatformEntry.objects.get().what == "issued"


def test_a_skill_that_stands_alone_is_recognised_where_the_whole_is_not(exam: Exam) -> None:
    exam.in_part()
    assert exam.case.stage == "partly"
    decision = exam.case.decisions.get()
    assert [one["recognised"] for one in decision.content["findings"]] == [True, False]
    exam.issued()
    record = from_json(award_of(exam).record)
    assert (award_of(exam).kind, [one.id for one in record.outcomes]) == ("skill", [CUT])
    assert "professional-qualification" in record.is_not
    assert heading_of(record) == "-skills"
    assert run_clocks(at=exam.at + timedelta(days=20)) == 1
    exam.case.refresh_from_db()
    assert exam.case.stage == "documented"


def test_a_skill_that_the_standard_does_not_let_stand_alone_recognises_nothing(exam: Exam) -> None:
    exam.admitted().theory().practice(f1_s1="not-achieved").personal().concluded()
    assert exam.case.stage == "failed"
    assert not Award.objects.filter(person=exam.case.claimant, kind="skill").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_rule_decided_is_read_in_the_language_of_whoever_reads(exam: Exam, language: str) -> None:
    with override("kk"):
        exam.failed()
    decision = decision_taken(exam.case)
    content = holding_content(decision, language)
    assert content["findings"][0]["reasons"] == say("exams.finding.theory", language)
    assert content["reasons"].startswith(say("exams.because.theory", language))
    assert "Practise seats." in content["reasons"]  # a person's words stay as they are
    assert decision.content["findings"][0]["reasons"] == say("exams.finding.theory", "kk")


def test_theory_that_is_not_passed_ends_with_advice_and_terms_of_a_retake(exam: Exam) -> None:
    exam.failed()
    assert exam.case.stage == "failed"
    letter = Letter.objects.filter(about__endswith=str(exam.case.public_id)).latest("sent_at")
    assert "Practise seats" in letter.body["en"]
    run_clocks(at=exam.at + timedelta(days=20))
    exam.case.refresh_from_db()
    assert exam.case.stage == "closed"


def test_exactly_seventy_per_cent_does_not_open_the_practice(exam: Exam) -> None:
    assert exam.admitted().theory(correct=70, questions=100).case.stage == "theory"
    assert exam.concluded().case.stage == "failed"


def test_one_answer_more_than_seventy_per_cent_does(exam: Exam) -> None:
    assert exam.admitted().theory(correct=71, questions=100).case.stage == "practice"


def test_one_skill_can_be_asked_for_alone(exam: Exam) -> None:
    exam.admitted([CUT]).theory().practice().personal().concluded().issued()
    assert (exam.case.stage, award_of(exam).kind) == ("documented", "skill")


def test_without_a_check_of_identity_nothing_is_concluded(exam: Exam) -> None:
    exam.admitted()
    with pytest.raises(Refused, match=r"case\.pass-theory\.identity-checked"):
        mark_theory(**exam.by("aizhan", correct=18, questions=20))
    assert Examination.objects.get().theory_correct is None


def test_a_result_waits_until_every_part_is_assessed(exam: Exam) -> None:
    exam.admitted().theory().practice()
    with pytest.raises(Refused, match=r"exams\.not-complete"):
        exam.concluded()


def test_too_few_personal_competences_recognise_nothing(exam: Exam) -> None:
    exam.admitted().theory().practice().personal(False, False).concluded()
    assert exam.case.stage == "failed"


def test_every_personal_competence_has_an_answer_with_reasons(exam: Exam) -> None:
    exam.admitted().theory().practice()
    for answers in ([(True, "Seen.")], [(True, "Seen."), (True, " ")]):
        with pytest.raises(InvalidValue, match=r"exams\.personal-answers"):
            judge_personal(**exam.by("aizhan", answers=answers))


def test_whoever_is_in_a_service_that_the_law_leaves_out_is_not_admitted(exam: Exam) -> None:
    exam.submitted()
    found = {"assessor": exam.find("aizhan"), "service": "military", "of_age": True, "admits": []}
    with pytest.raises(Refused, match=r"case\.accept\.rule-met"):
        admit(**exam.by("madina", **found))
    exam.case = not_admit(**exam.by("madina", grounds=["service"], reasons="The law leaves the service out."))
    assert exam.case.stage == "not_admitted"


def test_citizenship_is_no_ground(exam: Exam) -> None:
    exam.submitted()
    with pytest.raises(InvalidValue, match=r"exams\.no-ground"):
        not_admit(**exam.by("madina", grounds=["citizenship"], reasons="Not of here."))


def test_who_was_ill_gets_a_new_day_and_the_whole_term_again(exam: Exam) -> None:
    exam.admitted()
    exam.case = plan_sitting(**exam.by("madina", begins_at=exam.at + timedelta(days=3), place="Almaty"))
    exam.at += timedelta(days=4)
    exam.case = postpone(
        **exam.by("madina", paper="Sick note 12", begins_at=exam.at + timedelta(days=7), place="Almaty")
    )
    assert exam.case.stage == "theory"
    assert exam.case.case["running"]["exam"]["since"] == exam.at.date().isoformat()
    assert [one.state for one in Meeting.objects.all()] == ["missed", "planned"]


def test_an_appeal_that_reverses_annuls_the_skill_and_brings_the_qualification(exam: Exam) -> None:
    exam.in_part().issued()
    skill = award_of(exam)
    exam.appealed().heard("reverse", in_place("recognise", f1_s1=True, f1_s2=True))
    skill.refresh_from_db()
    assert skill.annulled_on is not None
    assert exam.case.stage == "passed"
    exam.issued()
    assert (exam.case.stage, award_of(exam).kind) == ("documented", "qualification")
    assert sorted(PlatformEntry.objects.values_list("what", flat=True)) == ["annulled", "issued", "issued"]


def test_an_appeal_recognises_nothing_that_was_not_examined(exam: Exam) -> None:
    exam.failed().appealed()
    with pytest.raises(TanymError, match=r"decision\.not-judged|exam\.not-examined"):
        exam.heard("reverse", in_place("recognise", f1_s1=True, f1_s2=True))


def test_an_appeal_recognises_no_skill_alone_that_the_standard_does_not_let(exam: Exam) -> None:
    exam.admitted().theory().practice(f1_s1="not-achieved").personal().concluded().appealed()
    with pytest.raises(Refused, match=r"exam\.skill-not-apart"):
        exam.heard("reverse", in_place("recognise-in-part", f1_s1=False, f1_s2=True))


def test_a_result_that_is_upheld_closes_the_case(exam: Exam) -> None:
    assert exam.failed().appealed().heard("uphold").case.stage == "closed"


def test_a_document_on_a_skill_is_still_due_when_the_appeal_changes_nothing(exam: Exam) -> None:
    exam.in_part().appealed().heard("uphold")
    assert exam.case.stage == "passed"
    exam.issued()
    assert award_of(exam).kind == "skill"


def awaited(exam: Exam) -> set[tuple[str | None, str]]:
    """Whom the desks say that the case waits for: a person, or a role at the centre."""
    rows = Awaited.objects.filter(pending__case=exam.case)
    return set(rows.values_list("person__username", "role"))


def test_an_exam_held_anew_has_another_examiner_and_ends_anew(exam: Exam) -> None:
    exam.failed().appealed().heard("remit")
    assert (exam.case.stage, exam.case.assessor) == ("theory", None)
    assert awaited(exam) == {(None, "officer")}  # nobody examines yet, least of all who did before
    exam.case = appoint(**exam.by("madina", assessor=exam.find("talgat")))
    assert awaited(exam) == {("talgat", "")}
    exam.case = declare(**exam.by("talgat", relation="none"))
    exam.examiner = "talgat"
    exam.theory().practice().personal().concluded()
    assert exam.case.stage == "passed"
    exam.issued()
    assert award_of(exam).kind == "qualification"


def test_who_examined_before_does_not_examine_anew(exam: Exam) -> None:
    exam.failed().appealed().heard("remit")
    offered = [one.username for one, _about in candidates(exam.case, exam.at.date())]
    assert "talgat" in offered
    assert "aizhan" not in offered
    with pytest.raises(NotPermitted, match=r"recognition\.assessed-before"):
        appoint(**exam.by("madina", assessor=exam.find("aizhan")))


def test_nobody_is_invited_while_nobody_is_named_to_examine(exam: Exam, browser) -> None:
    exam.failed().appealed().heard("remit")
    with override("en"):
        address = reverse("recognition:work", args=[exam.case.public_id])
        shown = browser("madina").get(address).content.decode()
        assert "The candidate is invited once an examiner is named." in shown
        assert "Invite the candidate" not in shown
        exam.case = appoint(**exam.by("madina", assessor=exam.find("talgat")))
        assert "Invite the candidate" in browser("madina").get(address).content.decode()


def held_anew(exam: Exam) -> Exam:
    """Examined by somebody else, who finds too little again."""
    exam.case = appoint(**exam.by("madina", assessor=exam.find("talgat")))
    exam.case = declare(**exam.by("talgat", relation="none"))
    exam.examiner = "talgat"
    return exam.theory(correct=3).concluded()


def test_the_result_of_an_exam_held_anew_is_appealed_again_before_others(exam: Exam) -> None:
    held_anew(exam.failed().appealed().heard("remit")).appealed()
    first, second = exam.case.appeals.all()
    assert (first.stage, second.stage, second.number) == ("remitted", "lodged", 2)
    assert (first.against, second.against) == tuple(exam.case.decisions.filter(result="refuse"))
    with pytest.raises(Refused, match=r"commission\.must-be-apart"):
        exam.heard("uphold")  # all of them heard the first appeal
    sat = exam.heard("uphold", panel=others(exam))
    assert (sat.case.stage, sat.case.appeal.stage) == ("closed", "upheld")
    assert sat.case.commissions.count() == 2
    assert decision_taken(exam.case) == second.against


def test_whoever_heard_the_appeal_does_not_examine_anew(exam: Exam) -> None:
    exam.failed().appealed().heard("remit")
    Membership.objects.create(
        person=exam.find("meiram"), organisation=exam.case.organisation, role="assessor", since=exam.at.date()
    )
    with pytest.raises(NotPermitted, match=r"case\.two-sides"):
        appoint(**exam.by("madina", assessor=exam.find("meiram")))


def test_a_result_is_appealed_once(exam: Exam) -> None:
    exam.failed().appealed()
    for _ in range(2):
        with pytest.raises(Refused, match=r"recognition\.appealed-already"):
            exam.appealed()
        if exam.case.appeal.ended_on is None:
            exam.heard("uphold")
    assert Appeal.objects.filter(of=exam.case).count() == 1


def test_a_document_on_a_result_that_was_set_aside_is_annulled_by_the_next_result(exam: Exam) -> None:
    exam.in_part().issued()
    skill = award_of(exam)
    exam.appealed().heard("remit")
    assert decision_taken(exam.case) is None
    exam.case = appoint(**exam.by("madina", assessor=exam.find("talgat")))
    exam.case = declare(**exam.by("talgat", relation="none"))
    exam.examiner = "talgat"
    exam.practice().personal().concluded()
    skill.refresh_from_db()
    assert skill.annulled_on is not None
    exam.issued()
    assert award_of(exam).kind == "qualification"


def others(exam: Exam) -> tuple[str, ...]:
    """Three more members of the centre, none of whom has had to do with the case."""
    found = []
    for name in ("Third-one", "Third-two", "Third-three"):
        person = Person.objects.create_user(username=name.lower(), name_passport=f"QOSHANOV {name.upper()}")
        Membership.objects.create(
            person=person, organisation=exam.case.organisation, role="member", since=exam.at.date()
        )
        found.append(person.username)
    return tuple(found)


def test_a_chair_of_the_appeal_who_left_before_signing_is_stood_in_for(exam: Exam) -> None:
    exam.failed().appealed().heard("uphold", gone=PANEL[0])
    assert exam.case.stage == "closed"
    taken = exam.case.decisions.get(result="uphold")
    assert (taken.by.username, "The membership ended." in str(taken.minutes["left"])) == (PANEL[1], True)


def test_who_examined_does_not_sit_on_the_appeal(exam: Exam) -> None:
    exam.failed().appealed()
    Membership.objects.create(
        person=exam.find("aizhan"), organisation=exam.case.organisation, role="member", since=exam.at.date()
    )
    with pytest.raises(TanymError, match=r"commission\.must-be-apart|case\.two-sides"):
        exam.heard("uphold", panel=("meiram", "zhibek", "aizhan"))


def test_a_centre_without_accreditation_on_that_day_takes_no_application(exam: Exam) -> None:
    offer = exam.offer()
    exam.at = exam.at.replace(year=2029)  # the accreditation of the sample centre ends in 2028
    with pytest.raises(Refused, match=r"exams\.not-entitled"):
        apply(actor=exam.find("samal"), at=exam.at, offer=offer)


def test_an_education_organisation_is_never_a_centre(exam: Exam) -> None:
    offer = exam.offer()
    offer.centre.type = "university"
    with pytest.raises(Refused, match=r"exams\.education-organisation"):
        apply(actor=exam.find("samal"), at=exam.at, offer=offer)


def test_a_profession_outside_the_register_is_not_examined(exam: Exam) -> None:
    offer = exam.offer()
    with pytest.raises(Refused, match=r"exams\.not-in-register"):
        publish_offer(
            actor=exam.find("madina"), at=exam.at, centre=offer.centre, profession="ILL-0000-0", terms=TERMS
        )


def test_a_skill_that_cannot_stand_alone_cannot_be_asked_for_alone(exam: Exam) -> None:
    with pytest.raises(InvalidValue, match=r"exams\.no-such-skill"):
        exam.drafted([SEAT])


def test_a_candidate_cannot_act_for_the_centre(exam: Exam) -> None:
    exam.admitted()
    with pytest.raises(NotPermitted):
        mark_theory(**exam.by("samal", correct=20, questions=20))
    with pytest.raises(NotPermitted):
        mark_theory(**exam.by("talgat", correct=20, questions=20))  # an examiner, but not of this case


def test_what_a_centre_recognised_is_evidence_at_a_university(exam: Exam) -> None:
    exam.in_part().issued()
    award = award_of(exam)
    discipline = disciplines().get(code="data-analysis-intro")
    academic = apply_academic(actor=exam.find("samal"), at=exam.at, discipline=discipline)
    assert award in awards_to_show(academic)
    shown = add_evidence(actor=exam.find("samal"), at=exam.at, case=academic, revision=None, award=award)
    (item,) = shown.evidence.all()
    assert item.titles["en"] == "Document on recognition of separate skills: Furniture upholsterer"
