"""What an exam brings to the page of its case: for the candidate, for the officer of the centre, for the examiner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tanym.apps.accounts.words import day
from tanym.apps.audit import clock as timezone
from tanym.apps.exams import forms
from tanym.apps.exams.exam_file import exam_of
from tanym.apps.exams.facts import exam_facts, subject_of, valid_until
from tanym.apps.exams.models import Examination, Offer
from tanym.apps.exams.queries import entry_of, examination, offer_of
from tanym.apps.exams.sittings import PART_OF, held_sitting, planned_sitting, sittings_of
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, shown_findings
from tanym.apps.recognition.casefile import appeal_until, decision_taken
from tanym.apps.recognition.forms.meetings import IdentityForm, PlaceForm
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.proceedings import parties, steps
from tanym.apps.recognition.tracks import ACT, CLAIMANT, SHOWN, SIDE, Panel
from tanym.core.recognition.decision import Result
from tanym.core.recognition.examination import RESULTS, result_of

FAILED = "exams_failed"
"""Name of the attribute of a request on which a view leaves the form that is to be mended."""


def panels(request: HttpRequest, case: Any, side: str) -> Sequence[Panel]:
    """The parts of the page, those to act on first."""
    held = examination(case)
    if side == CLAIMANT:
        return (*_for_candidate(request, case, held), *_shown(case, held, side))
    return (*_for_office(request, case, held), *_for_examiner(request, case, held), *_shown(case, held, side))


def _for_candidate(request: HttpRequest, case: Any, held: Examination | None) -> Iterator[Panel]:
    planned = sittings_of(held).filter(state="planned").last()
    if planned is not None and case.stage in PART_OF:
        on = day(timezone.localdate(planned.begins_at), get_language() or "kk")
        label = _("Come to your exam on %(day)s") % {"day": on}
        yield Panel("exams/_invitation.html", {"sitting": planned}, ACT, label)
    if case.stage in AFTER and held is not None:
        until = appeal_until(case)
        context = {"held": held, "until": until, "stage": case.stage, "due": due_of(case)}
        yield Panel("exams/_after.html", context, ACT, str(AFTER[case.stage]))
    offer = offer_of(case.organisation, case.target["code"], timezone.localdate())
    if offer is not None:
        yield Panel("exams/_terms.html", {"offer": offer, "price": price(offer, case)}, SIDE)


def _for_office(request: HttpRequest, case: Any, held: Examination | None) -> Iterator[Panel]:
    today = timezone.localdate()
    can = {row.do for row in steps(case, request.user, today)}
    if "officer" not in parties(case, request.user, today):
        return
    if "accept" in can:
        yield Panel("exams/_admission.html", _admission(request, case, held), ACT, _("Decide on admission"))
    if case.stage in PART_OF and held is not None:
        part = PART_OF[case.stage]
        planned = planned_sitting(held, part)
        taken = held_sitting(held, part)
        label = "" if planned or taken else _("Set day and place of the exam")
        if case.assessor_id is None:
            label = _("Name an examiner who has not examined this candidate")
        if taken is None:
            yield Panel(
                "exams/_plan.html",
                {
                    "part": part,
                    "planned": planned,
                    "form": _given(request, "plan_sitting") or PlaceForm(),
                    "postpone_form": _given(request, "postpone") or forms.PostponeForm(auto_id="postpone-%s"),
                },
                ACT,
                label,
            )
    if "issue-document" in can:
        yield Panel("exams/_issue.html", _issue(case), ACT, _("Issue the document on recognition"))


def _admission(request: HttpRequest, case: Any, held: Examination | None) -> Mapping[str, Any]:
    facts = exam_facts(case, timezone.localdate())
    by = stack(timezone.localdate(), case.organisation.code)
    report = check_now("exam", facts, timezone.localdate(), case.organisation.code, of=subject_of(case))
    asked = [one for one in report.findings if one.rule in ADMISSION]
    return {
        "admit_form": _given(request, "admit") or forms.AdmitForm(case, initial=_found(held)),
        "refuse_form": _given(request, "not_admit") or forms.NotAdmitForm(auto_id="not-admit-%s"),
        "said": Answers(shown_findings(by, asked)),
        "nonformal": case.target["nonformal"],
    }


AFTER = {
    "passed": gettext_lazy("You passed: your document is on its way"),
    "partly": gettext_lazy("Separate skills are recognised: your document is on its way"),
    "partly_documented": gettext_lazy("Take your document, or appeal if you disagree"),
    "failed": gettext_lazy("See what to practise, or appeal if you disagree"),
    "closed": gettext_lazy("See what to practise, and try again"),
}
"""Stage after the exam → the one next thing for the candidate."""

ADMISSION = frozenset(f"KZ-PQ-{number:02}" for number in (3, 4, 6, 7, 8, 9, 10))
"""The rules that decide on admission."""


def _found(held: Examination | None) -> dict[str, Any]:
    return {"service": held.service, "of_age": held.of_age, "admits": held.admits} if held else {}


def _issue(case: Any) -> Mapping[str, Any]:
    target, today = case.target, timezone.localdate()
    taken = decision_taken(case)
    content = (taken.content.get("instead") or taken.content) if taken else {}
    recognised = {one["outcome"] for one in content.get("findings", ()) if one["recognised"]}
    return {
        "whole": target["kind"] == "qualification" and len(recognised) == len(target["outcomes"]),
        "skills": [one["text"] for one in target["outcomes"] if one["id"] in recognised],
        "until": valid_until(target["valid"], today),
    }


def _for_examiner(request: HttpRequest, case: Any, held: Examination | None) -> Iterator[Panel]:
    if held is None or "assessor" not in parties(case, request.user, timezone.localdate()):
        return
    if case.stage not in PART_OF or case.relation != "none":
        return
    part = PART_OF[case.stage]
    if held_sitting(held, part) is None:
        planned = planned_sitting(held, part)
        begins = planned is not None and timezone.localdate(planned.begins_at) <= timezone.localdate()
        form = _given(request, "hold_sitting") or IdentityForm(planned)
        context = {"sitting": planned, "form": form, "begins": begins}
        yield Panel("exams/_hold.html", context, ACT, _("Check who sits the exam") if begins else "")
        return
    exam = exam_of(case, held)
    result = result_of(exam)
    if case.stage == "theory" and (result is None or exam.theory_passed):
        known = {"correct": held.theory_correct, "questions": held.theory_questions}
        form = _given(request, "mark_theory") or forms.TheoryForm(initial=known)
        yield Panel(
            "exams/_theory.html",
            {"form": form, "share": _share(exam), "from_platform": held.theory_source},
            ACT,
            _("Enter the theory"),
        )
    if case.stage == "personal":
        form = _given(request, "judge_personal") or forms.PersonalForm(
            case.target["personal"], initial=forms.answered(held.personal)
        )
        label = "" if result else _("Judge the personal competences")
        yield Panel("exams/_personal.html", {"form": form, "done": held.personal is not None}, ACT, label)
    if result is not None and case.stage in ("theory", "personal"):
        form = _given(request, "conclude") or forms.ConcludeForm(_retake(case))
        yield Panel(
            "exams/_conclude.html",
            {
                "form": form,
                "exam": exam,
                "passed": result.result is Result.RECOGNISE,
                "result": result.result,
                "skills": [one["text"] for one in case.target["outcomes"] if one["id"] in result.recognised],
            },
            ACT,
            _("Conclude the exam"),
        )


def _retake(case: Any) -> Any:
    offer = offer_of(case.organisation, case.target["code"], timezone.localdate())
    return offer.retake if offer else {}


def _shown(case: Any, held: Examination | None, side: str) -> Iterator[Panel]:
    """What is on record of the exam, for whoever reads the case."""
    taken = decision_taken(case)
    if held is None:
        return
    exam = exam_of(case, held)
    yield Panel(
        "exams/_exam.html",
        {
            "held": held,
            "sittings": list(sittings_of(held)),
            "theory": exam.theory,
            "theory_passed": exam.theory_passed,
            "share": _share(exam),
            "personal": held.personal,
            "result": RESULTS.get(Result(taken.result)) if taken and taken.result in {*Result} else "",
            "recommendations": held.recommendations,
            "retake": held.retake,
            "entry": entry_of(taken.award) if taken and taken.award else None,
            "award": taken.award if taken else None,
            "side": side,
        },
        SHOWN,
    )


def due_of(case: Any) -> date | None:
    """The last day on which the centre issues the document."""
    state, proceeding = state_of(case), of(case)
    return next((one.due for one in proceeding.clocks(state, state.last_on) if one.clock == "issue"), None)


def price(offer: Offer, case: Any) -> int:
    """What this application costs, in tenge."""
    if case.target["kind"] == "skill" and offer.skill_price is not None:
        return offer.skill_price * len(case.target["outcomes"])
    return offer.price


def _share(exam: Any) -> str:
    """The share that must be exceeded, in per cent, as short as it can be said."""
    return f"{float(exam.share * 100):g}"


def _given(request: HttpRequest, act: str) -> Any:
    """The form of an act that is to be mended, if it is this one."""
    failed = getattr(request, FAILED, None)
    return failed[1] if failed and failed[0] == act else None
