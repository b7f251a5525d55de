"""Pages of authors: my designs, the seven steps, sending, taking back, new versions."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanym.apps.accounts.words import say
from tanym.apps.clocks.shown import past, terms_of
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import memberships, organisation
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.actions.begin_version import begin_version as begin_version_of
from tanym.apps.qualifications.actions.draft import draft as draft_design
from tanym.apps.qualifications.actions.retire import retire as retire_version
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.actions.submit import submit as submit_version
from tanym.apps.qualifications.actions.withdraw import withdraw as withdraw_version
from tanym.apps.qualifications.desk import counts, desk, placed, send_step
from tanym.apps.qualifications.forms.new import NewDesignForm
from tanym.apps.qualifications.forms.sheet import read_day
from tanym.apps.qualifications.forms.step_form import StepForm
from tanym.apps.qualifications.forms.steps import SEND, STEPS, Step
from tanym.apps.qualifications.forms.steps import step as step_named
from tanym.apps.qualifications.held import held
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import (
    conditions,
    design_of,
    edition_before,
    own,
    re_review_of,
    re_reviews,
    readable,
    remarks_sent,
    review_of,
    review_standing,
    suspension_of,
)
from tanym.apps.qualifications.reviewing import criteria, way
from tanym.apps.qualifications.sheets import re_review_stage, re_review_term, state_of
from tanym.core.kernel.errors import NotFound, NotPermitted
from tanym.core.kernel.revision import read_revision
from tanym.core.qualifications.design import InvalidDocument, parse


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My designs, each with its state and one next step."""
    today = timezone.localdate()
    rows = [_row(version, today) for version in own(request.user, today)]
    return render(
        request,
        "qualifications/mine.html",
        {
            "rows": rows,
            "next": next((one for one in rows if one["urgent"]), None),
            "places": _places(request, today),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a design: its title, and the organisation that answers for it."""
    today = timezone.localdate()
    places = _places(request, today)
    if not places:
        raise NotPermitted("not-permitted", action="draft")
    form = NewDesignForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        version = draft_design(
            actor=request.user,
            at=timezone.now(),
            owner=organisation(form.cleaned_data["owner"]),
            document={"titles": form.titles()},
            once=form.cleaned_data["once"],
        )
        return redirect("qualifications:step", version.public_id, STEPS[0].id)
    return render(
        request,
        "qualifications/draft.html",
        {"form": form, "places": places},
        status=422 if form.errors else 200,
    )


@login_required
@require_GET
def design(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Where a design stands; its author is taken to the first step that needs something."""
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    if _is_author(request, version) and approval.with_author(version):
        made = desk(version, today)
        here = made.first_remark() if made.remarks else made.first_open(version.content)
        return redirect("qualifications:step", version.public_id, here.id)
    made = desk(version, today)
    return render(
        request,
        "qualifications/design.html",
        {
            "version": version,
            "design": design_of(version),
            "stage": approval.stage_of(version),
            "clock": approval.clock(version, today),
            "terms": terms_of(held(version), today, request.user),
            "ended": past(held(version).subject),
            "tally": counts(made),
            "author": _is_author(request, version),
            "reviews": approval.reviews(request.user, today),
            "settled": approval.settled(version),
            "remarks": remarks_sent(version),
            "review": review_of(version, today),
            **_life(request, version, today),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, public_id: Any, name: str) -> HttpResponse:
    """One step of a design. What is typed is saved whether complete or not; the rules answer beside it."""
    today = timezone.localdate()
    version = _own_version(request, public_id)
    if not approval.with_author(version) and request.method == "GET":
        return redirect("qualifications:design", version.public_id)
    here = _step(version, name, today)
    form = _form(request, here, version)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return _save(request, form, here, version)
            except InvalidDocument as wrong:
                for fault in wrong.faults:
                    form.add_error(None, say(fault.code, **{"place": fault.place, **fault.details}))
        status = 422
    return _page(request, here, form, version, status)


@login_required
@require_POST
def findings(request: HttpRequest, public_id: Any, name: str) -> HttpResponse:
    """What the rules say of what is being typed; nothing is saved. Only what has changed on the page comes back."""
    today = timezone.localdate()
    version = _own_version(request, public_id)
    here = _step(version, name, today)
    form = _form(request, here, version)
    try:
        typed = parse({**form.typed(), "code": version.micro_qualification.code})
    except InvalidDocument:
        typed = design_of(version)
    groups = placed(desk(version, today, typed), here, form.shown, version, typed, today)
    changed = [one for one in groups if request.POST.get(f"seen-{one.shown.group.id}") != one.digest]
    return render(request, "qualifications/_answer.html", {"groups": changed})


@login_required
@require_POST
def submit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Send the design to the reviewer."""
    version = _own_version(request, public_id)
    submit_version(
        actor=request.user,
        at=timezone.now(),
        version=version,
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("Sent. The national centre will answer by letter."))
    return redirect("qualifications:design", version.public_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take the design back."""
    version = _own_version(request, public_id)
    withdraw_version(
        actor=request.user,
        at=timezone.now(),
        version=version,
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("Taken back. Nothing was deleted; you may begin a new version of it."))
    return redirect("qualifications:design", version.public_id)


@login_required
@require_POST
def retire(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take a published version out of the catalogue."""
    version = _own_version(request, public_id)
    retire_version(
        actor=request.user,
        at=timezone.now(),
        version=version,
        reason=request.POST.get("reason", ""),
        teach_out=read_day(request.POST.get("teach_out", "")),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("It has left the catalogue. Certificates that were given keep their force."))
    return redirect("qualifications:design", version.public_id)


@login_required
@require_POST
def begin_version(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Begin a new version as a copy of this one."""
    begun = begin_version_of(actor=request.user, at=timezone.now(), version=_own_version(request, public_id))
    return redirect("qualifications:step", begun.public_id, STEPS[0].id)


def _life(request: HttpRequest, version: Version, today: Any) -> dict[str, Any]:
    """What the page shows of the time after approval, and of the decision."""
    running = re_review_of(version)
    named = criteria(version)
    return {
        "reviewer": approval.reviews(request.user, today)
        and not approval.conflicted(version, request.user, today),
        "way": way(version) if version.submitted_at else None,
        "conditions": [
            (one, state_of(one, today), named[one.about].words if one.about in named else None)
            for one in conditions(version)
        ],
        "standing": review_standing(version, today),
        "suspension": suspension_of(version),
        "running": running,
        "term": re_review_term(running, today) if running else None,
        "re_reviews": [(one, re_review_stage(one).words) for one in re_reviews(version)],
        "before": edition_before(version),
        "minutes": version.minutes.filter(round=version.round).first(),
    }


# --- what the pages need ---------------------------------------------------------------------


def _save(request: HttpRequest, form: StepForm, here: Step, version: Version) -> HttpResponse:
    verb, _colon, rest = request.POST.get("do", "save").partition(":")
    path, _colon, number = rest.partition(":")
    known = {shown.rows.path for shown in form.shown if shown.rows}
    if verb in ("add", "remove") and (
        path not in known or (verb == "remove" and not re.fullmatch(r"[0-9]{1,3}", number))
    ):
        raise NotFound("design.row-unknown")
    if verb == "add":
        document = form.with_row(path)
    elif verb == "remove":
        document = form.without_row(path, int(number))
    else:
        document = form.typed()
    saved = revise(
        actor=request.user,
        at=timezone.now(),
        version=version,
        document=document,
        revision=read_revision(request.POST.get("revision", "")),
    )
    address = reverse("qualifications:step", args=[saved.public_id, here.id])
    if verb == "add":
        count = len(form.shown[_index(form, path)].entries) + 1
        return HttpResponseRedirect(f"{address}#{path.replace('.', '-')}-{count}")
    if verb == "remove":
        return HttpResponseRedirect(f"{address}#group-{form.shown[_index(form, path)].group.id}")
    if verb == "exit":
        messages.success(request, _("Saved."))
        return redirect("qualifications:mine")
    if verb == "link":
        return redirect("qualifications:link", saved.public_id)
    if verb == "need":
        return redirect("endorsements:need", saved.public_id)
    ids = [one.id for one in STEPS]
    at = ids.index(here.id) + {"next": 1, "back": -1}.get(verb, 0)
    return redirect("qualifications:step", saved.public_id, ids[max(0, min(at, len(ids) - 1))])


def _index(form: StepForm, path: str) -> int:
    return next(i for i, shown in enumerate(form.shown) if shown.rows and shown.rows.path == path)


def _page(request: HttpRequest, here: Step, form: StepForm, version: Version, status: int) -> HttpResponse:
    today = timezone.localdate()
    shown_design = design_of(version)
    if request.method == "POST":
        with contextlib.suppress(InvalidDocument):
            shown_design = parse({**form.typed(), "code": version.micro_qualification.code})
    made = desk(version, today, shown_design)
    ids = [one.id for one in STEPS]
    return render(
        request,
        "qualifications/step.html",
        {
            "version": version,
            "design": shown_design,
            "step": here,
            "number": ids.index(here.id) + 1,
            "states": made.states(version.content, here.id),
            "form": form,
            "groups": placed(made, here, form.shown, version, shown_design, today),
            "desk": made,
            "tally": counts(made),
            "last": here.id == SEND.id,
            "first": here.id == STEPS[0].id,
            "general": made.remarks_by_group.get((SEND.id, ""), []),
            "rest": made.by_group.get((SEND.id, ""), []) if here.id == SEND.id else [],
            "review": _by_step(made) if here.id == SEND.id else [],
        },
        status=status,
    )


def _by_step(made: Any) -> list[dict[str, Any]]:
    """The findings of the whole design, step by step, what needs something first."""
    result = []
    for one in STEPS:
        groups = [group.id for group in one.groups] + [""]
        found = [finding for group in groups for finding in made.by_group.get((one.id, group), ())]
        if found:
            open_ = [finding for finding in found if finding.mark != "yes"]
            result.append({"step": one, "open": open_, "met": [f for f in found if f.mark == "yes"]})
    return result


def _form(request: HttpRequest, here: Step, version: Version) -> StepForm:
    return StepForm(
        here,
        version.content,
        request.POST if request.method == "POST" else None,
        person=request.user.name(get_language() or "kk"),
        today=timezone.localdate().isoformat(),
    )


def _step(version: Version, name: str, today: Any) -> Step:
    found = step_named(name)
    if found is None:
        raise NotFound("page.unknown")
    return send_step(desk(version, today), version, today) if found is SEND else found


def _own_version(request: HttpRequest, public_id: Any) -> Version:
    version = readable(public_id, request.user, timezone.localdate())
    if not _is_author(request, version):
        raise NotPermitted("not-permitted", action="revise")
    return version


def _is_author(request: HttpRequest, version: Version) -> bool:
    return may(
        AT_OWNER,
        "revise",
        request.user,
        timezone.localdate(),
        at=version.micro_qualification.owner,
        about=about(version),
    )


def _places(request: HttpRequest, today: Any) -> list[Any]:
    return [m.organisation for m in memberships(request.user, today) if m.role == approval.AUTHOR]


def _row(version: Version, today: Any) -> dict[str, Any]:
    """A design in the list: its state in words and the one next step."""
    stage = approval.stage_of(version)
    row: dict[str, Any] = {"version": version, "stage": stage, "urgent": False, "step": None, "blocking": 0}
    if stage.waits_for == approval.AUTHOR and not stage.end:
        made = desk(version, today)
        row["step"] = made.first_open(version.content)
        row["blocking"] = len(made.report.blocking)
        row["remarks"] = len(made.remarks)
        row["urgent"] = True
    elif stage.waits_for in (approval.REVIEWER, approval.MEMBER):
        row["clock"] = approval.clock(version, today)
    elif version.published_on:
        row["review"] = review_of(version, today)
        row["conditions"] = version.conditions.filter(answered_at=None, confirmed_at=None).count()
    return row
