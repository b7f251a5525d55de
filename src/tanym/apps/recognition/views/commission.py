"""The commission's room, of a case and of its appeal: seats, votes, minutes, the decision."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.recognition import queries, reading
from tanym.apps.recognition.actions.attend import attend as keep_attendance
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.recuse import recuse as step_aside
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.actions.remit import remit
from tanym.apps.recognition.actions.reverse import reverse as reverse_decision
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.actions.vote import vote as keep_vote
from tanym.apps.recognition.actions.withdraw_appeal import withdraw_appeal as withdraw
from tanym.apps.recognition.casefile import case_file, commission_of
from tanym.apps.recognition.checking import said_by_rules
from tanym.apps.recognition.forms.commission import (
    AppealMinutesForm,
    MinutesForm,
    RecuseForm,
    SeatingForm,
    VoteForm,
)
from tanym.apps.recognition.matrix import matrix
from tanym.apps.recognition.models import Appeal, RecognitionCase, Seat
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.precedents import earlier
from tanym.apps.recognition.proceedings import answers, case_of, parties, steps
from tanym.apps.recognition.room import Room
from tanym.apps.recognition.room import room as room_of
from tanym.apps.recognition.seating import Member
from tanym.apps.recognition.views.acts import revision
from tanym.apps.recognition.views.reading import decided
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.decision import proposed_findings

DECIDE: dict[str, Any] = {
    "recognise": recognise,
    "recognise-in-part": recognise_in_part,
    "refuse": refuse,
    "uphold": uphold,
    "reverse": reverse_decision,
    "remit": remit,
}


@login_required
@require_safe
def room(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The room of the commission that decides a case."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if found.claimant_id == request.user.pk:
        return redirect("recognition:case", found.public_id)
    return _page(request, found)


@login_required
@require_safe
def appeal_room(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The room of the second panel."""
    found = queries.appeal(public_id, request.user, timezone.localdate())
    if found.of.claimant_id == request.user.pk:
        return redirect("recognition:case", found.of.public_id)
    return _page(request, found)


@login_required
@require_POST
def seat(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Seat the commission."""
    return _seat(request, queries.case(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def appeal_seat(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Seat the second panel."""
    return _seat(request, queries.appeal(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def attend(request: HttpRequest, public_id: uuid.UUID, seat: int) -> HttpResponse:
    """Note who is present."""
    return _attend(request, queries.case(public_id, request.user, timezone.localdate()), seat)


@login_required
@require_POST
def appeal_attend(request: HttpRequest, public_id: uuid.UUID, seat: int) -> HttpResponse:
    """Note who is present at the second panel."""
    return _attend(request, queries.appeal(public_id, request.user, timezone.localdate()), seat)


@login_required
@require_POST
def vote(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Vote."""
    return _vote(request, queries.case(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def appeal_vote(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Vote on the second panel."""
    return _vote(request, queries.appeal(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def recuse(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Step aside."""
    return _recuse(request, queries.case(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def appeal_recuse(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Step aside from the second panel."""
    return _recuse(request, queries.appeal(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def write_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the decision into the minutes."""
    return _minutes(request, queries.case(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def appeal_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the decision of the second panel into its minutes."""
    return _minutes(request, queries.appeal(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID, step: str) -> HttpResponse:
    """Sign as the chair and take the decision."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if step not in ("recognise", "recognise-in-part", "refuse"):
        raise NotFound("page.unknown")
    DECIDE[step](actor=request.user, at=timezone.now(), case=found, revision=revision(request))
    messages.success(request, _("The decision is taken. The claimant was told."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_POST
def appeal_decide(request: HttpRequest, public_id: uuid.UUID, step: str) -> HttpResponse:
    """Sign as the chair of the second panel and decide."""
    found = queries.appeal(public_id, request.user, timezone.localdate())
    if step not in ("uphold", "reverse", "remit"):
        raise NotFound("page.unknown")
    DECIDE[step](actor=request.user, at=timezone.now(), appeal=found, revision=revision(request))
    messages.success(request, _("The decision is taken. The claimant was told."))
    return redirect("recognition:appeal-room", found.public_id)


@login_required
@require_POST
def withdraw_appeal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw the appeal."""
    found = queries.appeal(public_id, request.user, timezone.localdate())
    withdraw(actor=request.user, at=timezone.now(), appeal=found, revision=revision(request))
    return redirect("recognition:case", found.of.public_id)


def _page(request: HttpRequest, record: Record, *, status: int = 200, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    proceeding, case = of(record), case_of(record)
    results = [row.do for row in proceeding.guarded(record.stage, "majority")]
    shown = room_of(record)
    can = {row.do: row for row in steps(record, request.user, today)}
    acts_as = parties(record, request.user, today)
    secretary = "secretary" in acts_as or "appeal-secretary" in acts_as
    own = (
        next((one.seat for one in shown.seats if one.seat.person_id == request.user.pk), None)
        if shown
        else None
    )
    context: dict[str, Any] = {
        "case": case,
        "record": record,
        "appeal": record if record is not case else None,
        "stage": reading.stage_words(record),
        "clocks": reading.clocks(record, today, request.user),
        "ended": reading.ended(record),
        "rows": matrix(case),
        "room": shown,
        "results": results,
        "own": own,
        "can": {do: row for do, row in can.items() if do in DECIDE},
        "answers": {
            do: dict(answers(record, row, request.user, today)) for do, row in can.items() if do in DECIDE
        },
        "is_secretary": secretary,
        "citations": reading.commission_citations(proceeding),
        "credits_due": case_file(record).credits_due,
        "earlier": earlier(case, case_file(record).holding) if shown else [],
        "said_by_rules": said_by_rules(record, today) if shown else None,
        "draft": shown.commission.draft if shown else {},
        "findings": reading.findings(case, _found_in(shown.commission.draft))
        if shown and shown.commission.draft
        else [],
        "recuse_form": forms.get("recuse_form") or RecuseForm(),
        "vote_form": forms.get("vote_form") or VoteForm(results, initial={"choice": own.vote if own else ""}),
        **({} if record is case else decided(case)),
    }
    seating = (
        secretary
        and (results or _to_be_seated(record))
        and not (shown and any(one.seat.vote for one in shown.seats))
    )
    if seating:
        context["makeup"] = proceeding.procedure.commission
        context["seating_form"] = forms.get("seating_form") or SeatingForm(
            case.organisation, initial=_seated(shown)
        )
    if secretary and results and shown:
        context["minutes_form"] = forms.get("minutes_form") or _minutes_form(record)
    return render(request, "recognition/commission.html", context, status=status)


def _seat(request: HttpRequest, record: Record) -> HttpResponse:
    form = SeatingForm(case_of(record).organisation, request.POST)
    if not form.is_valid():
        return _page(request, record, status=422, seating_form=form)
    members = [Member(person, office, side) for person, office, side in form.chosen()]
    given: dict[str, Any] = {
        "actor": request.user,
        "at": timezone.now(),
        "revision": revision(request),
        "members": members,
        "elected": form.cleaned_data["elected"],
    }
    if isinstance(record, RecognitionCase):
        seat_commission(case=record, **given)
    else:
        seat_panel(appeal=record, **given)
    messages.success(request, _("The commission is seated, and its members were told."))
    return _room(record)


def _attend(request: HttpRequest, record: Record, seat: int) -> HttpResponse:
    held = Seat.objects.filter(pk=seat).first()
    if held is None:
        raise NotFound("recognition.no-seat")
    keep_attendance(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        seat=held,
        present=request.POST.get("present") == "yes",
    )
    return _room(record)


def _vote(request: HttpRequest, record: Record) -> HttpResponse:
    results = [row.do for row in of(record).guarded(record.stage, "majority")]
    form = VoteForm(results, request.POST)
    if results and not form.is_valid():
        return _page(request, record, status=422, vote_form=form)
    keep_vote(actor=request.user, at=timezone.now(), record=record, choice=request.POST.get("choice", ""))
    messages.success(request, _("Your vote is kept."))
    return _room(record)


def _recuse(request: HttpRequest, record: Record) -> HttpResponse:
    form = RecuseForm(request.POST)
    if not form.is_valid():
        return _page(request, record, status=422, recuse_form=form)
    step_aside(actor=request.user, at=timezone.now(), record=record, reason=form.cleaned_data["reason"])
    return _room(record)


def _minutes(request: HttpRequest, record: Record) -> HttpResponse:
    form = _minutes_form(record, request.POST)
    if not form.is_valid():
        return _page(request, record, status=422, minutes_form=form)
    record_minutes(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        draft=form.draft(),
        notes=form.cleaned_data["notes"],
    )
    messages.success(request, _("The minutes are written, with your signature."))
    return _room(record)


def _minutes_form(record: Record, data: Any = None) -> MinutesForm:
    """The minutes as they stand; before anybody wrote them, what the assessor's judgements alone would give."""
    case, commission = case_of(record), commission_of(record)
    outcomes = case.target["outcomes"]
    results = [row.do for row in of(record).guarded(record.stage, "minutes-signed")]
    draft = commission.draft if commission else {}
    found = {one["outcome"]: one for one in _found_in(draft).get("findings", [])}
    if not found:
        found = {
            one.outcome: {"recognised": one.recognised, "reasons": one.reasons, "departs": ""}
            for one in proposed_findings(case_file(case).judgements)
        }
    initial: dict[str, Any] = {
        "result": draft.get("result", ""),
        "instead": draft.get("instead", {}).get("result", ""),
        "reasons": draft.get("reasons", ""),
        "advice": _found_in(draft).get("advice", ""),
        "deviation": draft.get("deviation", ""),
        "notes": commission.notes if commission else "",
    }
    for o, outcome in enumerate(outcomes):
        if one := found.get(outcome["id"]):
            initial |= {
                f"recognised_{o}": "yes" if one["recognised"] else "no",
                f"reasons_{o}": one["reasons"],
                f"departs_{o}": one["departs"],
            }
    form = MinutesForm if isinstance(record, RecognitionCase) else AppealMinutesForm
    return form(results, outcomes, data, initial=initial, auto_id="m-%s")


def _found_in(draft: dict[str, Any]) -> dict[str, Any]:
    return draft.get("instead") or draft


def _seated(shown: Room | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"elected": bool(shown and shown.commission.elected)}
    for one in shown.seats if shown else ():
        key = str(one.seat.person.public_id).replace("-", "")
        initial |= {f"office_{key}": one.seat.office or "member", f"side_{key}": one.seat.side}
    return initial


def _to_be_seated(record: Record) -> bool:
    return isinstance(record, Appeal) and bool(of(record).guarded(record.stage, "panel-excludes-first"))


def _room(record: Record) -> HttpResponse:
    if isinstance(record, RecognitionCase):
        return redirect("recognition:commission", record.public_id)
    return redirect("recognition:appeal-room", record.public_id)
