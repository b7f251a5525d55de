"""Pages and acts about one validation: own words, methods, what is said of the assessment, plan, going on later."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import case as case_for
from tanym.apps.validation.actions.choose_methods import choose_methods
from tanym.apps.validation.actions.decline_guidance import decline_guidance
from tanym.apps.validation.actions.describe import describe
from tanym.apps.validation.actions.edit_plan import edit_plan
from tanym.apps.validation.actions.go_on_later import go_on_later
from tanym.apps.validation.actions.leave_cohort import leave_cohort
from tanym.apps.validation.actions.say_of_assessment import say_of_assessment
from tanym.apps.validation.actions.tell_employer import tell_employer
from tanym.apps.validation.checking import WORDS, said_of_assessment
from tanym.apps.validation.forms.claimant import DescribeForm
from tanym.apps.validation.forms.work import MethodsForm, PlanForm, WordForm
from tanym.apps.validation.models import Plan
from tanym.apps.validation.queries import (
    cases_in,
    desk,
    is_office,
    membership,
    own_case,
    plan_of,
    route_of,
)
from tanym.apps.validation.shown import described, gaps, methods_of
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.kernel.revision import read_revision


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say in own words what one can do, outcome by outcome."""
    case = own_case(public_id, request.user)
    form = DescribeForm(described(route_of(case)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        describe(
            actor=request.user,
            at=timezone.now(),
            case=case,
            revision=read_revision(request.POST.get("revision", "")),
            described=form.described(),
            go_on="go_on" in request.POST,
        )
        messages.success(request, _("Your words are kept."))
        return redirect("recognition:case", case.public_id)
    context = {"case": case, "form": form, "first": case.stage == "identification"}
    return render(request, "validation/words.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def methods(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose how each outcome is assessed, with the advice beside it."""
    case = case_for(public_id, request.user, timezone.localdate())
    rows = methods_of(case, route_of(case))
    if case.assessor_id != request.user.pk:
        raise NotFound("page.unknown")
    form = MethodsForm(rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            choose_methods(
                actor=request.user,
                at=timezone.now(),
                case=case,
                revision=read_revision(request.POST.get("revision", "")),
                chosen=form.chosen(),
                why=form.why(),
            )
        except InvalidValue as wrong:
            if wrong.code != "method.proves-nothing-alone":
                raise
            number = [row.id for row in rows].index(str(wrong.details["outcome"]))
            form.add_error(f"methods_{number}", _("This method alone confirms nothing. Add another one."))
        else:
            messages.success(request, _("The methods are kept."))
            return redirect("recognition:work", case.public_id)
    context = {"case": case, "form": form}
    return render(
        request, "validation/methods.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
@require_safe
def record(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the office says of the assessment, what the rules on assessment say, and what the person needs."""
    return _record_page(request, _office_case(request, public_id))


@login_required
@require_POST
def say(request: HttpRequest, public_id: uuid.UUID, fact: str) -> HttpResponse:
    """Say one thing of the assessment."""
    case = _office_case(request, public_id)
    if fact not in WORDS:
        raise NotFound("page.unknown")
    form = WordForm(fact, request.POST, auto_id=f"{fact}-%s")
    if not form.is_valid():
        return _record_page(request, case, failed=(fact, form), status=422)
    say_of_assessment(
        actor=request.user,
        at=timezone.now(),
        case=case,
        fact=fact,
        value=str(form.cleaned_data.get("value", "")),
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("It is on record."))
    return redirect("validation:record", case.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Edit the plan for what is missing, and give it."""
    found = _plan_for(request, public_id)
    form = PlanForm(gaps(found), request.POST or None, initial={"words": found.words})
    if request.method == "POST" and form.is_valid():
        edit_plan(
            actor=request.user,
            at=timezone.now(),
            plan=found,
            revision=read_revision(request.POST.get("revision", "")),
            words=form.cleaned_data["words"],
            lines=form.lines(),
            own=form.own(),
            give="give" in request.POST,
        )
        messages.success(request, _("The plan is kept."))
        return redirect("validation:plan", found.case.public_id)
    context = {"plan": found, "case": found.case, "form": form}
    return render(request, "validation/plan.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def later(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Go on from where one stopped."""
    again = go_on_later(actor=request.user, at=timezone.now(), case=own_case(public_id, request.user))
    return redirect("recognition:case", again.public_id)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Do without guidance for now."""
    case = own_case(public_id, request.user)
    decline_guidance(actor=request.user, at=timezone.now(), case=case)
    return redirect("recognition:case", case.public_id)


@login_required
@require_POST
def tell(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let the employer read the result, or no longer; or leave the group."""
    case = own_case(public_id, request.user)
    member = membership(case)
    if member is None:
        raise NotFound("page.unknown")
    if "leave" in request.POST:
        leave_cohort(actor=request.user, at=timezone.now(), member=member)
    else:
        tell_employer(actor=request.user, at=timezone.now(), member=member, tell="tell" in request.POST)
    return redirect("recognition:case", case.public_id)


def _office_case(request: HttpRequest, public_id: uuid.UUID) -> RecognitionCase:
    today = timezone.localdate()
    case = case_for(public_id, request.user, today)
    route_of(case)
    if not is_office(request.user, case, today):
        raise NotFound("page.unknown")
    return case


def _record_page(
    request: HttpRequest,
    case: RecognitionCase,
    *,
    failed: tuple[str, WordForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    route = route_of(case)
    said = {one.fact: one for one in route.assessment_words.select_related("by")}
    rows = []
    for fact in WORDS:
        form = failed[1] if failed and failed[0] == fact else WordForm(fact, auto_id=f"{fact}-%s")
        rows.append((fact, said.get(fact), form))
    context = {
        "case": case,
        "rows": rows,
        "panel": {"said": said_of_assessment(case, timezone.localdate())},
    }
    return render(request, "validation/record.html", context, status=status)


def _plan_for(request: HttpRequest, public_id: uuid.UUID) -> Plan:
    """The plan of a case for the office that decided it, or for the adviser whom the person lets read it."""
    today = timezone.localdate()
    for guidance in desk(request.user, today)[1]:
        for case in cases_in(guidance):
            if case.public_id == public_id and (found := plan_of(case)) is not None:
                return found
    case = case_for(public_id, request.user, today)
    found = plan_of(case)
    if found is None or not is_office(request.user, case, today):
        raise NotFound("page.unknown")
    return found
